#pragma once

#include "ui/body/find.h"

#include <QObject>
#include <QThreadPool>

#include <vector>

namespace sendscope::ui {

/// Looks for a word in a text on a thread of its own, and steps from hit to hit. At most kMostHits
/// are known at a time; behind the last of them the next ones are looked for.
class Finder : public QObject
{
    Q_OBJECT

public:
    explicit Finder(QObject *parent = nullptr);
    ~Finder() override;

    /// Begins anew. In the same text it goes on from the hit that was current.
    void look(const FindText &text, const QString &typed);

    /// Nothing is looked for; no hits.
    void stop();

    void next();
    void previous();

    bool isWorking() const { return m_isWorking; }
    const FindHitsPtr &hits() const { return m_hits; } ///< Null while nothing is looked for.

    /// The current hit; null without one.
    const FindHit *current() const;

    /// "3 of 17", "3 of 1,000+", "none"; empty while nothing is looked for.
    QString countText() const;

signals:
    /// Hits, current one, or count.
    void changed();

private:
    enum class Choose { Near, First, Last };

    void start(qint64 from, Choose choose);
    void onFound(const FindHitsPtr &hits, Choose choose);

    FindText m_text;
    FindQuery m_query;
    FindHitsPtr m_hits;
    std::vector<qint64> m_starts; ///< Where this stretch of hits and those before it begin.
    qsizetype m_current = -1;
    qint64 m_near = 0;
    bool m_isWorking = false;
    base::CancelToken m_cancel;
    QThreadPool m_pool; ///< One thread: what is no longer wanted ends before the new begins.
};

} // namespace sendscope::ui
