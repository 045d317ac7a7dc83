#pragma once

#include "app/bandwidth/check.h"
#include "app/cli/eventwriter.h"
#include "app/cli/output.h"
#include "app/event/request.h"

#include <optional>

namespace sendscope::cli {

/// Where in a file a request's body stands.
struct BodyOrigin
{
    QString file;                 ///< As it was named.
    qint64 line = 1;              ///< Of the value that the request was read from.
    std::optional<qint64> column; ///< The body is that value; else it is only a part of it, and
                                  ///< places are those in the body.
};

/// Checks requests, one after another, and writes what is found: for people a line for each finding
/// and one that says where it is documented, for programs objects.
class CheckWriter
{
public:
    CheckWriter(Output &output, EventFormat format);

    /// One request of a capture; \p id of its first row.
    void check(const event::DraftRequest &request, event::EventId id);
    /// One of a file.
    void check(const event::DraftRequest &request, const BodyOrigin &origin);

    void finish(); ///< Closes the array of EventFormat::Json.

    /// Tells the person how many events were checked, and what was found.
    void tellCount();

    qint64 findings() const { return m_findings; }

private:
    struct Place;

    void checkBody(const event::DraftRequest &request, event::EventId first,
                   const BodyOrigin *origin);
    void write(const bandwidth::Finding &finding, const Place &place);
    void writeObject(const bandwidth::Finding &finding, const Place &place);

    Output &m_output;
    const EventFormat m_format;
    qint64 m_events = 0;
    qint64 m_eventsWithFindings = 0;
    qint64 m_findings = 0;
    qint64 m_unread = 0; ///< Requests without JSON.
};

} // namespace sendscope::cli
