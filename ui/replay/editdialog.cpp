#include "ui/replay/editdialog.h"

#include "app/event/jsonlayout.h"
#include "ui/body/bodyeditor.h"
#include "ui/body/differenceview.h"
#include "ui/replay/bodycheck.h"
#include "ui/replay/bodycomparison.h"
#include "ui/replay/targetfield.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{860, 760};
constexpr int kEditorShare = 3;
constexpr int kDifferenceShare = 2;

/// Bodies up to here are looked at with each key, larger ones when the typing pauses.
constexpr qsizetype kAtOnce = 64 * 1024;
constexpr auto kPause = 150ms;

QVBoxLayout *makeColumn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(metrics::kSpace1);
    return column;
}

} // namespace

EditDialog::EditDialog(const Theme &theme, const ReplayContext &context, const BodyDraft &draft,
                       QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_context(context)
    , m_draft(draft)
    , m_isEditable(BodyEditor::obstacleOf(draft.original) == BodyEditor::Obstacle::None)
    , m_target(new TargetField(theme, context.recentTargets, context.ownPorts))
    , m_editor(new BodyEditor(theme))
    , m_check(new BodyCheck(theme))
    , m_comparison(new BodyComparison(this))
    , m_difference(new Label(theme, Label::Voice::Small))
    , m_view(new DifferenceView(theme))
    , m_notice(new Label(theme, Label::Voice::Small))
{
    setWindowTitle(tr("Edit and replay"));
    setSizeGripEnabled(true);
    auto *headline = new Label(theme, Label::Voice::Verdict,
                               tr("Replay event %L1 with another body").arg(draft.event.value));
    headline->setWordWrap(true);
    m_notice->setWordWrap(true);

    auto *parts = new QSplitter(Qt::Vertical);
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->addWidget(makeEditing());
    parts->addWidget(makeDifference());
    parts->setStretchFactor(0, kEditorShare);
    parts->setStretchFactor(1, kDifferenceShare);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    column->addWidget(headline);
    column->addWidget(m_target);
    column->addWidget(parts, 1);
    column->addWidget(m_notice);
    column->addLayout(makeButtons());
    connectAll();

    if (m_isEditable)
        m_editor->setBytes(draft.edited);
    m_target->setText(context.last.target.toString());
    resize(kUsualSize.boundedTo(screen()->availableSize() * 0.9));
    look();
    m_editor->setFocus();
}

EditDialog::~EditDialog() = default;

QByteArray EditDialog::body() const
{
    return m_isEditable ? m_editor->bytes() : m_draft.original;
}

QWidget *EditDialog::makeEditing()
{
    auto *part = new QWidget;
    QVBoxLayout *column = makeColumn(part);
    if (!m_isEditable) {
        auto *why = new Label(m_theme, Label::Voice::Secondary, obstacleWords());
        why->setWordWrap(true);
        why->setAlignment(Qt::AlignCenter);
        column->addWidget(why, 1);
        m_editor->setParent(part);
        m_editor->hide();
        m_check->setParent(part);
        m_check->hide();
        return part;
    }
    auto *label = new Label(m_theme, Label::Voice::Small, tr("&Body, sent as you see it"));
    label->setBuddy(m_editor);
    column->addWidget(label);
    column->addWidget(new Hairline(m_theme));
    column->addWidget(m_editor, 1);
    column->addWidget(new Hairline(m_theme));
    column->addWidget(m_check);
    return part;
}

QWidget *EditDialog::makeDifference()
{
    auto *part = new QWidget;
    QVBoxLayout *column = makeColumn(part);
    column->setContentsMargins(0, metrics::kSpace3, 0, 0);
    column->addWidget(m_difference);
    column->addWidget(new Hairline(m_theme));
    column->addWidget(m_view, 1);
    column->addWidget(new Hairline(m_theme));
    part->setVisible(m_isEditable);
    return part;
}

QLayout *EditDialog::makeButtons()
{
    const auto make = [this](ButtonKind kind, const QString &text, const QString &hint) {
        auto *button = new Button(m_theme, kind);
        button->setText(text);
        button->setToolTip(plainToolTip(hint));
        button->setAutoDefault(false);
        return button;
    };
    m_layOut =
        make(ButtonKind::Plain, tr("&Lay out"), tr("One member a line. Only white space changes."));
    m_revert = make(ButtonKind::Plain, tr("As it &came"), tr("Take all changes back"));
    m_cancel = make(ButtonKind::Plain, tr("Cancel"), tr("What was typed is kept for later"));
    m_send = make(ButtonKind::Primary, tr("&Send"), tr("Ctrl+Enter"));

    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace2);
    row->addWidget(m_layOut);
    row->addWidget(m_revert);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_send);
    m_layOut->setVisible(m_isEditable);
    m_revert->setVisible(m_isEditable);
    return row;
}

