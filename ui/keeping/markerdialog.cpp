#include "ui/keeping/markerdialog.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kLeastWidth = 440;
constexpr int kMostCharacters = 200;

} // namespace

MarkerDialog::MarkerDialog(const Theme &theme, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_text(new QLineEdit(text))
    , m_draw(new Button(theme, ButtonKind::Primary))
{
    setWindowTitle(tr("Add a marker"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kLeastWidth);
    m_text->setFixedHeight(metrics::fieldHeight(QFontMetrics(theme.fonts().body())));
    m_text->setMaxLength(kMostCharacters);
    m_text->setAccessibleName(tr("Text of the marker"));
    m_text->selectAll();
    m_draw->setText(tr("&Draw the line"));
    m_draw->setDefault(true);
    auto *leave = new Button(theme, ButtonKind::Plain);
    leave->setText(tr("Cancel"));
    leave->setAutoDefault(false);

    auto *label = new Label(theme, Label::Voice::Body, tr("&Text of the marker"));
    label->setBuddy(m_text);
    auto *words = new Label(theme, Label::Voice::Small,
                            tr("A line between what is there and what comes from now on. A filter "
                               "finds what came after it."));
    words->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch();
    buttons->addWidget(leave);
    buttons->addWidget(m_draw);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace5, metrics::kSpace5,
                               metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(label);
    column->addWidget(m_text);
    column->addWidget(words);
    column->addSpacing(metrics::kSpace2);
    column->addLayout(buttons);

    connect(m_text, &QLineEdit::textChanged, this,
            [this](const QString &now) { m_draw->setEnabled(!now.trimmed().isEmpty()); });
    connect(m_draw, &QAbstractButton::clicked, this, &MarkerDialog::accept);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    m_text->setFocus();
}

void MarkerDialog::accept()
{
    const QString text = m_text->text().trimmed();
    if (text.isEmpty())
        return;
    emit textChosen(text);
    QDialog::accept();
}

} // namespace sendscope::ui

#include "moc_markerdialog.cpp"
