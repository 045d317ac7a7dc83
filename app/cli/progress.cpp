#include "app/cli/progress.h"

#include "app/cli/output.h"

#include <unistd.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

constexpr qint64 kIntervalMs = 100;

/// Goes to the front of the line and takes off what stands there.
constexpr char kBegin[] = "\r\x1b[K";

} // namespace

Progress::Progress()
    : m_isTerminal(isatty(STDERR_FILENO) == 1)
{
}

Progress::~Progress()
{
    clear();
}

void Progress::show(const QString &what, qint64 done, qint64 all)
{
    if (!m_isTerminal || (m_sinceShown.isValid() && m_sinceShown.elapsed() < kIntervalMs))
        return;
    m_sinceShown.start();
    m_isShown = true;
    QString line = withoutControls(what);
    if (all > 0)
        line += u' ' + QString::number(done * 100 / all) + u'%';
    const QByteArray bytes = kBegin + line.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

void Progress::clear()
{
    if (!m_isShown)
        return;
    m_isShown = false;
    std::fputs(kBegin, stderr);
    std::fflush(stderr);
}

} // namespace sendscope::cli
