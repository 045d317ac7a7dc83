#pragma once

#include <QFontMetrics>

namespace sendscope::ui::metrics {

// Device-independent pixels. Every space, height and radius of the window comes from here.
constexpr int kSpace1 = 4;
constexpr int kSpace2 = 8;
constexpr int kSpace3 = 12;
constexpr int kSpace4 = 16;
constexpr int kSpace5 = 24;
constexpr int kSpace6 = 32;

constexpr int kPaneInset = 16;
constexpr int kCellInset = 7;

constexpr int kRadiusSmall = 4; ///< Thumbnails, list marks.
constexpr int kRadius = 6;      ///< Fields, buttons.
constexpr int kRadiusPopup = 8;

constexpr int kFieldHeight =
    34; ///< Fields and buttons of the tool row; more where the font needs more.
constexpr int kMenuItemHeight = 28;
constexpr int kPopupRow = 30; ///< Of a list below a field; more where the font needs more.
constexpr int kMenuBarHeight = 30;
constexpr int kToolRowHeight = 46;
constexpr int kTabHeight = 36;
constexpr int kHeaderHeight = 28;
constexpr int kStatusHeight = 28;

constexpr int kIcon = 16;
constexpr int kIconVerdict = 20;
constexpr int kScrollBar = 14;
constexpr int kFocusBar = 3;   ///< Left of the current row, under the current tab.
constexpr int kMarkBar = 3;    ///< Left of a marked row.
constexpr int kNoteCorner = 7; ///< Of a row with a note.
constexpr int kSwatch = 10;    ///< A colour beside its name.

/// The height of a table row in that font.
inline int rowHeight(const QFontMetrics &font)
{
    return font.height() + 10;
}

/// The height of a row of a tree in that font.
inline int treeRowHeight(const QFontMetrics &font)
{
    return font.height() + 6;
}

/// The width of a column of labels in that font.
inline int labelWidth(const QFontMetrics &font)
{
    return qMax(150, font.averageCharWidth() * 20);
}

/// The height of a field or button in that font.
inline int fieldHeight(const QFontMetrics &font)
{
    return qMax(kFieldHeight, font.height() + 14);
}

} // namespace sendscope::ui::metrics
