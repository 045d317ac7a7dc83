#include "ui/theme/proxystyle.h"

#include "ui/theme/metrics.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace sendscope::ui {
namespace {

constexpr int kMenuIcon = 32;  ///< The column left of a menu's words.
constexpr int kMenuArrow = 24; ///< The column right of them.

/// Half a pixel inside, so that a line of that width lies on whole pixels.
QRectF inside(const QRect &rect, double lineWidth)
{
    const double inset = lineWidth / 2;
    return QRectF(rect).adjusted(inset, inset, -inset, -inset);
}

void drawRounded(QPainter *painter, const QRect &rect, const QBrush &ground, const QColor &line,
                 double lineWidth, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(lineWidth > 0 ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter->setBrush(ground);
    painter->drawRoundedRect(inside(rect, lineWidth), radius, radius);
    painter->restore();
}

/// A chevron that points down, turned by that many quarters.
void drawChevron(QPainter *painter, const QRect &rect, int quarters, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    painter->rotate(90.0 * quarters);
    painter->drawPolyline(QPolygonF{QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)});
    painter->restore();
}

} // namespace

void paintButton(QPainter *painter, const QRect &rect, ButtonKind kind, QStyle::State state,
                 const Tokens &tokens)
{
    const bool isEnabled = state & QStyle::State_Enabled;
    const bool isOver = isEnabled && (state & QStyle::State_MouseOver);
    const bool isDown = isEnabled && (state & (QStyle::State_Sunken | QStyle::State_On));

    QColor ground = Qt::transparent;
    QColor line = Qt::transparent;
    switch (kind) {
    case ButtonKind::Quiet:
        if (isOver || isDown)
            ground = isDown ? tokens.selAway : tokens.line;
        break;
    case ButtonKind::Plain:
        ground = isDown ? tokens.selAway : isOver ? tokens.hover : tokens.raised;
        line = isEnabled ? tokens.control : tokens.line;
        break;
    case ButtonKind::Primary:
        ground = isEnabled ? tokens.accent : tokens.selAway;
        if (isOver || isDown)
            ground = isDown ? ground.darker(115) : ground.lighter(108);
        break;
    }

    const bool hasFocus = state & QStyle::State_HasFocus;
    drawRounded(painter, rect, ground, line, kind == ButtonKind::Plain ? 1 : 0, metrics::kRadius);
    if (hasFocus) {
        if (kind == ButtonKind::Primary)
            drawRounded(painter, rect.adjusted(2, 2, -2, -2), Qt::NoBrush, tokens.onAccent, 2,
                        metrics::kRadius - 2);
        else
            drawRounded(painter, rect, Qt::NoBrush, tokens.accent, 2, metrics::kRadius);
    }
}

ProxyStyle::ProxyStyle(const Tokens &tokens)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_tokens(tokens)
{
}

void ProxyStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QMenu *>(widget))
        widget->setBackgroundRole(QPalette::Button);
}

int ProxyStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                            const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return metrics::kScrollBar;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_SplitterWidth:
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return metrics::kSpace1;
    case PM_MenuBarHMargin:
        return metrics::kSpace3;
    case PM_MenuBarVMargin:
        return 1;
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_HeaderMargin:
        return metrics::kCellInset;
    case PM_TabBarTabHSpace:
        return metrics::kSpace4;
    case PM_TabBarTabVSpace:
        return metrics::kSpace4;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
        return metrics::kIcon;
    case PM_ToolTipLabelFrameWidth:
        return metrics::kSpace2;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ProxyStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_TabBar_Alignment:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_UnderlineShortcut:
        return m_areMnemonicsShown;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QRect ProxyStyle::subElementRect(SubElement element, const QStyleOption *option,
                                 const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return rect.adjusted(metrics::kSpace2, 0, -metrics::kSpace2, 0);
    }
    return rect;
}

QSize ProxyStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return QSize(result.width(), 2 * metrics::kSpace1 + 1);
            const int words = item->fontMetrics.horizontalAdvance(item->text.section(u'\t', 0, 0));
            const int keys =
                item->text.contains(u'\t') ? item->reservedShortcutWidth + metrics::kSpace5 : 0;
            result = QSize(
                kMenuIcon + words + keys + kMenuArrow,
                qMax(metrics::kMenuItemHeight, item->fontMetrics.height() + metrics::kSpace3));
        }
        break;
    case CT_MenuBarItem:
        result = size + QSize(2 * metrics::kSpace3, 0);
        result.setHeight(qMax(metrics::kMenuBarHeight - 2, size.height() + metrics::kSpace2));
        break;
    case CT_ComboBox:
        result.rwidth() += metrics::kSpace2;
        [[fallthrough]];
    case CT_PushButton:
    case CT_LineEdit:
        if (option)
            result.setHeight(metrics::fieldHeight(option->fontMetrics));
        break;
    case CT_TabBarTab:
        result.setHeight(metrics::kTabHeight);
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(metrics::kHeaderHeight,
                              option ? option->fontMetrics.height() + metrics::kSpace3 : 0));
        break;
    default:
        break;
    }
    return result;
}

