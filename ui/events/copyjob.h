#pragma once

#include "app/event/request.h"
#include "ui/events/copyformat.h"

#include <QString>
#include <QUrl>

#include <set>

namespace sendscope::ui {

/// Rows on their way to the clipboard as JSON or as curl commands, which need the bytes of their
/// requests: those are asked for and taken in stretch by stretch.
///
/// Thread: one at a time.
class CopyJob
{
public:
    /// \p target: where the commands post to.
    CopyJob(CopyFormat format, CopySource source, QUrl target);

    /// The rows whose requests are to be taken next; none when it is done, or would be too large.
    std::vector<event::EventId> next() const;

    /// Those requests, in whatever order.
    void take(const std::vector<event::StoredRequest> &requests);

    bool isTooLarge() const { return m_bytes > kMostCopiedBytes; }
    QString text() const;     ///< Empty where none of the rows can be had in that format.
    QString sentence() const; ///< "24 events copied as JSON", and what was left out.

private:
    void takeElement(const event::StoredRequest &request, event::EventId event);
    void takeCommand(const event::StoredRequest &request);
    void add(const QString &part);

    const CopyFormat m_format;
    const CopySource m_source;
    const QUrl m_target;
    size_t m_next = 0;
    QStringList m_parts;
    std::set<event::RequestId> m_known;
    qint64 m_bytes = 0;
    qint64 m_leftOut = 0; ///< Rows without JSON, requests that curl cannot send.
};

} // namespace sendscope::ui
