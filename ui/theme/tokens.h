#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace sendscope::ui {

/// What a colour says about a row: the state of its message, or what is odd about it. The same hue
/// in the table, the timeline and the completion; the icon's shape says it without colour.
enum class Hue {
    Sending,
    Sent,
    Delivered,
    Read,
    Failed,
    Received,
    Owed,     ///< Amber: overdue, conflicting, no receipt.
    Rejected, ///< Malformed, refused.
    Quiet,    ///< Repeat, handshake, created and whatever has no state.
};
constexpr int kHueCount = 9;

/// Every colour of the window, for one lightness.
///
/// A plain value.
struct Tokens
{
    bool isDark = false;

    QColor bg;      ///< Menu, tool and status rows; wells.
    QColor surface; ///< Tables and panes.
    QColor raised;  ///< Popups; buttons in dark.
    QColor sel;     ///< Selected, with the focus.
    QColor selAway; ///< Selected, with the focus elsewhere.
    QColor hover;   ///< Under the mouse: buttons and menus, not table rows.
    QColor line;    ///< Pane edges.
    QColor soft;    ///< Under table rows.
    QColor control; ///< Borders of what can be typed in.
    QColor text;
    QColor text2;  ///< Labels, secondary cells, icons.
    QColor text3;  ///< Row numbers, ids, hints. Not on sel and selAway: there text2.
    QColor accent; ///< Focus, links, current tab, the one primary button.
    QColor onAccent;
    QColor fineBg; ///< Grounds of the filter field.
    QColor wrongBg;
    std::array<QColor, kHueCount> hues;

    const QColor &hue(Hue hue) const { return hues[size_t(hue)]; }

    friend bool operator==(const Tokens &, const Tokens &) = default;
};

const Tokens &lightTokens();
const Tokens &darkTokens();

/// The tokens as a palette, all three groups, so that Qt's own widgets fit in.
QPalette paletteOf(const Tokens &tokens);

/// The contrast of two opaque colours as WCAG 2 defines it, 1 .. 21.
double contrast(const QColor &one, const QColor &other);

} // namespace sendscope::ui