QRect ProxyStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                 SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        const QRect field = QProxyStyle::subControlRect(control, option, subControl, widget);
        return box && !box->editable ? field.adjusted(metrics::kSpace1, 0, 0, 0) : field;
    }
    // A scroll bar without arrows: the groove is all of it.
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return {};
        const bool isHorizontal = bar->orientation == Qt::Horizontal;
        const int length = isHorizontal ? bar->rect.width() : bar->rect.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        const int least = qMin(length, pixelMetric(PM_ScrollBarSliderMin, bar, widget));
        const int slider = range == 0
            ? length
            : int(qMax(qint64(least), qint64(bar->pageStep) * length / (range + bar->pageStep)));
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                  length - slider, bar->upsideDown);
        const auto part = [&](int from, int size) {
            const QRect rect = isHorizontal
                ? QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height())
                : QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size);
            return visualRect(isHorizontal ? bar->direction : Qt::LeftToRight, bar->rect, rect);
        };
        switch (subControl) {
        case SC_ScrollBarSlider:
            return part(start, slider);
        case SC_ScrollBarSubPage:
            return part(0, start);
        case SC_ScrollBarAddPage:
            return part(start + slider, length - start - slider);
        case SC_ScrollBarGroove:
            return bar->rect;
        default:
            return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void ProxyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_Frame:
    case PE_FrameGroupBox:
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
    case PE_IndicatorMenuCheckMark:
        return;
    case PE_FrameFocusRect:
        drawRounded(painter, option->rect, Qt::NoBrush, m_tokens.accent, 2, metrics::kRadiusSmall);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            if (frame->lineWidth > 0)
                drawField(*option, painter);
            else
                painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
        }
        return;
    case PE_FrameLineEdit:
        drawField(*option, painter);
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, m_tokens.raised);
        if (element == PE_PanelMenu)
            return;
        [[fallthrough]];
    case PE_FrameMenu:
        painter->save();
        painter->setPen(m_tokens.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelButtonTool:
        paintButton(painter, option->rect, ButtonKind::Quiet, option->state, m_tokens);
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        drawRow(*option, painter, widget, element == PE_PanelItemViewRow);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            drawChevron(painter, option->rect, option->state & State_Open ? 0 : -1, m_tokens.text2);
        return;
    case PE_IndicatorArrowDown:
        drawChevron(painter, option->rect, 0, m_tokens.text2);
        return;
    case PE_IndicatorArrowUp:
        drawChevron(painter, option->rect, 2, m_tokens.text2);
        return;
    case PE_IndicatorArrowLeft:
        drawChevron(painter, option->rect, 1, m_tokens.text2);
        return;
    case PE_IndicatorArrowRight:
        drawChevron(painter, option->rect, 3, m_tokens.text2);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(*option, painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(*option, painter, true);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ProxyStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const bool isFlat = button->features & QStyleOptionButton::Flat;
            paintButton(painter, option->rect, isFlat ? ButtonKind::Quiet : ButtonKind::Plain,
                        option->state, m_tokens);
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, m_tokens.line);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_tokens.surface);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            m_tokens.line);
        return;
    case CE_HeaderLabel:
        drawHeaderLabel(*option, painter);
        return;
    case CE_TabBarTabShape:
        drawTab(*option, painter);
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            const bool isCurrent = option->state & State_Selected;
            QFont font = painter->font();
            font.setWeight(isCurrent ? QFont::DemiBold : QFont::Normal);
            painter->save();
            painter->setFont(font);
            painter->setPen(isCurrent ? m_tokens.text : m_tokens.text2);
            painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab->text);
            painter->restore();
        }
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, m_tokens.bg);
        return;
    case CE_MenuBarItem:
        drawMenuBarItem(*option, painter);
        return;
    case CE_MenuItem:
        drawMenuItem(*option, painter);
        return;
    case CE_ProgressBarGroove:
        drawRounded(painter, option->rect, m_tokens.soft, {}, 0, 1);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ProxyStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        drawScrollBar(*option, painter, widget);
        return;
    case CC_ComboBox:
        drawField(*option, painter);
        drawChevron(painter, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget), 0,
                    m_tokens.text2);
        return;
    case CC_SpinBox:
        drawField(*option, painter);
        drawChevron(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget), 2,
                    m_tokens.text2);
        drawChevron(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget), 0,
                    m_tokens.text2);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void ProxyStyle::drawCheck(const QStyleOption &option, QPainter *painter, bool isRound) const
{
    const bool isEnabled = option.state & State_Enabled;
    const bool isOn = option.state & (State_On | State_NoChange);
    const QColor ink = isEnabled ? m_tokens.accent : m_tokens.text3;
    const bool hasFocus = option.state & State_HasFocus;
    const double radius = isRound ? option.rect.height() / 2.0 : metrics::kRadiusSmall;

    drawRounded(painter, option.rect, isOn ? ink : m_tokens.surface,
                isOn || hasFocus ? ink : m_tokens.control, hasFocus ? 2 : 1, radius);
    if (!isOn)
        return;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(option.rect.topLeft());
    painter->scale(option.rect.width() / 16.0, option.rect.height() / 16.0);
    painter->setBrush(m_tokens.onAccent);
    painter->setPen(Qt::NoPen);
    if (isRound) {
        painter->drawEllipse(QPointF(8, 8), 3, 3);
    } else {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_tokens.onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (option.state & State_NoChange)
            painter->drawLine(QPointF(4.5, 8), QPointF(11.5, 8));
        else
            painter->drawPolyline(
                QPolygonF{QPointF(4.2, 8.3), QPointF(6.9, 11), QPointF(11.8, 5.4)});
    }
    painter->restore();
}

