#pragma once

#include "app/base/result.h"

#include <QByteArray>

#include <optional>

class QIODevice;

namespace sendscope::exchange {

/// A place in a file, for people and their editors.
struct Place
{
    qint64 offset = 0; ///< Bytes before it in the file.
    qint64 line = 1;   ///< Counted from 1.
    qint64 column = 1; ///< Byte in the line, counted from 1.

    friend bool operator==(const Place &, const Place &) = default;
};

/// Takes JSON objects and arrays one after another out of a stream of bytes, wherever their line
/// ends are. It only finds where a value ends; whether it is JSON, JsonText::scan() judges.
///
/// Holds one value at a time, and what one read beyond it brings. Thread: one at a time.
class JsonSplitter
{
public:
    static constexpr qint64 kMaxValueBytes = 64 * 1024 * 1024;

    /// Borrows the device, which is open.
    explicit JsonSplitter(QIODevice &device);

    /// The next value's bytes, good until the next call. None: the stream has ended. What cannot be
    /// the whole of a value (it is cut short, too long, or something else stands there) is handed
    /// out as far as it was read, for the scan to say what is wrong with it; isWhole() is false.
    ///
    /// Error: FileUnreadable, with the device's reason.
    base::Result<std::optional<QByteArray>> next();

    /// The last value may be one.
    bool isWhole() const { return m_isWhole; }
    bool isTooLong() const { return m_isTooLong; }

    /// After a value that was none: goes on at the first line after the one it began on that begins
    /// with { or [.
    void skipLine();

    /// Where in the file that byte of the last value stands.
    Place placeOf(qint64 byteOfValue) const;

    qint64 bytesTaken() const { return m_offset + m_at; } ///< Up to the end of the last value.

private:
    void start();
    bool readMore();
    bool skipSpace();
    void moveTo(qsizetype at);
    qsizetype findEnd();
    qsizetype lengthOfOther();

    QIODevice &m_device;
    QByteArray m_buffer;
    qint64 m_offset = 0;    ///< Of the buffer's first byte in the file.
    qsizetype m_begin = 0;  ///< Of the last value in the buffer.
    qsizetype m_at = 0;     ///< Behind it.
    qint64 m_line = 1;      ///< That m_begin stands in.
    qint64 m_lineBegin = 0; ///< Offset of that line's first byte in the file.
    bool m_isWhole = true;
    bool m_isTooLong = false;
    bool m_hasStarted = false;
    bool m_hasEnded = false;
    QString m_error;
};

} // namespace sendscope::exchange
