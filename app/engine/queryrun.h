#pragma once

#include "app/base/canceltoken.h"
#include "app/engine/query.h"
#include "app/filter/program.h"
#include "app/index/scan.h"

#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace sendscope::engine {

/// What is asked.
struct QueryTask
{
    index::SnapshotPtr snapshot;
    filter::Filter filter;
    std::shared_ptr<const filter::Program> program; ///< Of the filter.
    index::Order order;
    bool showsAside = false;
    bool byMessage = false; ///< As Query::setByMessage().
    Fold fold;
};

/// An answer, with what the next one can build on. Immutable once made.
struct QueryAnswer
{
    QueryTask task;
    index::Rows matches; ///< The events that pass, ascending by id.
    index::Rows shown;   ///< Those that are rows, ascending; by message its first events.
    QueryResult result;
    bool hasGaps = false; ///< Cut short, or a path was not read to its end: nothing to build on.
};

/// Works out one answer, on the thread that calls run() and on free ones of the pool.
///
/// Thread: one at a time.
class QueryRun
{
public:
    using Post = std::function<void(const QueryResult &partial)>;

    /// \p before: the answer to build on; may be null. \p post gets what there is so far, newest
    /// rows first, now and then; on any thread of the pool.
    QueryRun(QueryTask task, std::shared_ptr<const QueryAnswer> before, QThreadPool &pool,
             base::CancelToken cancel, Post post);

    /// Null when cancelled.
    std::shared_ptr<const QueryAnswer> run();

private:
    /// How the matches are found, and with them which of the rows before still stand where they
    /// stood.
    enum class Reuse {
        None,
        Grown,    ///< The same filter: what is older or newer than before is looked at.
        Narrowed, ///< And of what was found before, what still passes.
    };

    Reuse reuse();
    bool areValuesAsBefore() const;
    bool findChanged();
    void findMatches();
    bool isOnlyMore() const;
    index::Rows shownOf(const index::Rows &matches) const;
    index::Rows firstsOf(const index::Rows &matches) const;
    /// By segment, oldest first.
    using Found = std::vector<index::RowList>;

    Found scanSegments(const index::IdRange &range, bool posts);
    Found scanThose(std::span<const event::EventId> candidates);
    index::RowList withoutAside(index::RowList rows) const;
    void postPartial(std::span<const index::RowList> found);
    void sortMatches();
    index::Rows sorted(std::span<const event::EventId> ids) const;
    index::Rows merged(const index::Rows &rows, std::span<const event::EventId> more) const;
    qint64 coveredEvents() const;

    const QueryTask m_task;
    const std::shared_ptr<const QueryAnswer> m_before;
    QThreadPool &m_pool;
    const base::CancelToken m_cancel;
    const Post m_post;
    Reuse m_reuse = Reuse::None;
    bool m_hasOlder = false;  ///< Events that are older than all before.
    index::RowList m_changed; ///< Rows of before that may say something else now, ascending.
    std::shared_ptr<QueryAnswer> m_answer;
};

} // namespace sendscope::engine
