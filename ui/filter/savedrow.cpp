#include "ui/filter/savedrow.h"

#include "ui/filter/filterlook.h"
#include "ui/filter/savedbutton.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/valueformat.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QStringView kGroupMark = u" // ";
constexpr int kEverything = -1;

QString groupOf(const QString &name)
{
    const qsizetype mark = name.indexOf(kGroupMark);
    return mark > 0 ? name.left(mark).trimmed() : QString();
}

/// For a menu, where & underlines a letter.
QString menuText(const QString &name, qint64 count)
{
    QString text = name;
    text.replace(u'&', u"&&"_s);
    return count < 0 ? text : text + u'\t' + countText(count);
}

} // namespace

QString nameInGroup(const QString &name)
{
    const qsizetype mark = name.indexOf(kGroupMark);
    return mark > 0 ? name.sliced(mark + kGroupMark.size()).trimmed() : name;
}

SavedRow::SavedRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_more(new SavedButton(theme, tr("More"), Icon::None, Hue::Quiet, this))
    , m_add(new Button(theme, ButtonKind::Quiet, this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Saved filters"));
    m_more->setOpensMenu(true);
    m_more->setAccessibleName(tr("More saved filters"));
    m_add->setGlyph(Icon::Plus);
    m_add->setHint(tr("Save the field's filter under a name (Ctrl+D)"));
    m_add->setFocusPolicy(Qt::TabFocus);
    m_add->setFixedSize(metrics::kSpace5, metrics::kSpace5);
    connect(m_more, &QAbstractButton::clicked, this, [this] { openList(m_hidden, m_more); });
    connect(m_add, &QAbstractButton::clicked, this, &SavedRow::saveAsked);
    connect(&theme, &Theme::changed, this, &SavedRow::arrange);
    build();
}

void SavedRow::setFilters(const std::vector<filter::SavedFilter> &filters)
{
    if (filters == m_filters)
        return;
    m_filters = filters;
    m_counts.clear();
    build();
}

void SavedRow::setCounts(const std::vector<qint64> &counts, bool areOfMessages)
{
    if (counts.size() != m_filters.size() + 1)
        return; // of those before
    m_counts = counts;
    m_areOfMessages = areOfMessages;
    showCounts();
}

void SavedRow::setShown(const std::optional<filter::Filter> &filter)
{
    m_shown = filter;
    showCurrent();
}

void SavedRow::setEmpty(bool isEmpty)
{
    if (m_isEmpty == isEmpty)
        return;
    m_isEmpty = isEmpty;
    arrange();
}

std::optional<int> SavedRow::current() const
{
    if (!m_shown)
        return std::nullopt;
    if (m_shown->isEverything())
        return kEverything;
    const auto same = std::find_if(m_filters.begin(), m_filters.end(),
                                   [this](const auto &saved) { return saved.filter == *m_shown; });
    return same == m_filters.end() ? std::nullopt : std::optional(int(same - m_filters.begin()));
}

QStringList SavedRow::shownNames() const
{
    QStringList names;
    for (const Item &item : m_items) {
        if (item.button->isVisibleTo(this))
            names << item.button->name();
    }
    return names;
}

QSize SavedRow::sizeHint() const
{
    return {metrics::kSpace6, qMax(metrics::kSpace6, fontMetrics().height() + metrics::kSpace3)};
}

QSize SavedRow::minimumSizeHint() const
{
    return sizeHint();
}

void SavedRow::build()
{
    for (const Item &item : m_items) {
        item.button->hide();
        item.button->deleteLater(); // it may be in its own click
    }
    m_items.clear();
    addItem(tr("Everything"), kEverything);
    for (int i = 0; i < int(m_filters.size()); ++i)
        addItem(m_filters[size_t(i)].name, i);
    QWidget *before = m_items.front().button;
    for (const Item &item : m_items) {
        setTabOrder(before, item.button);
        before = item.button;
    }
    setTabOrder(before, m_more);
    setTabOrder(m_more, m_add);
    showCurrent();
    showCounts();
}

void SavedRow::addItem(const QString &name, int filter)
{
    const QString group = filter == kEverything ? QString() : groupOf(name);
    const auto known = std::find_if(m_items.begin(), m_items.end(), [&group](const Item &item) {
        return !group.isEmpty() && item.group == group;
    });
    if (known != m_items.end()) {
        known->filters.push_back(filter);
        return;
    }
    const FilterLook look = filter == kEverything || !group.isEmpty()
        ? FilterLook()
        : filterLook(m_filters[size_t(filter)].filter);
    auto *button =
        new SavedButton(m_theme, group.isEmpty() ? name : group, look.icon, look.hue, this);
    button->setOpensMenu(!group.isEmpty());
    if (filter != kEverything && group.isEmpty())
        button->setToolTip(plainToolTip(filter::print(m_filters[size_t(filter)].filter)));
    button->installEventFilter(this);
    connect(button, &QAbstractButton::clicked, this,
            [this, button] { click(m_items[size_t(itemAt(button))]); });
    m_items.push_back({button, {filter}, group});
}

/// Puts as many words in a line as there is room for.
void SavedRow::arrange()
{
    int left = metrics::kSpace3;
    const int room = width() - metrics::kSpace3 - m_add->width() - metrics::kSpace2;
    int needed = left;
    for (const Item &item : m_items)
        needed += item.button->sizeHint().width() + metrics::kSpace2;
    const int moreWidth = needed > room ? m_more->sizeHint().width() + metrics::kSpace2 : 0;

    m_hidden.clear();
    bool isFull = m_isEmpty;
    for (const Item &item : m_items) {
        const QSize size = item.button->sizeHint();
        // What is current stays in sight only in its place: words that jump are not found again.
        isFull = isFull || left + size.width() > room - moreWidth;
        item.button->setVisible(!isFull);
        if (isFull) {
            m_hidden.insert(m_hidden.end(), item.filters.begin(), item.filters.end());
            continue;
        }
        item.button->setGeometry(left, 0, size.width(), height());
        left += size.width() + metrics::kSpace2;
    }
    m_more->setVisible(!m_hidden.empty() && !m_isEmpty);
    if (m_more->isVisibleTo(this)) {
        m_more->setGeometry(left, 0, m_more->sizeHint().width(), height());
        left += m_more->width() + metrics::kSpace2;
    }
    m_add->setVisible(!m_isEmpty);
    m_add->move(left, (height() - m_add->height()) / 2);
    update();
}

void SavedRow::showCurrent()
{
    const std::optional<int> at = current();
    const auto holds = [at](const std::vector<int> &filters) {
        return at && std::find(filters.begin(), filters.end(), *at) != filters.end();
    };
    for (const Item &item : m_items)
        item.button->setChecked(holds(item.filters));
    arrange();
    m_more->setChecked(holds(m_hidden));
    m_add->setEnabled(m_shown && !m_shown->isEverything() && !at);
}

void SavedRow::showCounts()
{
    for (const Item &item : m_items)
        item.button->setCount(item.group.isEmpty() ? countOf(item.filters.front()) : -1,
                              m_areOfMessages);
    arrange();
}

qint64 SavedRow::countOf(int filter) const
{
    return m_counts.empty() ? -1 : m_counts[size_t(filter + 1)];
}

void SavedRow::click(const Item &item)
{
    if (!item.group.isEmpty()) {
        openList(item.filters, item.button);
        return;
    }
    const int at = item.filters.front();
    emit chosen(at == kEverything ? filter::Filter() : m_filters[size_t(at)].filter);
}

/// A menu of several: those of a group, or those that found no room.
void SavedRow::openList(const std::vector<int> &filters, QWidget *below)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int at : filters) {
        const bool isOfGroup = below != m_more;
        const QString name = at == kEverything ? tr("Everything") : m_filters[size_t(at)].name;
        auto *action = menu->addAction(menuText(isOfGroup ? nameInGroup(name) : name, countOf(at)));
        action->setCheckable(true);
        action->setChecked(current() == at);
        const filter::Filter filter =
            at == kEverything ? filter::Filter() : m_filters[size_t(at)].filter;
        connect(action, &QAction::triggered, this, [this, filter] { emit chosen(filter); });
    }
    menu->popup(below->mapToGlobal(QPoint(0, below->height())));
}

