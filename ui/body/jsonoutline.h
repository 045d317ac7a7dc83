#pragma once

#include "app/base/canceltoken.h"
#include "ui/body/jsontextptr.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace sendscope::ui {

/// The rows of a JSON value as a tree shows them when nothing is folded: one for the value at the
/// top, one for each member (the span of its name) and one for each element. Any row is found at
/// once, however many there are, and so is the number of a span's row.
///
/// Immutable. Thread: any; making one goes through all spans once and belongs off the window's
/// thread.
class JsonOutline
{
public:
    /// Over it a text is shown without a tree: 20 bytes for each value are kept while it is.
    static constexpr size_t kMostSpans = 4'000'000;

    /// \p top: the value of the first row. Null when cancelled, and over kMostSpans.
    static std::shared_ptr<const JsonOutline> make(JsonTextPtr json, qint32 top,
                                                   const base::CancelToken &cancel = {});

    const event::JsonText &json() const { return *m_json; }
    qint32 top() const { return m_top; }

    qint64 rowCount() const { return m_rowCount; }
    qint32 spanAt(qint64 row) const;   ///< A name, an element, or the top.
    qint64 rowOf(qint32 span) const;   ///< Of a member's value: the row of its name.
    qint64 rowsIn(qint32 value) const; ///< How many rows stand beneath it.

    /// The value of a row's span: of a member, what follows its name.
    qint32 valueOf(qint32 span) const;

    /// The row's span that holds a value: the name of a member, else the value itself.
    qint32 holderOf(qint32 value) const;

    /// The object or array that a row stands in; -1 for the top.
    qint32 parentOf(qint32 span) const;

    bool isContainer(qint32 value) const;
    qint64 childCount(qint32 container) const;
    int depth(qint32 span) const;             ///< 0 for the top.
    qint64 ordinal(qint32 element) const;     ///< Its place in its array, from 0.
    bool isRepeated(qint32 name) const;       ///< The same name stands in its object again.
    bool isLastOfRepeated(qint32 name) const; ///< The one of those that counts.

    /// First and last byte of a row: of a member, its name and its value.
    qint64 begin(qint32 span) const { return m_json->span(span).begin; }
    qint64 end(qint32 span) const { return m_json->span(valueOf(span)).end; }

    /// The innermost row whose bytes hold [begin, end); -1 where none does.
    qint32 spanAround(qint64 begin, qint64 end) const;

    /// The way from one value to what stands in it: "message.to[0]"; empty for itself.
    QByteArray path(qint32 from, qint32 span) const;

private:
    /// An object or array with many children: each kStride-th of them, so that one is found by its
    /// number and its number by it.
    struct Big
    {
        qint32 container = 0;
        qint64 count = 0;
        std::vector<qint32> every;
    };

    bool isRow(qint32 span) const;
    qint32 endOf(qint32 value) const;
    const Big *big(qint32 container) const;
    bool countRows(const base::CancelToken &cancel);
    bool countChildren(const base::CancelToken &cancel);
    bool findRepeated(const base::CancelToken &cancel);

    JsonTextPtr m_json;
    qint32 m_top = 0;
    qint32 m_end = 0; ///< One past the last span beneath the top.
    qint64 m_rowCount = 0;
    std::vector<quint32> m_rowsBefore; ///< Rows before each kStride-th span, counted from the top.
    std::vector<Big> m_bigs;           ///< Ascending.
    std::vector<qint32> m_repeated;    ///< Names, ascending.
    std::vector<qint32> m_lastRepeated;
};

using JsonOutlinePtr = std::shared_ptr<const JsonOutline>;

} // namespace sendscope::ui
