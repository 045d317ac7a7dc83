#pragma once

#include "ui/theme/tokens.h"

#include <QProxyStyle>

namespace sendscope::ui {

/// What a push button is among its neighbours.
enum class ButtonKind {
    Quiet,   ///< No border until the mouse is over it.
    Plain,   ///< One line round it.
    Primary, ///< Filled; at most one in a window.
};

/// Draws a button's ground, border and focus ring.
void paintButton(QPainter *painter, const QRect &rect, ButtonKind kind, QStyle::State state,
                 const Tokens &tokens);

/// Fusion, with our frames, focus rings, scroll bars, tabs, menus, headers and check boxes.
class ProxyStyle : public QProxyStyle
{
    Q_OBJECT

public:
    explicit ProxyStyle(const Tokens &tokens);

    void setTokens(const Tokens &tokens) { m_tokens = tokens; }

    /// Whether menus underline the letters that Alt opens them by: only while Alt is held.
    void setMnemonicsShown(bool areShown) { m_areMnemonicsShown = areShown; }

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;

private:
    void drawCheck(const QStyleOption &option, QPainter *painter, bool isRound) const;
    void drawField(const QStyleOption &option, QPainter *painter) const;
    void drawHeaderLabel(const QStyleOption &option, QPainter *painter) const;
    void drawMenuItem(const QStyleOption &option, QPainter *painter) const;
    void drawMenuBarItem(const QStyleOption &option, QPainter *painter) const;
    void drawRow(const QStyleOption &option, QPainter *painter, const QWidget *widget,
                 bool hasBar) const;
    void drawScrollBar(const QStyleOptionComplex &option, QPainter *painter,
                       const QWidget *widget) const;
    void drawTab(const QStyleOption &option, QPainter *painter) const;

    Tokens m_tokens;
    bool m_areMnemonicsShown = false;
};

} // namespace sendscope::ui
