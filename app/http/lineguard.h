#pragma once

#include "app/event/refusal.h"

#include <QByteArrayView>

namespace sendscope::http {

/// Judges the bytes of a head and of chunk framing, one line after another, before llhttp sees
/// them.
///
/// A line ends with CRLF and nothing else; what stands in it must fit the grammar of its kind.
/// Keeps no bytes: any split of a line gives the same verdict at the same byte.
class LineGuard
{
public:
    enum class Kind {
        Method,    ///< The first word of a request line; its end is the space after it.
        Target,    ///< The rest of a request line.
        Field,     ///< A header or trailer field, or the empty line after the last one.
        ChunkSize, ///< With the extensions.
        ChunkEnd,  ///< The empty line that ends a chunk's data.
    };

    enum class Outcome { More, End, Bad };

    struct Step
    {
        Outcome outcome = Outcome::More;
        qsizetype used = 0; ///< With the line's end, or with the bad byte.
    };

    void begin(Kind kind);
    Step take(QByteArrayView bytes);

    qsizetype length() const { return m_length; } ///< Bytes of the line so far.
    bool isEmptyLine() const { return m_isEmptyLine; }

    /// What was bad; its offset is from the line's first byte. Only after Outcome::Bad.
    const event::Refusal &refusal() const { return m_refusal; }

private:
    enum class Place {
        FirstByte,
        TlsVersion,
        Method,
        Target,
        FieldStart,
        FieldName,
        FieldValue,
        SizeStart,
        Size,
        Extension,
        ChunkCr,
        LineFeed,
    };

    static quint8 runClass(Place place);
    Outcome judge(char c);
    Outcome judgeFirstByte(char c);
    Outcome judgeFieldStart(char c);
    Outcome judgeSize(char c);
    Outcome go(Place place);
    Outcome expect(char expected, char c, Place next);
    Outcome bad(event::RefusalReason reason, qsizetype offset, const QString &detail);
    Outcome badByte(char c);

    Kind m_kind = Kind::Method;
    Place m_place = Place::FirstByte;
    qsizetype m_length = 0;
    int m_digits = 0;
    bool m_isEmptyLine = false;
    event::Refusal m_refusal;
};

} // namespace sendscope::http
