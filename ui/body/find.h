#pragma once

#include "app/base/canceltoken.h"
#include "ui/body/findhits.h"
#include "ui/body/jsonoutline.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace sendscope::ui {

/// What a page lets itself be searched in.
///
/// A plain value; the bytes are shared.
struct FindText
{
    QByteArray bytes;
    JsonTextPtr json;      ///< Of the same bytes: strings are looked into as they read, too.
    bool isBinary = false; ///< "0x0d0a" means two bytes.

    bool isSame(const FindText &other) const
    {
        return bytes.constData() == other.bytes.constData() && bytes.size() == other.bytes.size()
            && isBinary == other.isBinary;
    }
};

/// What was typed, made ready.
struct FindQuery
{
    QByteArray needle;    ///< Folded, or the very bytes.
    bool isExact = false; ///< Bytes: by their value alone.

    /// For a binary text "0x" and an even number of digits are bytes; "0x" with what cannot be that
    /// is nothing yet.
    static FindQuery from(const QString &typed, bool isBinary);

    bool isEmpty() const { return needle.isEmpty(); }
};

constexpr qsizetype kMostHits = 1000;

/// The hits from a byte on, in order, at most kMostHits. Letters are found whatever their case, by
/// simple Unicode folding. A JSON string with escapes that has its hits only as it reads is one hit
/// as a whole. Cancelled, it has found what it has.
///
/// Thread: any; a second for some hundred MiB.
FindHits findHits(const FindText &text, const FindQuery &query, qint64 from = 0,
                  const base::CancelToken &cancel = {});

} // namespace sendscope::ui
