#pragma once

#include "app/cli/output.h"
#include "app/event/request.h"
#include "app/filter/filter.h"
#include "app/index/snapshot.h"

#include <QByteArray>

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
    EventWriter(Output &output, EventFormat format);

    void write(const index::Row &row, QByteArrayView payload);

    /// All rows of a request, which must be in the snapshot.
    void writeRows(const index::Snapshot &snapshot, const event::StoredRequest &request);

    /// Closes the array of EventFormat::Json.
    void finish();

private:
    void writeObject(const index::Row &row, QByteArrayView payload);
    void writeWords(const index::Row &row);

    Output &m_output;
    const EventFormat m_format;
    bool m_isFirst = true;
};

/// The rows of these requests that match, ascending.
index::RowList matchingRows(const std::vector<event::StoredRequest> &requests,
                            const filter::Filter &filter);

/// Writes those rows of requests that match.
class MatchingEvents
{
public:
    MatchingEvents(const filter::Filter &filter, EventWriter &writer);

    /// Writes at most `most` rows with ids in [first, last]. Returns how many.
    qint64 write(const std::vector<event::StoredRequest> &requests, event::EventId first = {},
                 event::EventId last = {std::numeric_limits<qint64>::max()},
                 qint64 most = std::numeric_limits<qint64>::max());

private:
    const filter::Filter m_filter;
    EventWriter &m_writer;
};

} // namespace sendscope::cli
