#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/event/request.h"
#include "app/index/rowstep.h"
#include "app/index/segment.h"
#include "app/index/setaside.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace sendscope::index {

class SegmentWriter;

/// A value of one of the fields that few events have.
struct RareValue
{
    event::Field field = event::Field::MessagePriority;
    QByteArray value;
};

/// One row as it is derived from the stored bytes, before it goes into columns.
///
/// A plain value, as long as its `source` stays with it.
struct DerivedRow
{
    event::EventId event;
    event::RequestId request;
    event::RunId run;
    event::Kind kind = event::Kind::Event;
    event::Via via = event::Via::Listener;
    qint32 element = 0;
    qint64 size = 0; ///< Bytes of the element.
    base::UtcTime received;
    QByteArray peer;
    std::optional<base::UtcTime> time;
    std::optional<base::UtcTime> eventTime;
    std::optional<base::UtcTime> messageTime;
    QByteArray type;
    std::optional<int> errorCode;
    QByteArray description;
    QByteArray carrierName;
    QByteArray to;
    QByteArray ours;
    QByteArray theirs;
    QByteArray messageId;
    QByteArray owner;
    QByteArray applicationId;
    QByteArray direction;
    QByteArray from;
    std::vector<QByteArray> recipients;
    std::optional<int> segmentCount;
    QByteArray text;
    std::vector<QByteArray> media;
    QByteArray tag;
    QByteArray channel;
    std::vector<RareValue> others; ///< Values of one field stand side by side.
    RowStep step;
    quint64 digest = 0; ///< As Segment::digest().
    int status = 0;
    bool isAnswerDelivered = true;
    std::chrono::milliseconds answeredAfter{}; ///< As Segment::answeredAfter().
    QByteArray sentence; ///< What is wrong with a malformed or refused row; else empty.
    QByteArray result;   ///< The sentence, or the error code in words.

    /// What a word is looked for in: every string, decoded, and every number, as written, of the
    /// element. Of what is no JSON the head and the body as text, at most kMaxRawSearchBytes of
    /// each.
    std::vector<QByteArray> values;

    QByteArray source; ///< The bytes that texts of the row may borrow from.
};

constexpr qsizetype kMaxRawSearchBytes = 64 * 1024;

/// How long the answer took, where that is worth telling; else 0.
std::chrono::milliseconds slowness(base::UtcTime arrived, const event::Outcome &outcome);

/// The rows of a stored request. The one way from stored bytes to rows: live, imported and opened
/// alike.
std::vector<DerivedRow> derive(const event::StoredRequest &request);

/// Some rows of a capture, ready to be put in front of newer ones.
struct DerivedBlock
{
    std::vector<SegmentPtr> segments; ///< By id, ascending.
    SetAside aside;
};

/// Derives rows into a block, request by request: for opening a capture on several threads.
///
/// Thread: one at a time.
class BlockDeriver
{
public:
    /// Only rows with ids in [first, last] are taken: a request may reach over the edge of a block,
    /// and is then passed with both.
    BlockDeriver(event::EventId first, event::EventId last);
    ~BlockDeriver();

    void add(const std::vector<event::StoredRequest> &requests); ///< Ascending.
    DerivedBlock take();

private:
    event::EventId m_first;
    event::EventId m_last;
    DerivedBlock m_block;
    std::unique_ptr<SegmentWriter> m_writer; ///< Null until the first row of a segment.
};

} // namespace sendscope::index
