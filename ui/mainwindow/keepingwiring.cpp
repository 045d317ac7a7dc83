#include "ui/mainwindow/keepingwiring.h"

#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "ui/actions/actions.h"
#include "ui/detail/detailpane.h"
#include "ui/events/eventtableview.h"
#include "ui/filter/filterbar.h"
#include "ui/keeping/clearedchip.h"
#include "ui/keeping/clearing.h"
#include "ui/keeping/marking.h"
#include "ui/keeping/removalbar.h"
#include "ui/keeping/removing.h"
#include "ui/keeping/rowcoloursdialog.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/mainwindow/windowstate.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/marklook.h"

#include <QCryptographicHash>
#include <QEvent>
#include <QFileInfo>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kLastMark = "keeping/mark"_L1;

/// What is cleared is no fact about the capture, which may be one that can only be read: it is
/// remembered by its path.
QString clearedKey(const QString &capturePath)
{
    const QByteArray path = QFileInfo(capturePath).absoluteFilePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex();
    return u"cleared/"_s + QString::fromLatin1(hash.first(16));
}

RowRules rulesIn(const settings::Settings &settings)
{
    return {rulesFromText(settings.text(settings::Key::RowRules)),
            settings.flag(settings::Key::RowColours)};
}

QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(metrics::kIcon, metrics::kIcon);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QRect box(0, 0, metrics::kSwatch, metrics::kSwatch);
    box.moveCenter(pixmap.rect().center());
    painter.fillRect(box, colour);
    return QIcon(pixmap);
}

} // namespace

KeepingWiring::KeepingWiring(const KeepingPlaces &places, QWidget &window)
    : QObject(&window)
    , m_places(places)
    , m_window(window)
    , m_marking(new Marking(
          places.theme, places.engine, places.actions,
          [&table = places.table] { return table.selectedEvents(); }, window))
    , m_clearing(new Clearing(this))
    , m_removing(new Removing(
          places.theme, places.engine, places.actions,
          [this] {
              return engine::withFolded(m_places.query.result(), m_places.table.selectedEvents());
          },
          window))
    , m_chip(new ClearedChip(places.theme, *m_clearing, &window))
{
    connectMarking();
    connectClearing();
    connectColours();
    connect(&places.table, &EventTableView::selectedEventsChanged, this, [this] {
        m_marking->setSelected(m_places.table.selectedCount());
        m_removing->setSelected(m_places.table.selectedCount());
    });
    connect(m_removing, &Removing::removed, &places.table, &EventTableView::leave);
    connect(&places.engine, &engine::Engine::notKept, this,
            [this](const base::Error &error) { m_places.status.setNotice(base::sentence(error)); });
    connect(&places.theme, &Theme::changed, this, &KeepingWiring::showColours);
    showColours();
}

KeepingWiring::~KeepingWiring() = default;

QWidget *KeepingWiring::bar() const
{
    return m_removing->bar();
}

qint64 KeepingWiring::hidden(const index::Snapshot &snapshot) const
{
    qint64 removed = 0;
    for (const event::EventId event : *snapshot.removed())
        removed += snapshot.find(event).first != nullptr;
    return removed + cleared();
}

qint64 KeepingWiring::cleared() const
{
    return m_clearing->hidden();
}

void KeepingWiring::connectMarking()
{
    m_marking->setLastMark(m_places.state.value(kLastMark));
    connect(m_marking, &Marking::lastMarkChanged, this,
            [this](const QByteArray &mark) { m_places.state.keep(kLastMark, mark); });
    connect(m_marking, &Marking::said, &m_places.status, &StatusRow::setNotice);
    connect(&m_places.table, &EventTableView::currentEventChanged, this,
            &KeepingWiring::showRemark);
    connect(&m_places.engine, &engine::Engine::snapshotPublished, this, &KeepingWiring::showRemark);
    connect(&m_places.table, &EventTableView::afterMarkerAsked, this, [this](const QString &text) {
        filter::NodePtr after = filter::afterMarker(text.toUtf8());
        const filter::Filter &holds = m_places.filter.filter();
        m_places.filter.setText(
            filter::print({holds.isEverything() ? after : filter::allOf({holds.root, after})}));
    });
}

