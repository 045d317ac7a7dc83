#include "ui/filter/filterbar.h"

#include "ui/actions/actions.h"
#include "ui/filter/filterjoining.h"
#include "ui/filter/historylist.h"
#include "ui/filter/historypopup.h"
#include "ui/widgets/button.h"
#include "ui/widgets/judgedfield.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>

namespace sendscope::ui {

using filter::Judgement;

FilterBar::FilterBar(const Theme &theme, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_field(new JudgedField(theme, this))
    , m_popup(new HistoryPopup(theme, m_field))
    , m_undo(actions.action(ActionId::UndoFilter))
    , m_redo(actions.action(ActionId::RedoFilter))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    setFocusProxy(m_field);
    m_field->setHint(tr("Filter: a word, a number, or type == message-failed"));
    m_field->installEventFilter(this);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &FilterBar::act);
    connectField();
    connectActions(actions);
    showSteps();
}

void FilterBar::connectField()
{
    connect(m_field, &JudgedField::judged, this, &FilterBar::onJudged);
    connect(m_field, &QLineEdit::textEdited, this, [this] { m_isTyping = true; });
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::onTextChanged);
    connect(m_field, &QLineEdit::returnPressed, this, &FilterBar::enter);
    connect(m_field, &QWidget::customContextMenuRequested, this, &FilterBar::showMenu);
    m_field->setContextMenuPolicy(Qt::CustomContextMenu);

    Button *save = m_field->addTool(Icon::Bookmark, tr("Save this filter under a name (Ctrl+D)"));
    connect(save, &QAbstractButton::clicked, this, &FilterBar::saveClicked);
    Button *history = m_field->addTool(Icon::History, tr("Filters used before (Alt+Down)"));
    connect(history, &QAbstractButton::clicked, this, [this] {
        if (m_popup->isVisible())
            closeHistory();
        else
            openHistory();
    });
    connect(m_popup, &HistoryPopup::taken, this, &FilterBar::takeFromHistory);
    connect(m_popup, &Popup::pressedOutside, this, &FilterBar::closeHistory);
}

