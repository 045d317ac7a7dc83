#include "tests/bench/memory.h"

#include "app/index/segment.h"

#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace sendscope::bench {

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QFile::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

qint64 searchTextBytes(const index::Snapshot &snapshot)
{
    qint64 bytes = 0;
    for (const index::SegmentPtr &segment : snapshot.segments()) {
        for (const index::ValueRun &run : segment->runs())
            bytes += run.bytes().size();
    }
    return bytes;
}

} // namespace sendscope::bench