void KeepingWiring::connectClearing()
{
    const QString key = clearedKey(m_places.engine.options().capturePath);
    QAction *clear = m_places.actions.action(ActionId::ClearEvents);
    QAction *show = m_places.actions.action(ActionId::ShowCleared);
    for (QAction *action : {clear, show})
        m_window.addAction(action);
    connect(clear, &QAction::triggered, this,
            [this] { m_clearing->clear(m_places.engine.clock().utc()); });
    connect(show, &QAction::triggered, m_clearing, &Clearing::show);
    connect(&m_places.table, &EventTableView::showClearedClicked, m_clearing, &Clearing::show);
    connect(&m_places.engine, &engine::Engine::snapshotPublished, m_clearing,
            &Clearing::setSnapshot);
    connect(m_clearing, &Clearing::changed, this, [this, show] {
        show->setEnabled(m_clearing->isActive());
        setFilter(m_asked);
        emit clearedChanged();
    });
    connect(m_clearing, &Clearing::stateChanged, this,
            [this, key] { m_places.state.keep(key, m_clearing->state()); });
    show->setEnabled(false);
    m_clearing->setSnapshot(m_places.engine.snapshot());
    m_clearing->restore(m_places.state.value(key));
}

filter::Filter KeepingWiring::applied(const filter::Filter &filter) const
{
    return m_clearing->applied(filter);
}

void KeepingWiring::setFilter(const filter::Filter &filter)
{
    m_asked = filter;
    m_places.query.setFilter(m_clearing->applied(filter));
}

/// What a person put beside the current event, in the detail.
void KeepingWiring::showRemark()
{
    const event::EventId event = m_places.table.currentEvent();
    const index::EventRemark *remark = m_places.engine.snapshot()->remarks().find(event);
    m_places.detail.setRemark(event, remark ? remark->mark : QByteArray(),
                              remark ? remark->note : QByteArray());
}

void KeepingWiring::connectColours()
{
    setRules(rulesIn(m_places.settings));
    m_window.installEventFilter(this); // Another window may have other rules by now.
    QAction *action = m_places.actions.action(ActionId::RowColours);
    m_window.addAction(action);
    connect(action, &QAction::triggered, this, [this] {
        auto *dialog = new RowColoursDialog(m_places.theme, m_rules, &m_window);
        connect(dialog, &RowColoursDialog::chosen, this, &KeepingWiring::keepRules);
        dialog->open();
    });
}

bool KeepingWiring::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        readRules();
    return QObject::eventFilter(watched, event);
}

void KeepingWiring::readRules()
{
    const RowRules rules = rulesIn(m_places.settings);
    if (rules != m_rules)
        setRules(rules);
}

void KeepingWiring::setRules(const RowRules &rules)
{
    m_rules = rules;
    m_places.table.setRowRules(rules);
    emit rowRulesChanged();
}

void KeepingWiring::keepRules(const RowRules &rules)
{
    setRules(rules);
    settings::Settings &settings = m_places.settings;
    for (const auto &kept :
         {settings.keep(settings::Key::RowRules, rulesToText(rules.rules)),
          settings.keep(settings::Key::RowColours, rules.areStatesOn ? u"true"_s : u"false"_s)}) {
        if (!kept) // They hold in this window all the same.
            m_places.status.setNotice(base::sentence(kept.error()));
    }
}

void KeepingWiring::showColours()
{
    const QByteArrayList words = markWords();
    for (int i = 0; i < words.size(); ++i) {
        m_places.actions.action(ActionId(int(ActionId::MarkRed) + i))
            ->setIcon(swatch(markColour(words[i], m_places.theme.tokens())));
    }
}

} // namespace sendscope::ui

#include "moc_keepingwiring.cpp"
