#include "ui/keeping/marking.h"

#include "app/engine/engine.h"
#include "app/store/remarks.h"
#include "ui/actions/actions.h"
#include "ui/keeping/markerdialog.h"
#include "ui/keeping/notedialog.h"
#include "ui/widgets/marklook.h"
#include "ui/widgets/valueformat.h"

#include <QWidget>

#include <algorithm>

namespace sendscope::ui {
namespace {

/// More than so many are no selection that a person has looked at.
constexpr size_t kMostMarked = 100'000;

constexpr int kFirstMark = int(ActionId::MarkRed);

} // namespace

Marking::Marking(const Theme &theme, engine::Engine &engine, const Actions &actions,
                 std::function<index::RowList()> selected, QWidget &window)
    : QObject(&window)
    , m_theme(theme)
    , m_engine(engine)
    , m_actions(actions)
    , m_selected(std::move(selected))
    , m_window(window)
    , m_lastMark(markWords().constFirst())
{
    connectActions(actions);
    connect(&engine, &engine::Engine::statusChanged, this, &Marking::showWhatCanBeDone);
    showWhatCanBeDone();
}

void Marking::connectActions(const Actions &actions)
{
    const auto on = [this, &actions](ActionId id, auto &&act) {
        QAction *action = actions.action(id);
        m_window.addAction(action); // its keys work wherever its scope says
        connect(action, &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    on(ActionId::ToggleMark, [this] { toggleMark(); });
    const QByteArrayList words = markWords();
    for (int i = 0; i < words.size(); ++i) {
        on(ActionId(kFirstMark + i), [this, word = words[i]] {
            mark(word);
            setLastMark(word);
            emit lastMarkChanged(word);
        });
    }
    on(ActionId::RemoveMark, [this] { mark({}); });
    on(ActionId::EditNote, [this] { openNote(); });
    on(ActionId::AddMarker, [this] { openMarker(); });
}

void Marking::setLastMark(const QByteArray &mark)
{
    if (markWords().contains(mark))
        m_lastMark = mark;
}

void Marking::setSelected(qint64 selected)
{
    m_selectedCount = selected;
    showWhatCanBeDone();
}

void Marking::showWhatCanBeDone()
{
    const bool canKeep = m_engine.status().canKeep;
    const QString why = m_engine.status().capture.isInUse || !m_engine.status().isOpen
        ? tr("Another program records into this capture: nothing can be kept in it from here.")
        : tr("This capture can only be read: nothing can be kept in it.");
    const auto show = [&](ActionId id, bool isEnabled) {
        QAction *action = m_actions.action(id);
        action->setEnabled(canKeep && isEnabled);
        action->setToolTip(canKeep ? QString() : plainToolTip(why));
    };
    for (int id = int(ActionId::ToggleMark); id <= int(ActionId::EditNote); ++id)
        show(ActionId(id), m_selectedCount > 0);
    show(ActionId::AddMarker, true);
}

void Marking::mark(const QByteArray &word)
{
    const index::RowList events = m_selected();
    if (events.size() > kMostMarked) {
        emit said(tr("At most %1 events can be marked at once.").arg(countText(kMostMarked)));
        return;
    }
    const index::SnapshotPtr snapshot = m_engine.snapshot();
    const base::UtcTime now = m_engine.clock().utc();
    store::Remarks remarks;
    for (const event::EventId event : events) {
        const index::EventRemark *before = snapshot->remarks().find(event);
        if ((before ? before->mark : QByteArray()) != word)
            remarks.marks.push_back({event, now, QString::fromUtf8(word)});
    }
    if (!remarks.isEmpty())
        m_engine.keepRemarks(remarks);
}

void Marking::toggleMark()
{
    mark(areAllMarked(m_selected()) ? QByteArray() : m_lastMark);
}

bool Marking::areAllMarked(const index::RowList &events) const
{
    const index::SnapshotPtr snapshot = m_engine.snapshot();
    return std::all_of(events.begin(), events.end(), [&](event::EventId event) {
        const index::EventRemark *remark = snapshot->remarks().find(event);
        return remark && remark->mark == m_lastMark;
    });
}

void Marking::openNote()
{
    const index::RowList events = m_selected();
    if (events.empty() || events.size() > kMostMarked)
        return;
    const index::SnapshotPtr snapshot = m_engine.snapshot();
    const auto noteOf = [&snapshot](event::EventId event) {
        const index::EventRemark *remark = snapshot->remarks().find(event);
        return remark ? remark->note : QByteArray();
    };
    const QByteArray first = noteOf(events.front());
    const bool differs = std::any_of(events.begin(), events.end(),
                                     [&](event::EventId event) { return noteOf(event) != first; });
    auto *dialog = new NoteDialog(m_theme, events, differs ? QString() : QString::fromUtf8(first),
                                  differs, &m_window);
    connect(dialog, &NoteDialog::kept, this, &Marking::keepNote);
    dialog->show();
}

void Marking::keepNote(const index::RowList &events, const QString &note)
{
    const base::UtcTime now = m_engine.clock().utc();
    store::Remarks remarks;
    for (const event::EventId event : events)
        remarks.notes.push_back({event, now, note});
    m_engine.keepRemarks(remarks);
}

void Marking::openMarker()
{
    const qint64 number = qint64(m_engine.snapshot()->markers().size()) + 1;
    auto *dialog = new MarkerDialog(m_theme, tr("Marker %1").arg(countText(number)), &m_window);
    connect(dialog, &MarkerDialog::textChosen, &m_engine, &engine::Engine::addMarker);
    dialog->open();
}

} // namespace sendscope::ui

#include "moc_marking.cpp"