QMenu *SavedRow::makeMenu(int at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (at >= 0 && at < int(m_filters.size())) {
        menu->addAction(tr("&Rename…"), this, [this, at] { emit renameAsked(at); });
        QAction *change =
            menu->addAction(tr("Chan&ge to the filter that is shown"), this, [this, at] {
                m_filters[size_t(at)].filter = *m_shown;
                build();
                emit filtersChanged();
            });
        change->setEnabled(m_shown && !m_shown->isEverything() && current() != at);
        menu->addAction(tr("&Copy as text"), this,
                        [this, at] { emit copied(filter::printSaved({m_filters[size_t(at)]})); });
        menu->addSeparator();
        menu->addAction(tr("Move &left"), this, [this, at] { move(at, at - 1); })
            ->setEnabled(at > 0);
        menu->addAction(tr("Move ri&ght"), this, [this, at] { move(at, at + 2); })
            ->setEnabled(at + 1 < int(m_filters.size()));
        menu->addSeparator();
        menu->addAction(tr("Re&move"), this, [this, at] {
            m_filters.erase(m_filters.begin() + at);
            m_counts.clear();
            build();
            emit filtersChanged();
        });
        menu->addSeparator();
    }
    menu->addAction(tr("Copy &all as text"), this,
                    [this] { emit copied(filter::printSaved(m_filters)); })
        ->setEnabled(!m_filters.empty());
    menu->addAction(tr("&Paste from text"), this, &SavedRow::pasteAsked);
    menu->addAction(tr("Add those of the first &start"), this, &SavedRow::defaultsAsked);
    return menu;
}

