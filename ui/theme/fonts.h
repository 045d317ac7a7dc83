#pragma once

#include <QFont>

namespace sendscope::ui {

/// The fonts of the window, all relative to one: the system's, at its own size.
///
/// A plain value.
class Fonts
{
public:
    explicit Fonts(const QFont &system);

    const QFont &body() const { return m_body; }
    QFont small() const { return sized(-1); }   ///< Labels, headers, status.
    QFont caption() const { return sized(-2); } ///< Inside charts.
    QFont strong() const;                       ///< The state's word, the current tab, the count.
    QFont medium() const;                       ///< What leads a line: a file's name, a step.
    QFont verdict() const;
    QFont title() const; ///< Of the page that is shown when there is nothing to show.
    const QFont &fixed() const
    {
        return m_fixed;
    } ///< Ids, JSON, headers, URLs, filter text; nowhere else.

private:
    QFont sized(int difference) const;

    QFont m_body;
    QFont m_fixed;
};

/// True where the font draws two characters as one sign ("==", "!="), which would show the wrong
/// spelling.
bool joinsSigns(const QFont &font);

/// The font with equal cells: the system's, or the next one that does not join signs.
QFont fixedFont();

} // namespace sendscope::ui
