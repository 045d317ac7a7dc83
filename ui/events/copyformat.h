#pragma once

#include "app/event/fieldref.h"
#include "app/index/snapshot.h"

#include <QMetaType>

#include <optional>
#include <vector>

namespace sendscope::ui {

/// What rows become on the clipboard.
enum class CopyFormat {
    Text,       ///< Values in aligned columns.
    Tsv,        ///< Values with tabs between them, below a line of titles.
    Json,       ///< An array of the events, each as it came.
    Curl,       ///< A command for each request.
    MessageIds, ///< One a line.
    Ticket,     ///< Markdown about each message, with all of its events.
};

/// Rows that were chosen to be copied, and what is shown of them.
///
/// A plain value; immutable once made.
struct CopySource
{
    index::SnapshotPtr snapshot;
    qint64 chosen = 0;     ///< How many rows were chosen.
    index::RowList events; ///< In the order shown; not more than kMostCopiedRows of them.
    std::vector<event::FieldRef> fields; ///< The columns, from the leading edge on.
};

/// A clipboard is no export: so much is still quick to make and to paste.
constexpr qint64 kMostCopiedRows = 10'000;
constexpr qint64 kMostCopiedBytes = 64 * 1024 * 1024;

/// The rows as Text, Tsv or MessageIds. None where they are more than kMostCopiedBytes.
std::optional<QString> rowText(CopyFormat format, const CopySource &source);

/// A text that other programs take whole: without NUL, at which they end it.
QString forClipboard(QString text);

} // namespace sendscope::ui

Q_DECLARE_METATYPE(sendscope::ui::CopyFormat)
