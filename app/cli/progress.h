#pragma once

#include <QElapsedTimer>
#include <QString>

namespace sendscope::cli {

/// One line on stderr that tells how far long work has come; only where stderr is a terminal.
///
/// Thread: one at a time.
class Progress
{
public:
    Progress();

    /// Takes the line off again.
    ~Progress();

    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    /// \p all: 0 where it is not known. Shown some ten times a second at most.
    void show(const QString &what, qint64 done, qint64 all);

    void clear();

private:
    const bool m_isTerminal;
    bool m_isShown = false;
    QElapsedTimer m_sinceShown;
};

} // namespace sendscope::cli