/// \p to: before the filter that is there now.
void SavedRow::move(int from, int to)
{
    if (to == from || to == from + 1 || to < 0 || to > int(m_filters.size()))
        return;
    const auto begin = m_filters.begin();
    if (to > from)
        std::rotate(begin + from, begin + from + 1, begin + to);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    m_counts.clear();
    build();
    emit filtersChanged();
}

void SavedRow::contextMenuEvent(QContextMenuEvent *event)
{
    const int item = itemAt(childAt(event->pos()));
    const int at = item < 0 || !m_items[size_t(item)].group.isEmpty()
        ? kEverything
        : m_items[size_t(item)].filters.front();
    makeMenu(at)->popup(event->globalPos());
}

int SavedRow::itemAt(const QWidget *button) const
{
    const auto item = std::find_if(m_items.begin(), m_items.end(),
                                   [button](const Item &i) { return i.button == button; });
    return item == m_items.end() ? -1 : int(item - m_items.begin());
}

/// Before which item something that is let go there comes; never before everything.
int SavedRow::placeAt(int x) const
{
    int place = 1;
    for (int i = 1; i < int(m_items.size()); ++i) {
        const SavedButton *button = m_items[size_t(i)].button;
        if (button->isVisibleTo(this) && x > button->geometry().center().x())
            place = i + 1;
    }
    return place;
}

bool SavedRow::eventFilter(QObject *watched, QEvent *event)
{
    const int item = itemAt(qobject_cast<QWidget *>(watched));
    if (item < 0)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            step(item, key == Qt::Key_Left ? -1 : 1);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_items[size_t(item)].button->click();
            return true;
        }
    }
    return drag(item, event) || QWidget::eventFilter(watched, event);
}

bool SavedRow::drag(int item, QEvent *event)
{
    const bool isMovable =
        m_items[size_t(item)].group.isEmpty() && m_items[size_t(item)].filters.front() >= 0;
    if (event->type() == QEvent::MouseButtonPress) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && isMovable)
            m_pressed = mouse->globalPosition().toPoint();
        return false;
    }
    if (event->type() == QEvent::MouseMove && m_pressed) {
        const QPoint at = static_cast<QMouseEvent *>(event)->globalPosition().toPoint();
        if (m_dropPlace < 0
            && (at - *m_pressed).manhattanLength() < QApplication::startDragDistance())
            return false;
        m_dropPlace = placeAt(mapFromGlobal(at).x());
        update();
        return true;
    }
    if (event->type() != QEvent::MouseButtonRelease || !m_pressed)
        return false;
    m_pressed.reset();
    const int place = std::exchange(m_dropPlace, -1);
    if (place < 0)
        return false;
    const int from = m_items[size_t(item)].filters.front();
    const int to = place < int(m_items.size()) ? m_items[size_t(place)].filters.front()
                                               : int(m_filters.size());
    m_items[size_t(item)].button->setDown(false);
    update();
    move(from, to);
    return true;
}

void SavedRow::step(int item, int by)
{
    const int to = item + by;
    if (to >= 0 && to < int(m_items.size()) && m_items[size_t(to)].button->isVisibleTo(this))
        m_items[size_t(to)].button->setFocus(Qt::TabFocusReason);
    else if (by > 0)
        (m_more->isVisibleTo(this) ? static_cast<QWidget *>(m_more) : m_add)
            ->setFocus(Qt::TabFocusReason);
}

void SavedRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().bg);
    if (m_dropPlace < 0)
        return;
    const int x = m_dropPlace < int(m_items.size())
        ? m_items[size_t(m_dropPlace)].button->x() - metrics::kSpace1
        : m_items.back().button->geometry().right() + metrics::kSpace1;
    painter.fillRect(x - 1, metrics::kSpace1, 2, height() - 2 * metrics::kSpace1,
                     m_theme.tokens().accent);
}

void SavedRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showCurrent();
}

} // namespace sendscope::ui
