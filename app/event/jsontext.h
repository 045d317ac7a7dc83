#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace sendscope::event {

/// One value or key of a JSON text: where its bytes stand. Strings include their quotes.
struct JsonSpan
{
    enum class Type : quint8 {
        Object,
        Array,
        Key, ///< A member's name; its value is the next span.
        String,
        Number,
        True,
        False,
        Null,
    };

    quint32 begin = 0;
    quint32 end = 0;    ///< One past the last byte.
    qint32 parent = -1; ///< The object or array it stands in; for a member's value, the object.
    qint32 next = -1;   ///< The next span at the same level (from key to key in an object); -1: the
                        ///< last one, and a member's value.
    Type type = Type::Null;
    bool hasEscapes = false; ///< Strings and keys: the text is not the bytes between the quotes.
};

/// A JSON text as a flat array of spans into its untouched bytes: order, repeated keys and the
/// spelling of numbers are exact by construction.
///
/// A value; the bytes are shared. Thread: any.
class JsonText
{
public:
    static constexpr int kMaxDepth = 512;

    /// Strict RFC 8259 in UTF-8; a byte order mark is flagged and skipped. Any value may stand at
    /// the top.
    ///
    /// Errors: Malformed; offset is the byte, -1 for an empty body; args[0] says what was expected
    /// and found, in English ("a comma or ] was expected at byte 412, } was found"); args[1] is the
    /// name of the RefusalReason: not-json, empty-body, invalid-utf8, too-deep. LimitPassed for
    /// more than 64 MiB.
    ///
    /// Takes 20 bytes for each value and key.
    static base::Result<JsonText> scan(const QByteArray &bytes);

    const QByteArray &bytes() const { return m_bytes; }
    const std::vector<JsonSpan> &spans() const { return m_spans; } ///< spans()[0] is the top value.
    const JsonSpan &span(qint32 index) const { return m_spans[size_t(index)]; }
    bool hasByteOrderMark() const { return m_hasByteOrderMark; }

    qint32 firstChild(qint32 container) const;         ///< First key or element; -1 when empty.
    qint32 value(qint32 key) const { return key + 1; } ///< The value that belongs to a key.
    qint32 member(qint32 object,
                  QByteArrayView key) const; ///< Value of the last member of that name; -1 without.

    QByteArrayView raw(qint32 index) const; ///< The bytes as they came.

    /// A string or key decoded to UTF-8; lone surrogates become the three bytes of their code point
    /// (WTF-8). Numbers and words as spelled.
    QByteArray text(qint32 index) const;

    /// The same, but where nothing had to be decoded it borrows from bytes(): it lasts as long as
    /// they do.
    QByteArray borrowedText(qint32 index) const;

    /// The same for showing: lone surrogates stay what they are.
    QString displayText(qint32 index) const;

private:
    QByteArray m_bytes;
    std::vector<JsonSpan> m_spans;
    bool m_hasByteOrderMark = false;
};

} // namespace sendscope::event
