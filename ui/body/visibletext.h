#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace sendscope::ui {

/// Bytes of strangers as text that looks like what it is, and where each of its units came from.
struct VisibleText
{
    QString text;
    std::vector<qint64>
        byteOf; ///< Index of the byte behind each UTF-16 unit; one more for the end.
};

/// Decodes UTF-8 for showing: controls as ␀ ␊, tabs as spaces up to the next fourth column, what
/// has no width or turns the direction as ⟨U+202E⟩, so too a lone surrogate, which JsonText::text()
/// spells in three bytes; other bytes that are no UTF-8 as U+FFFD.
VisibleText visibleText(QByteArrayView bytes);

} // namespace sendscope::ui
