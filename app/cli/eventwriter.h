#pragma once

#include "app/cli/eventfinder.h"
#include "app/cli/fieldvalue.h"
#include "app/cli/output.h"
#include "app/event/fieldref.h"
#include "app/event/request.h"
#include "app/index/snapshot.h"

#include <QByteArray>
#include <QStringList>

#include <limits>
#include <vector>

namespace sendscope::cli {

/// How events are written.
enum class EventFormat {
    Table,
    Ndjson, ///< One object a line.
    Json,   ///< One array.
};

/// Writes events, one after another: for people as lines of aligned words, for programs as JSON
/// with the names of the field catalogue and the element itself, verbatim, as "payload".
class EventWriter
{
public:
    /// \p columns: these fields alone, and no payload; empty: the usual ones.
    EventWriter(Output &output, EventFormat format, std::vector<event::FieldRef> columns = {});

    /// \p payload: the element's bytes; empty for rows without one.
    /// \p snapshot: which the row is of.
    void write(const index::Row &row, const event::StoredRequest &request, QByteArrayView payload,
               const index::Snapshot &snapshot);

    /// All rows of a request, which must be in the snapshot.
    void writeRows(const index::Snapshot &snapshot, const event::StoredRequest &request);

    /// Writes the lines that still wait for the widths of their columns.
    void align();

    /// Aligns, and closes the array of EventFormat::Json.
    void finish();

private:
    QByteArray objectFor(const FieldValues &values, QByteArrayView payload) const;
    void gatherLine(const FieldValues &values);

    Output &m_output;
    const EventFormat m_format;
    const std::vector<event::FieldRef> m_columns;
    std::vector<qsizetype> m_widths; ///< In characters; they only grow.
    std::vector<QStringList> m_lines;
    bool m_isFirst = true;
};

/// Which rows are wanted.
struct RowRange
{
    event::EventId first;
    event::EventId last = {std::numeric_limits<qint64>::max()};
    qint64 most = std::numeric_limits<qint64>::max();
    std::vector<event::EventId> leftOut; ///< Ascending.
    base::UtcTime until = {};            ///< As of EventFinder::snapshotOf().
};

/// Writes those rows of requests that a finder finds.
class MatchingEvents
{
public:
    /// Borrows both.
    MatchingEvents(const EventFinder &finder, EventWriter &writer);

    /// Returns how many rows were written.
    qint64 write(const std::vector<event::StoredRequest> &requests, const RowRange &range = {});

private:
    const EventFinder &m_finder;
    EventWriter &m_writer;
};

} // namespace sendscope::cli
