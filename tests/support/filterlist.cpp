#include "tests/support/filterlist.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace sendscope::tests {

QStringList listedFilters()
{
    QFile file(QStringLiteral(SENDSCOPE_TESTS "/data/filters.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/data/filters.txt cannot be read");
    QStringList filters;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (!line.isEmpty() && !line.startsWith(u'#'))
            filters.append(line);
    }
    return filters;
}

} // namespace sendscope::tests
