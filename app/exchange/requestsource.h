#pragma once

#include "app/base/result.h"
#include "app/exchange/exportedrequest.h"
#include "app/store/addendareader.h"
#include "app/store/reader.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sendscope::exchange {

/// Which rows of a capture go out. By default all of them.
///
/// A plain value.
struct Selection
{
    using Find =
        std::function<std::vector<event::EventId>(const std::vector<event::StoredRequest> &)>;

    std::optional<std::vector<event::EventId>> events; ///< Only these, ascending.
    Find find; ///< Only those it finds among requests that ascend; called on any one thread.
};

/// Reads from a capture what is to be exported, block by block: as it stands when it is opened,
/// also while somebody records into it. Read transactions are short.
///
/// Thread: one at a time, the one that opened it.
class RequestSource
{
public:
    using Block = std::vector<ExportedRequest>;

    /// Errors: as those of store::Reader::open().
    static base::Result<std::unique_ptr<RequestSource>> open(const QString &capture,
                                                             Selection selection);

    /// The next requests, ascending; some thousands, or some MiB of them, or none of those that
    /// were looked at. Nothing: that was all.
    base::Result<std::optional<Block>> next();

    qint64 rows() const; ///< How many there are to go through.
    qint64 rowsPassed() const { return m_passed; }

private:
    /// Rows that are read at once, both included.
    struct Stretch
    {
        event::EventId first;
        event::EventId last;
    };

    RequestSource() = default;
    std::optional<Stretch> nextStretch() const;
    std::vector<event::EventId> wanted(const std::vector<event::StoredRequest> &requests) const;
    base::Result<Block> blockOf(std::vector<event::StoredRequest> requests);
    void pass(const std::vector<event::StoredRequest> &requests, const Stretch &stretch);

    std::unique_ptr<store::Reader> m_reader;
    std::unique_ptr<store::AddendaReader> m_addenda;
    Selection m_selection;
    event::EventId m_newest;
    event::EventId m_begin{1}; ///< Rows before it were read.
    size_t m_nextEvent = 0;    ///< In the selection's events.
    qint64 m_passed = 0;
};

} // namespace sendscope::exchange
