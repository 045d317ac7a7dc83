#include "ui/explain/explanationpage.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

void addText(QVBoxLayout &column, Label *label, int space)
{
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (column.count() > 0)
        column.addSpacing(space);
    column.addWidget(label);
}

} // namespace

ExplanationPage::ExplanationPage(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Explanation"));
}

QVBoxLayout *ExplanationPage::makeColumn()
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace4, metrics::kSpace5,
                               metrics::kSpace5);
    column->setSpacing(0);
    setWidget(page);
    return column;
}

void ExplanationPage::setExplanation(const bandwidth::Explanation &explanation)
{
    using Voice = Label::Voice;
    QVBoxLayout *column = makeColumn();
    QStringList spoken{explanation.word, explanation.title, explanation.meaning};
    addText(*column, new Label(m_theme, Voice::Verdict, explanation.word), 0);
    if (!explanation.title.isEmpty()) {
        const bool isName = explanation.kind == bandwidth::Explanation::Kind::Code;
        addText(*column,
                new Label(m_theme, isName ? Voice::Fixed : Voice::Secondary, explanation.title),
                metrics::kSpace1);
    }
    addText(*column, new Label(m_theme, Voice::Body, explanation.meaning), metrics::kSpace3);
    for (const bandwidth::Explanation::Line &line : explanation.lines) {
        addText(*column, new Label(m_theme, Voice::Small, line.label), metrics::kSpace3);
        addText(*column, new Label(m_theme, Voice::Body, line.text), metrics::kSpace1 / 2);
        spoken += line.label + u": "_s + line.text;
    }
    column->addStretch();
    m_text = spoken.join(u'\n');
    setAccessibleDescription(m_text);
}

void ExplanationPage::say(const QString &sentence)
{
    QVBoxLayout *column = makeColumn();
    addText(*column, new Label(m_theme, Label::Voice::Secondary, sentence), 0);
    column->addStretch();
    m_text = sentence;
    setAccessibleDescription(m_text);
}

} // namespace sendscope::ui

#include "moc_explanationpage.cpp"