void ProxyStyle::drawField(const QStyleOption &option, QPainter *painter) const
{
    const bool isEnabled = option.state & State_Enabled;
    const bool hasFocus = option.state & State_HasFocus;
    drawRounded(painter, option.rect, isEnabled ? m_tokens.surface : m_tokens.bg,
                hasFocus        ? m_tokens.accent
                    : isEnabled ? m_tokens.control
                                : m_tokens.line,
                hasFocus ? 2 : 1, metrics::kRadius);
}

void ProxyStyle::drawHeaderLabel(const QStyleOption &option, QPainter *painter) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(&option);
    if (!header)
        return;
    painter->save();
    painter->setPen(m_tokens.text2);
    if (!header->icon.isNull()) {
        QRect place(0, 0, metrics::kIcon, metrics::kIcon);
        place.moveCenter(header->rect.center());
        place.moveLeft(header->rect.left());
        header->icon.paint(painter, visualRect(header->direction, header->rect, place));
        const QRect rest = header->rect.adjusted(metrics::kIcon, 0, 0, 0);
        painter->drawText(visualRect(header->direction, header->rect, rest),
                          int(Qt::AlignLeading | Qt::AlignVCenter) | Qt::TextSingleLine,
                          header->text);
    } else {
        painter->drawText(
            header->rect, int(header->textAlignment | Qt::AlignVCenter) | Qt::TextSingleLine,
            header->fontMetrics.elidedText(header->text, Qt::ElideRight, header->rect.width()));
    }
    painter->restore();
}

void ProxyStyle::drawMenuBarItem(const QStyleOption &option, QPainter *painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
    if (!item)
        return;
    painter->fillRect(item->rect, m_tokens.bg);
    if (item->state & State_Selected)
        drawRounded(painter, item->rect.adjusted(1, 2, -1, -2), m_tokens.line, {}, 0,
                    metrics::kRadius);
    painter->save();
    painter->setPen(item->state & State_Enabled ? m_tokens.text2 : m_tokens.text3);
    const int mnemonic = styleHint(SH_UnderlineShortcut, item, nullptr, nullptr)
        ? Qt::TextShowMnemonic
        : Qt::TextHideMnemonic;
    painter->drawText(item->rect, Qt::AlignCenter | Qt::TextSingleLine | mnemonic, item->text);
    painter->restore();
}