void FilterBar::connectActions(const Actions &actions)
{
    const auto on = [this, &actions](ActionId id, auto slot) {
        connect(actions.action(id), &QAction::triggered, this, slot);
    };
    on(ActionId::FocusFilter, [this] {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
    on(ActionId::ClearFilter, &FilterBar::clear);
    on(ActionId::FilterHistory, &FilterBar::openHistory);
    on(ActionId::UndoFilter, &FilterBar::undo);
    on(ActionId::RedoFilter, &FilterBar::redo);
    actions.addFilterActions(m_field);
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
    act();
}

void FilterBar::prepare(const QString &text)
{
    m_field->setText(text);
    m_rest.stop();
    m_isPrepared = m_field->parsed().judgement == Judgement::Fine;
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->setCursorPosition(int(text.size()));
}

void FilterBar::take(const QString &text, qsizetype cursor, const QString &awaited)
{
    m_field->setText(text);
    m_field->setCursorPosition(int(cursor));
    m_field->setAwaited(awaited);
    act();
}

void FilterBar::preview(const filter::Filter &filter)
{
    m_isPreviewing = true;
    emit filterChanged(filter);
    if (m_isUnfinished)
        emit unfinishedChanged(false); // these rows are what was asked for
}

void FilterBar::endPreview()
{
    if (!m_isPreviewing)
        return;
    m_isPreviewing = false;
    emit filterChanged(m_filter);
    if (m_isUnfinished)
        emit unfinishedChanged(true);
}

void FilterBar::clear()
{
    setText({});
}

void FilterBar::undo()
{
    stepTo(m_steps.undo());
}

void FilterBar::redo()
{
    stepTo(m_steps.redo());
}

/// A step of those there are already.
void FilterBar::stepTo(const QString &text)
{
    closeHistory();
    const QScopedValueRollback stepping(m_isStepping, true);
    setText(text);
}

void FilterBar::ask(const event::FieldRef &field, const QByteArray &value, FilterJoin join,
                    bool applies)
{
    const QString text = filter::print(joined(shownFilter(), field, value, join));
    if (!applies) {
        prepare(text);
        return;
    }
    setText(text);
    remember();
}

void FilterBar::prepareField(const event::FieldRef &field)
{
    prepare(begun(shownFilter(), field));
}

/// What the field says where that is fine, whether it has taken effect or not yet.
filter::Filter FilterBar::shownFilter() const
{
    const filter::Parsed &parsed = m_field->parsed();
    return parsed.judgement == Judgement::Fine ? parsed.filter : m_filter;
}

void FilterBar::setResult(const engine::QueryResult &result, qint64 hidden)
{
    FilterCounts counts;
    counts.shown = qint64(result.matches.size());
    counts.hidden = hidden;
    counts.all = result.snapshot ? result.snapshot->count() - hidden : 0;
    counts.isWorking = !result.isComplete;
    counts.scanned = result.isComplete ? 0 : result.scannedEvents;
    counts.valuesGivenUp = result.valuesGivenUp;
    m_field->setCounts(counts);
}

void FilterBar::setHistory(const FilterHistory &history)
{
    m_history = history;
}

void FilterBar::openHistory()
{
    emit historyOpened();
    m_field->setFocus(Qt::PopupFocusReason);
    m_field->setSentenceHeld(true);
    m_popup->open(m_history);
    m_field->setAccessibleDescription(m_popup->marked());
}

void FilterBar::closeHistory()
{
    if (!m_popup->isVisible())
        return;
    m_popup->hide();
    m_field->setAccessibleDescription(m_field->note());
    m_field->setSentenceHeld(false);
}

void FilterBar::takeFromHistory(const QString &text)
{
    closeHistory();
    if (text.isEmpty())
        return;
    setText(text);
    m_field->setCursorPosition(int(text.size()));
    remember();
}

void FilterBar::removeFromHistory(const QString &text)
{
    m_popup->showWithout(m_history, text);
    m_history.remove(text);
    emit historyChanged();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (!takesKey(*static_cast<QKeyEvent *>(event)))
            break;
        event->accept();
        return true;
    case QEvent::KeyPress:
        if (!pressKey(*static_cast<QKeyEvent *>(event)))
            break;
        event->accept();
        return true;
    case QEvent::FocusOut:
        closeHistory();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

/// Keys that are no shortcut of the window while the field has the focus.
bool FilterBar::takesKey(const QKeyEvent &key) const
{
    return key.key() == Qt::Key_Escape || key.matches(QKeySequence::Undo)
        || key.matches(QKeySequence::Redo)
        || (key.key() == Qt::Key_Down && key.modifiers() == Qt::AltModifier);
}

bool FilterBar::pressKey(const QKeyEvent &key)
{
    const bool isPlain = (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (key.matches(QKeySequence::Undo)) {
        undo();
    } else if (key.matches(QKeySequence::Redo)) {
        redo();
    } else if (key.key() == Qt::Key_Escape) {
        escape();
    } else if (m_popup->isVisible() && isPlain) {
        return pressKeyInHistory(key.key());
    } else if (key.key() == Qt::Key_Down
               && (key.modifiers() == Qt::AltModifier || (isPlain && m_field->text().isEmpty()))) {
        openHistory();
    } else {
        return false;
    }
    return true;
}

bool FilterBar::pressKeyInHistory(int key)
{
    const QString marked = m_popup->marked();
    switch (key) {
    case Qt::Key_Up:
        m_popup->step(-1);
        break;
    case Qt::Key_Down:
        m_popup->step(1);
        break;
    case Qt::Key_PageUp:
        m_popup->step(-HistoryList::kMostRows);
        break;
    case Qt::Key_PageDown:
        m_popup->step(HistoryList::kMostRows);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (marked.isEmpty()) {
            closeHistory();
            return false;
        }
        takeFromHistory(marked);
        return true;
    case Qt::Key_Delete:
        if (marked.isEmpty())
            return false;
        removeFromHistory(marked);
        break;
    default:
        return false;
    }
    m_field->setAccessibleDescription(m_popup->marked());
    return true;
}

void FilterBar::onJudged(const filter::Parsed &parsed)
{
    m_isPrepared = false;
    if (parsed.judgement == Judgement::Fine)
        m_rest.start();
    else
        m_rest.stop();
    const bool isUnfinished = parsed.judgement == Judgement::Unfinished;
    if (isUnfinished == m_isUnfinished)
        return;
    m_isUnfinished = isUnfinished;
    emit unfinishedChanged(isUnfinished);
}

void FilterBar::onTextChanged(const QString &text)
{
    const bool isTyped = m_isTyping;
    m_isTyping = false;
    if (m_isStepping)
        m_steps.rest();
    else if (isTyped)
        m_steps.type(text);
    else
        m_steps.set(text);
    if (isTyped && m_popup->isVisible())
        m_popup->narrow(m_history, text);
    showSteps();
}

void FilterBar::showSteps()
{
    m_undo->setEnabled(m_steps.canUndo());
    m_redo->setEnabled(m_steps.canRedo());
}

void FilterBar::act()
{
    m_rest.stop();
    const filter::Parsed &parsed = m_field->parsed();
    if (parsed.judgement != Judgement::Fine)
        return;

    m_steps.rest();
    m_isPrepared = false;
    m_goodText = m_field->text();
    if (parsed.filter == m_filter) {
        endPreview();
        return;
    }
    m_isPreviewing = false;
    m_filter = parsed.filter;
    emit filterChanged(m_filter);
}

void FilterBar::enter()
{
    closeHistory();
    m_field->setAwaited({}); // who presses Enter means what stands there
    act();
    if (m_field->parsed().judgement == Judgement::Fine)
        remember();
}

/// Puts the filter that holds into the history.
void FilterBar::remember()
{
    const FilterHistory before = m_history;
    m_history.add(filter::print(m_filter));
    if (m_history != before)
        emit historyChanged();
}

void FilterBar::escape()
{
    // First what floats below the field, then the last good filter, then the table.
    if (m_popup->isVisible()) {
        closeHistory();
        return;
    }
    if (m_field->hideSentence())
        return;
    if (m_isPrepared || m_field->parsed().judgement != Judgement::Fine) {
        setText(m_goodText);
        return;
    }
    act();
    emit left();
}

void FilterBar::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(m_field);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_undo);
    menu->addAction(m_redo);
    menu->addSeparator();
    const bool isSelected = m_field->hasSelectedText();
    menu->addAction(tr("Cu&t"), m_field, &QLineEdit::cut)->setEnabled(isSelected);
    menu->addAction(tr("&Copy"), m_field, &QLineEdit::copy)->setEnabled(isSelected);
    menu->addAction(tr("&Paste"), m_field, &QLineEdit::paste);
    menu->addSeparator();
    menu->addAction(tr("Select &all"), m_field, &QLineEdit::selectAll)
        ->setEnabled(!m_field->text().isEmpty());
    menu->popup(m_field->mapToGlobal(place));
}

} // namespace sendscope::ui
