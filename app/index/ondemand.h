#pragma once

#include "app/event/fieldref.h"
#include "app/event/jsonpath.h"
#include "app/event/request.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sendscope::index {

/// A value of a path or a header in one row.
struct OnDemandValue
{
    enum class Kind : quint8 {
        String,    ///< text: decoded, UTF-8
        Literal,   ///< text: a number, true, false or null, as spelled
        Structure, ///< an object or an array: it is there, and that is all a comparison sees
    };

    QByteArrayView text;
    Kind kind = Kind::String;
};

/// The values that one path or header has in some rows, each distinct value once.
///
/// Immutable. Thread: any.
class OnDemandPart
{
public:
    event::EventId first() const { return m_first; } ///< Of the range of ids it speaks for.
    event::EventId last() const { return {m_first.value + qint64(m_rows.size()) - 1}; }

    /// Indexes of the row's values; none for an id it does not speak for.
    std::span<const quint32> values(event::EventId id) const;

    quint32 valueCount() const { return quint32(m_kinds.size()); }
    OnDemandValue value(quint32 index) const;

private:
    friend class OnDemandWriter;

    event::EventId m_first;
    std::vector<quint32> m_rows; ///< By id: a value, kNoValue, or a place in m_lists with kListBit.
    std::vector<quint32> m_lists; ///< Each with its size before it.
    QByteArray m_bytes;
    std::vector<qint64> m_ends; ///< Of each value in m_bytes.
    std::vector<OnDemandValue::Kind> m_kinds;
};

using OnDemandPartPtr = std::shared_ptr<const OnDemandPart>;

/// Fills a part row by row.
///
/// Thread: one at a time.
class OnDemandWriter
{
public:
    explicit OnDemandWriter(event::EventId first);

    /// Ids ascend; those left out are rows without a value.
    void add(event::EventId id, std::span<const OnDemandValue> values);

    /// It speaks for ids up to that one, also where the last rows have no values.
    void extendTo(event::EventId last);

    event::EventId first() const { return m_part.m_first; }
    qint64 rows() const { return qint64(m_part.m_rows.size()); }

    OnDemandPartPtr part() const; ///< Of the rows so far.

private:
    quint32 intern(const OnDemandValue &value);

    OnDemandPart m_part;
    QHash<QByteArray, quint32> m_known; ///< By kind and text.
};

/// A path or a header as a column, as far as it has been read.
///
/// A plain value.
struct OnDemandColumn
{
    event::FieldRef field;
    std::vector<OnDemandPartPtr> parts; ///< By id, ascending, without gaps.

    /// Rows from here on have been read; the epoch of ids, 0, once all have.
    event::EventId coveredFrom;
    bool isComplete = false;

    /// The part that speaks for that id; null without.
    const OnDemandPart *partOf(event::EventId id) const;
};

using OnDemandColumnPtr = std::shared_ptr<const OnDemandColumn>;

/// Reads paths and headers out of stored requests.
class OnDemandReader
{
public:
    explicit OnDemandReader(std::vector<event::FieldRef> fields);

    const std::vector<event::FieldRef> &fields() const { return m_fields; }

    /// Adds the request's rows with ids in [first, last] to the writers, one a field.
    void read(const event::StoredRequest &request, event::EventId first, event::EventId last,
              std::span<OnDemandWriter> writers) const;

private:
    std::vector<event::FieldRef> m_fields;
    std::vector<std::optional<event::JsonPath>> m_paths; ///< By field; none for a header.
    bool m_hasPaths = false;
};

/// Whole columns of what a few requests have, which ascend; for looking at them once.
std::vector<OnDemandColumnPtr> readOnDemand(const std::vector<event::FieldRef> &fields,
                                            const std::vector<event::StoredRequest> &requests);

} // namespace sendscope::index