void EditDialog::connectAll()
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &EditDialog::look);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        m_later.start(m_editor->document()->characterCount() > kAtOnce ? kPause : 0ms);
    });
    connect(m_check, &BodyCheck::placeAsked, m_editor, &BodyEditor::goTo);
    connect(m_comparison, &BodyComparison::compared, this, [this](const BodyDifference &found) {
        m_difference->setText(tr("Difference to what came: %1").arg(wordsOf(found)));
        m_view->setDifference(found.isSame ? nullptr : found.lines);
    });
    connect(m_target, &TargetField::changed, this, &EditDialog::judge);
    connect(m_layOut, &QPushButton::clicked, this, &EditDialog::layOut);
    connect(m_revert, &QPushButton::clicked, this, [this] {
        m_editor->replaceBytes(m_draft.original);
        m_editor->setFocus();
    });
    connect(m_cancel, &QPushButton::clicked, this, &EditDialog::reject);
    connect(m_send, &QPushButton::clicked, this, &EditDialog::send);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(Qt::CTRL | key, this);
        connect(shortcut, &QShortcut::activated, m_send, &QPushButton::click);
    }
}

/// At each change, after the text has come to rest.
void EditDialog::look()
{
    if (m_isEditable) {
        const QByteArray bytes = m_editor->bytes();
        m_check->check(bytes);
        m_editor->setWrongPlace(m_check->wrongByte());
        m_comparison->compare(m_draft.original, bytes);
        m_layOut->setEnabled(m_check->isJson());
        m_revert->setEnabled(bytes != m_draft.original);
    }
    judge();
}

void EditDialog::judge()
{
    m_send->setText(m_isEditable && !m_check->isJson() ? tr("&Send all the same") : tr("&Send"));
    m_send->setEnabled(m_isEditable && bool(m_target->target()));
    QStringList said;
    const ReplayChoice &last = m_context.last;
    if (isLikeLast() && (!last.user.isEmpty() || !last.options.headers.trimmed().isEmpty()))
        said += tr("Credentials and headers are those of the last replay to this target.");
    if (!m_context.areAttemptsKept)
        said += tr("This capture can only be read: how it goes is shown, but not kept.");
    m_notice->setText(said.join(u'\n'));
    m_notice->setVisible(!said.isEmpty());
}

void EditDialog::layOut()
{
    const auto json = event::JsonText::scan(m_editor->bytes());
    const auto out = json ? event::laidOut(*json, BodyEditor::kMostBytes)
                          : base::Result<QByteArray>(json.error());
    if (out)
        m_editor->replaceBytes(*out);
    m_editor->setFocus();
}

void EditDialog::send()
{
    const auto target = m_target->target();
    if (!target || !m_isEditable)
        return;
    ReplayChoice choice;
    choice.target = *target;
    if (isLikeLast()) {
        choice.user = m_context.last.user;
        choice.password = m_context.last.password;
        choice.options.headers = m_context.last.options.headers;
    }
    emit chosen(choice, m_editor->bytes());
    accept();
}

/// What was meant for the last target is for no other.
bool EditDialog::isLikeLast() const
{
    const auto target = m_target->target();
    return target && *target == m_context.last.target;
}

QString EditDialog::obstacleWords() const
{
    switch (BodyEditor::obstacleOf(m_draft.original)) {
    case BodyEditor::Obstacle::None:
        break;
    case BodyEditor::Obstacle::TooLarge:
        return tr("This body has %1. Up to 1 MiB can be edited here.")
            .arg(sizeText(m_draft.original.size()));
    case BodyEditor::Obstacle::NoText:
        return tr("This body is no UTF-8 text, so it cannot be edited here.");
    case BodyEditor::Obstacle::Breaks:
        return tr("This body mixes line ends that an editor cannot keep apart, so it cannot be "
                  "edited here.");
    }
    return {};
}

} // namespace sendscope::ui

#include "moc_editdialog.cpp"