void ProxyStyle::drawMenuItem(const QStyleOption &option, QPainter *painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
    if (!item)
        return;
    const QRect rect = item->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(rect.left() + metrics::kSpace2, rect.center().y(),
                                rect.width() - metrics::kSpace4, 1),
                          m_tokens.line);
        return;
    }

    const bool isEnabled = item->state & State_Enabled;
    const bool isMarked = isEnabled && (item->state & State_Selected);
    if (isMarked)
        drawRounded(painter, rect, m_tokens.isDark ? m_tokens.line : m_tokens.sel, {}, 0,
                    metrics::kRadiusSmall);

    QRect mark(0, 0, metrics::kIcon, metrics::kIcon);
    mark.moveCenter(QPoint(rect.left() + kMenuIcon / 2, rect.center().y()));
    mark = visualRect(item->direction, rect, mark);
    if (item->checkType != QStyleOptionMenuItem::NotCheckable) {
        if (item->checked) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(m_tokens.text, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter->translate(mark.topLeft());
            painter->drawPolyline(
                QPolygonF{QPointF(3.2, 8.4), QPointF(6.4, 11.6), QPointF(12.8, 4.6)});
            painter->restore();
        }
    } else if (!item->icon.isNull()) {
        item->icon.paint(painter, mark, Qt::AlignCenter,
                         isEnabled ? QIcon::Normal : QIcon::Disabled);
    }

    painter->save();
    painter->setFont(item->font);
    const QRect words =
        visualRect(item->direction, rect, rect.adjusted(kMenuIcon, 0, -kMenuArrow / 2, 0));
    const int mnemonic = styleHint(SH_UnderlineShortcut, item, nullptr, nullptr)
        ? Qt::TextShowMnemonic
        : Qt::TextHideMnemonic;
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | mnemonic;
    painter->setPen(isEnabled ? m_tokens.text : m_tokens.text3);
    painter->drawText(words, int(visualAlignment(item->direction, Qt::AlignLeft)) | flags,
                      item->text.section(u'\t', 0, 0));
    if (item->text.contains(u'\t')) {
        painter->setPen(isMarked ? m_tokens.text2 : m_tokens.text3);
        painter->drawText(words, int(visualAlignment(item->direction, Qt::AlignRight)) | flags,
                          item->text.section(u'\t', 1));
    }
    painter->restore();
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        const bool isLeft = item->direction == Qt::RightToLeft;
        QRect arrow(0, 0, metrics::kIcon, metrics::kIcon);
        arrow.moveCenter(QPoint(rect.right() - kMenuArrow / 2, rect.center().y()));
        drawChevron(painter, visualRect(item->direction, rect, arrow), isLeft ? 1 : 3,
                    m_tokens.text2);
    }
}

void ProxyStyle::drawRow(const QStyleOption &option, QPainter *painter, const QWidget *widget,
                         bool hasBar) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(&option);
    if (!item)
        return;
    if (item->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(item->rect, item->backgroundBrush);
    if (!(item->state & State_Selected))
        return;

    const bool hasFocus = widget && widget->hasFocus() && (item->state & State_Active);
    painter->fillRect(item->rect, hasFocus ? m_tokens.sel : m_tokens.selAway);
    if (hasFocus && hasBar && item->rect.left() <= widget->rect().left()) {
        const QRect bar(0, item->rect.top(), metrics::kFocusBar, item->rect.height());
        painter->fillRect(visualRect(item->direction, widget->rect(), bar), m_tokens.accent);
    }
}

void ProxyStyle::drawScrollBar(const QStyleOptionComplex &option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(&option);
    if (!bar)
        return;
    painter->fillRect(bar->rect, m_tokens.surface);
    if (bar->maximum <= bar->minimum)
        return;

    const bool isHorizontal = bar->orientation == Qt::Horizontal;
    const bool isHeld = bar->state & State_MouseOver || bar->state & State_Sunken;
    const int thickness = isHeld ? 8 : 6;
    QRect slider = subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget);
    const QPoint middle = slider.center();
    if (isHorizontal)
        slider.setHeight(thickness);
    else
        slider.setWidth(thickness);
    slider.moveCenter(middle);
    const QColor color = isHeld ? m_tokens.text3
        : m_tokens.isDark       ? QColor(0x4A5260)
                                : QColor(0xC4C9D1);
    drawRounded(painter, slider, color, {}, 0, thickness / 2.0);
}

void ProxyStyle::drawTab(const QStyleOption &option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(&option);
    if (!tab)
        return;
    const QRect rect = tab->rect;
    if (tab->state & State_HasFocus) {
        const QSize words(rect.width() - metrics::kSpace1,
                          tab->fontMetrics.height() + metrics::kSpace2);
        QRect ring(QPoint(), words);
        ring.moveCenter(rect.center());
        drawRounded(painter, ring, Qt::NoBrush, m_tokens.accent, 2, metrics::kRadiusSmall);
    }
    if (tab->state & State_Selected) {
        const QRect bar = rect.adjusted(metrics::kSpace2, 0, -metrics::kSpace2, 0);
        painter->fillRect(QRect(bar.left(), rect.bottom() - metrics::kFocusBar + 1, bar.width(),
                                metrics::kFocusBar),
                          m_tokens.accent);
    }
}

} // namespace sendscope::ui
