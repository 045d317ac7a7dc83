#pragma once

#include "app/event/request.h"
#include "app/index/segment.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sendscope::index {

/// One row as it is derived from the stored bytes, before it goes into columns.
///
/// A plain value.
struct DerivedRow
{
    event::EventId event;
    event::RequestId request;
    event::Kind kind = event::Kind::Event;
    event::Via via = event::Via::Listener;
    qint32 element = 0;
    base::UtcTime received;
    std::optional<base::UtcTime> time;
    QByteArray type;
    std::optional<int> errorCode;
    QByteArray description;
    QByteArray ours;
    QByteArray theirs;
    qint32 mediaCount = 0;
    QByteArray tag;
    QByteArray messageId;
    QByteArray text;
    int status = 0;
    bool isAnswerDelivered = true;
    QByteArray sentence;

    /// What a word is looked for in: every string, decoded, and every number, as written, of the
    /// element, each followed by kValueEnd. Of what is no JSON the head and the body as text, at
    /// most kMaxRawSearchBytes of each.
    QByteArray searchText;
};

constexpr qsizetype kMaxRawSearchBytes = 64 * 1024;

/// The rows of a stored request. The one way from stored bytes to rows: live, imported and opened
/// alike.
std::vector<DerivedRow> derive(const event::StoredRequest &request);

/// Segments of the rows with ids in [first, last], for opening a capture on several threads.
std::vector<SegmentPtr> deriveSegments(const std::vector<event::StoredRequest> &requests,
                                       event::EventId first, event::EventId last);

} // namespace sendscope::index
