#include "ui/filter/filterbar.h"

#include "ui/actions/actions.h"
#include "ui/widgets/judgedfield.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace sendscope::ui {

FilterBar::FilterBar(const Theme &theme, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_field(new JudgedField(theme, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    setFocusProxy(m_field);
    m_field->setHint(tr("Filter: a word, a number, or \"a phrase\""));
    m_field->installEventFilter(this);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &FilterBar::act);
    connect(m_field, &JudgedField::judged, this, &FilterBar::onJudged);
    connect(m_field, &QLineEdit::returnPressed, this, &FilterBar::act);
    connect(actions.action(ActionId::FocusFilter), &QAction::triggered, this, [this] {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
    });
    connect(actions.action(ActionId::ClearFilter), &QAction::triggered, this, &FilterBar::clear);
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
    act();
}

void FilterBar::clear()
{
    setText({});
}

void FilterBar::setResult(const engine::QueryResult &result)
{
    m_field->setCounts(qint64(result.rows.size()), result.snapshot ? result.snapshot->count() : 0,
                       !result.isComplete);
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field
        && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
            if (event->type() == QEvent::KeyPress)
                escape();
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::onJudged(const filter::Parsed &parsed)
{
    if (parsed.judgement == filter::Judgement::Fine)
        m_rest.start();
    else
        m_rest.stop();
}

void FilterBar::act()
{
    m_rest.stop();
    const filter::Parsed &parsed = m_field->parsed();
    if (parsed.judgement != filter::Judgement::Fine)
        return;

    m_goodText = m_field->text();
    if (parsed.filter == m_filter)
        return;
    m_filter = parsed.filter;
    emit filterChanged(m_filter);
}

void FilterBar::escape()
{
    // First the bubble, then the last good filter, then the table.
    if (m_field->hideSentence())
        return;
    if (m_field->parsed().judgement != filter::Judgement::Fine) {
        m_field->setText(m_goodText);
        m_rest.stop();
        return;
    }
    act();
    emit left();
}

} // namespace sendscope::ui
