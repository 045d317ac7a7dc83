#include "ui/events/columnmenu.h"

#include "ui/widgets/valueformat.h"

#include <algorithm>
#include <array>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using event::Field;

enum class Group { Usual, Event, Message, Rich, Request };

/// The submenu a field stands in. Those that most tables show are in none.
Group groupOf(const event::FieldInfo &info)
{
    constexpr std::array kAlsoUsual{Field::Time, Field::MessageText};
    constexpr std::array<QByteArrayView, 3> kRich{"message.content.", "message.suggestionResponse.",
                                                  "message.locationResponse."};
    const auto startsIt = [&info](QByteArrayView prefix) { return info.name.startsWith(prefix); };
    if (info.defaultColumn >= 0
        || std::find(kAlsoUsual.begin(), kAlsoUsual.end(), info.field) != kAlsoUsual.end())
        return Group::Usual;
    if (std::any_of(kRich.begin(), kRich.end(), startsIt))
        return Group::Rich;
    if (info.name.startsWith("message."))
        return Group::Message;
    return info.isDerived() ? Group::Request : Group::Event;
}

} // namespace

ColumnMenu::ColumnMenu(const std::vector<event::FieldRef> &shown,
                       const std::optional<event::FieldRef> &clicked, const index::Order &order,
                       QWidget *parent)
    : QMenu(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    addOrderItems(clicked, order);
    if (clicked)
        addColumnItems(*clicked, shown.size() == 1);
    addFields(shown);
    addSeparator();
    addAction(tr("Column for a &path or header…"), this, &ColumnMenu::otherColumnAsked);
    addAction(tr("&Reset the columns"), this, &ColumnMenu::resetAsked);
}

void ColumnMenu::addOrderItems(const std::optional<event::FieldRef> &clicked,
                               const index::Order &order)
{
    const auto add = [&](const QString &text, const index::Order &asked) {
        QAction *item = addAction(text, this, [this, asked] { emit orderAsked(asked); });
        item->setCheckable(true);
        item->setChecked(order == asked);
    };
    if (clicked && *clicked != event::FieldRef(Field::Event)) {
        add(tr("Sort, &least first"), {.field = *clicked, .isDescending = false});
        add(tr("Sort, &greatest first"), {.field = *clicked, .isDescending = true});
    } else {
        add(tr("Newest &first"), {.field = Field::Event, .isDescending = true});
    }
    add(tr("In order of &arrival"), {});
    addSeparator();
}

void ColumnMenu::addColumnItems(const event::FieldRef &clicked, bool isOnly)
{
    addAction(tr("Fit to the rows in &view"), this, [this, clicked] { emit fitAsked(clicked); });
    QAction *hide = addAction(tr("&Hide “%1”").arg(menuTitle(clicked)), this,
                              [this, clicked] { emit columnAsked(clicked, false); });
    hide->setEnabled(!isOnly);
    addSeparator();
}

void ColumnMenu::addFields(const std::vector<event::FieldRef> &shown)
{
    for (const event::FieldInfo &info : event::fields()) {
        if (groupOf(info) == Group::Usual)
            addChoice(this, info.field, shown);
    }
    for (const event::FieldRef &field : shown) {
        if (field.isOnDemand())
            addChoice(this, field, shown);
    }
    addSeparator();
    const std::array<std::pair<Group, QString>, 4> groups{
        std::pair(Group::Event, tr("&Event")), std::pair(Group::Message, tr("&Message")),
        std::pair(Group::Rich, tr("Rich messa&ge")), std::pair(Group::Request, tr("Re&quest"))};
    for (const auto &[group, title] : groups) {
        QMenu *menu = addMenu(title);
        for (const event::FieldInfo &info : event::fields()) {
            if (groupOf(info) == group)
                addChoice(menu, info.field, shown);
        }
    }
}

void ColumnMenu::addChoice(QMenu *menu, const event::FieldRef &field,
                           const std::vector<event::FieldRef> &shown)
{
    const bool isShown = std::find(shown.begin(), shown.end(), field) != shown.end();
    QAction *choice = menu->addAction(menuTitle(field));
    choice->setCheckable(true);
    choice->setChecked(isShown);
    // The last one left stays: a table without columns has no header to bring them back.
    choice->setEnabled(!isShown || shown.size() > 1);
    connect(choice, &QAction::toggled, this,
            [this, field](bool isOn) { emit columnAsked(field, isOn); });
}

QString menuTitle(const event::FieldRef &field)
{
    constexpr qsizetype kMostTitle = 40;
    QString title = onOneLine(event::titleOf(field));
    if (title.size() > kMostTitle)
        title = title.first(kMostTitle) + u'\u2026';
    return title.replace(u'&', u"&&"_s);
}

} // namespace sendscope::ui
