#include "ui/exchange/exportdialog.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kDialogWidth = 520;

QHBoxLayout *rowOf(std::initializer_list<QWidget *> buttons)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace2);
    row->addStretch();
    for (QWidget *button : buttons)
        row->addWidget(button);
    return row;
}

} // namespace

ExportDialog::ExportDialog(const Theme &theme, ExportChoices choices, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_choices(std::move(choices))
    , m_scopes(new QButtonGroup(this))
    , m_formats(new QButtonGroup(this))
{
    setWindowTitle(tr("Export"));
    build();
    connect(m_scopes, &QButtonGroup::idToggled, this, &ExportDialog::judge);
    connect(m_formats, &QButtonGroup::idToggled, this, &ExportDialog::judge);
    judge();
}

QRadioButton *ExportDialog::addChoice(QButtonGroup &group, int id, const QString &text)
{
    auto *button = new QRadioButton(text);
    group.addButton(button, id);
    return button;
}

void ExportDialog::build()
{
    const auto selected = qint64(m_choices.selected.size());
    auto *ofSelected =
        addChoice(*m_scopes, Selected,
                  selected == 1 ? tr("The &selected row")
                                : tr("The %1 &selected rows").arg(countText(selected)));
    ofSelected->setEnabled(selected > 0);
    auto *ofFilter =
        addChoice(*m_scopes, Filtered,
                  m_choices.isFiltered ? tr("What the &filter lets through: %1 rows")
                                             .arg(countText(qint64(m_choices.filtered.size())))
                                       : tr("What the &filter lets through"));
    ofFilter->setEnabled(m_choices.isFiltered && !m_choices.filtered.empty());
    auto *ofAll =
        addChoice(*m_scopes, Everything, tr("&Everything: %1 rows").arg(countText(m_choices.rows)));
    (ofFilter->isEnabled() ? ofFilter : selected > 1 ? ofSelected : ofAll)->setChecked(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(new Label(m_theme, Label::Voice::Small, tr("What")));
    for (QRadioButton *button : {ofSelected, ofFilter, ofAll})
        column->addWidget(button);
    column->addSpacing(metrics::kSpace3);
    column->addWidget(new Label(m_theme, Label::Voice::Small, tr("As")));
    const std::pair<FileFormat, QString> formats[] = {
        {FileFormat::Ndjson, tr("&NDJSON: whole requests, which can be imported again")},
        {FileFormat::Json, tr("&JSON: the events of the bodies as one array")},
        {FileFormat::Curl, tr("c&URL: a shell script that sends them")},
        {FileFormat::Capture, tr("A &capture: a copy of this one")},
    };
    for (const auto &[format, text] : formats)
        column->addWidget(addChoice(*m_formats, int(format), text));
    m_formats->button(int(FileFormat::Ndjson))->setChecked(true);
    column->addSpacing(metrics::kSpace3);

    m_secrets = new QCheckBox(tr("With c&redentials and cookies"));
    column->addWidget(m_secrets);
    connect(m_secrets, &QCheckBox::toggled, this, &ExportDialog::judge);
    m_notice = new Label(m_theme, Label::Voice::Small);
    m_notice->setWordWrap(true);
    column->addWidget(m_notice);
    column->addStretch();
    column->addSpacing(metrics::kSpace3);

    auto *cancel = new Button(m_theme, ButtonKind::Plain);
    cancel->setText(tr("Cancel"));
    m_export = new Button(m_theme, ButtonKind::Primary);
    m_export->setText(tr("Export…"));
    m_export->setDefault(true);
    column->addLayout(rowOf({cancel, m_export}));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, [this] {
        emit planMade(plan());
        accept();
    });
    resize(kDialogWidth, sizeHint().height());
    m_scopes->checkedButton()->setFocus();
}

/// What does not go together cannot be chosen together, and a sentence says so.
void ExportDialog::judge()
{
    const FileFormat format = this->format();
    m_secrets->setEnabled(format == FileFormat::Ndjson || format == FileFormat::Capture);
    const bool isPart = scope() != Everything;
    m_export->setEnabled(format != FileFormat::Capture || !isPart);
    if (format == FileFormat::Capture && isPart)
        m_notice->setText(tr("A copy is always of everything."));
    else if (format == FileFormat::Json)
        m_notice->setText(tr("Without heads. Rows that are no JSON are left out."));
    else if (format == FileFormat::Curl)
        m_notice->setText(tr("Credentials stay behind: commands take them from $SENDSCOPE_AUTH."));
    else if (m_secrets->isChecked())
        m_notice->setText(tr("Whoever gets the file gets the credentials in it."));
    else
        m_notice->setText(tr("Their values become *; all else stays byte for byte."));
}

ExportDialog::Scope ExportDialog::scope() const
{
    return Scope(m_scopes->checkedId());
}

FileFormat ExportDialog::format() const
{
    return FileFormat(m_formats->checkedId());
}

ExportPlan ExportDialog::plan() const
{
    ExportPlan plan;
    plan.format = format();
    plan.capture = m_choices.capture;
    plan.without = m_choices.removed;
    if (scope() == Selected)
        plan.rows = index::Rows(m_choices.selected);
    else if (scope() == Filtered)
        plan.rows = m_choices.filtered;
    else if (m_choices.left)
        plan.rows = *m_choices.left;
    plan.withSecrets = m_secrets->isEnabled() && m_secrets->isChecked();
    return plan;
}

} // namespace sendscope::ui

#include "moc_exportdialog.cpp"
