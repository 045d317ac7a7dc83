#include "ui/events/columndialog.h"

#include "ui/events/columnname.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

constexpr int kLeastWidth = 440;

QString shown(const QString &name)
{
    return onOneLine(name).replace(u'&', u"&&"_s);
}

} // namespace

ColumnDialog::ColumnDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit)
    , m_sentence(new Label(theme, Label::Voice::Small))
    , m_instead(new Button(theme, ButtonKind::Quiet))
    , m_add(new Button(theme, ButtonKind::Primary))
{
    setWindowTitle(tr("Column for a path or header"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setFont(theme.fonts().fixed());
    m_name->setFixedHeight(metrics::fieldHeight(QFontMetrics(theme.fonts().fixed())));
    m_name->setPlaceholderText(u"json.message.tag"_s);
    m_name->setAccessibleName(tr("Path or header"));
    m_sentence->setWordWrap(true);
    m_add->setText(tr("Add the column"));
    m_add->setDefault(true);
    auto *cancel = new Button(theme, ButtonKind::Plain);
    cancel->setText(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_instead->setAutoDefault(false);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addWidget(m_instead);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    auto *label = new Label(theme, Label::Voice::Body, tr("&Path or header"));
    label->setBuddy(m_name);
    column->addWidget(label);
    column->addWidget(m_name);
    column->addWidget(m_sentence);
    column->addStretch();
    column->addLayout(buttons);
    // Room for the longest sentence, so that nothing moves while one types.
    setMinimumSize(kLeastWidth, 5 * metrics::kFieldHeight + metrics::kSpace6);

    connect(m_name, &QLineEdit::textChanged, this, &ColumnDialog::judge);
    connect(m_instead, &QAbstractButton::clicked, this, [this] {
        m_name->setText(m_remedy);
        m_name->setFocus();
    });
    connect(m_add, &QAbstractButton::clicked, this, &ColumnDialog::accept);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    judge();
    m_name->setFocus();
}

void ColumnDialog::accept()
{
    const ColumnName name = readColumnName(m_name->text());
    if (name.judgement != filter::Judgement::Fine)
        return;
    emit columnChosen(name.field);
    QDialog::accept();
}

void ColumnDialog::judge()
{
    const ColumnName name = readColumnName(m_name->text());
    m_sentence->setText(name.sentence);
    if (name.judgement == filter::Judgement::Wrong)
        m_sentence->setHue(Hue::Failed);
    else
        m_sentence->clearHue();
    m_name->setAccessibleDescription(name.sentence);
    m_add->setEnabled(name.judgement == filter::Judgement::Fine);
    m_remedy = name.instead;
    m_instead->setText(tr("Did you mean %1?").arg(shown(name.instead)));
    m_instead->setVisible(!name.instead.isEmpty());
}

} // namespace sendscope::ui
