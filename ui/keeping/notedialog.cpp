#include "ui/keeping/notedialog.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/textfield.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kLines = 5;
constexpr int kNoteWidth = 460;

QString titleOf(const index::RowList &events)
{
    return events.size() == 1
        ? NoteDialog::tr("Note on event %1").arg(countText(events.front().value))
        : NoteDialog::tr("Note on %1 events").arg(countText(qint64(events.size())));
}

} // namespace

NoteDialog::NoteDialog(const Theme &theme, index::RowList events, const QString &note, bool differs,
                       QWidget *parent)
    : QDialog(parent)
    , m_events(std::move(events))
    , m_text(new TextField(kLines))
    , m_keep(new Button(theme, ButtonKind::Primary))
{
    setWindowTitle(titleOf(m_events));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kNoteWidth);
    m_text->setPlainText(note);
    m_text->setAccessibleName(windowTitle());
    m_text->selectAll();
    m_text->installEventFilter(this);
    m_keep->setText(tr("&Keep it"));
    m_keep->setHint(tr("Keep the note (Ctrl+Enter)"));
    m_keep->setDefault(true);
    auto *remove = new Button(theme, ButtonKind::Quiet);
    remove->setText(tr("&Remove the note"));
    remove->setAutoDefault(false);
    remove->setVisible(!note.isEmpty() || differs);
    auto *leave = new Button(theme, ButtonKind::Plain);
    leave->setText(tr("Cancel"));
    leave->setAutoDefault(false);

    auto *label =
        new Label(theme, Label::Voice::Body,
                  differs ? tr("The events have different &notes. This one replaces them.")
                          : tr("&Note, kept in the capture"));
    label->setBuddy(m_text);
    label->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addWidget(remove);
    buttons->addStretch();
    buttons->addWidget(leave);
    buttons->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(label);
    column->addWidget(m_text);
    column->addSpacing(metrics::kSpace2);
    column->addLayout(buttons);

    connect(m_keep, &QAbstractButton::clicked, this,
            [this] { keep(m_text->toPlainText().trimmed()); });
    connect(remove, &QAbstractButton::clicked, this, [this] { keep({}); });
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    m_text->setFocus();
}

bool NoteDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        if (isEnter && (key.modifiers() & Qt::ControlModifier)) {
            m_keep->click();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void NoteDialog::keep(const QString &note)
{
    emit kept(m_events, note.left(kMostCharacters));
    accept();
}

} // namespace sendscope::ui

#include "moc_notedialog.cpp"
