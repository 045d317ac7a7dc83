#pragma once

#include "app/base/canceltoken.h"
#include "ui/body/jsontextptr.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sendscope::ui {

/// What a stretch of a body is, for its colour.
enum class BodyRole { Plain, Name, String, Number, Word, Punctuation };

/// One stretch of bytes of one role.
struct BodyToken
{
    qint64 begin = 0;
    qint64 end = 0;
    BodyRole role = BodyRole::Plain;

    friend bool operator==(const BodyToken &, const BodyToken &) = default;
};

/// One row of a body as it is shown.
struct BodyRow
{
    qint64 begin = 0;
    qint64 end = 0;  ///< One past the last byte shown; the line's end is not.
    qint64 line = 0; ///< From 1; 0 where the row goes on with the line above.
    int depth = 0;   ///< How many steps the row is set in; 0 as it came.

    friend bool operator==(const BodyRow &, const BodyRow &) = default;
};

/// A body cut into rows: as it came, at its own line ends, or by the structure of its JSON. The
/// bytes are never changed, only where a row begins is decided here; a line over kRowBytes goes on
/// in the next row, so that a row costs the same however long its line is.
///
/// As it came, only every 32nd row is remembered: 64 MiB of empty lines cost 24 MB.
///
/// Immutable. Thread: any; making one takes about a second a GiB and belongs off the window's
/// thread.
class BodyText
{
public:
    enum class Look { Plain, Head };

    static constexpr qint64 kRowBytes = 400;
    static constexpr qint64 kMaxStructuredBytes = 4 * 1024 * 1024; ///< Over it: as it came only.

    BodyText() = default;

    /// Text that is no JSON. Look::Head: a head, whose field names have a colour of their own.
    static BodyText asItCame(const QByteArray &bytes, Look look = Look::Plain,
                             const base::CancelToken &cancel = {});

    /// JSON at its own line ends.
    static BodyText asItCame(const JsonTextPtr &json, const base::CancelToken &cancel = {});

    /// JSON with one member or element a row.
    static BodyText byStructure(const JsonTextPtr &json, const base::CancelToken &cancel = {});

    const QByteArray &bytes() const { return m_bytes; }
    qint64 rowCount() const { return m_rowCount; }
    qint64 lineCount() const { return m_lineCount; }
    qint64 widestRowBytes() const { return m_widestRow; } ///< With its indentation.

    BodyRow row(qint64 index) const;
    qint64 rowAt(qint64 offset) const; ///< The row that shows this byte, or the nearest before it.

    /// What stands in [begin, end), without gaps.
    std::vector<BodyToken> tokens(qint64 begin, qint64 end) const;

private:
    struct Checkpoint
    {
        quint32 begin = 0;
        quint32 line = 0; ///< Of the row's line, whether or not the row begins it.
        bool isContinued = false;
    };

    BodyRow nextRow(qint64 begin, qint64 line, bool isContinued) const;
    void indexLines(const base::CancelToken &cancel);
    void addStructured(qint64 begin, qint64 end, int depth);

    QByteArray m_bytes;
    JsonTextPtr m_json; ///< For colours; null where it is no JSON.
    Look m_look = Look::Plain;
    std::vector<Checkpoint> m_checkpoints; ///< As it came.
    std::vector<BodyRow> m_rows;           ///< By structure.
    qint64 m_rowCount = 0;
    qint64 m_lineCount = 0;
    qint64 m_widestRow = 0;
};

/// Line and column, both from 1, of a byte; the column counts characters.
struct BodyPlace
{
    qint64 line = 1;
    qint64 column = 1;
};
BodyPlace placeOf(QByteArrayView bytes, qint64 offset);

} // namespace sendscope::ui
