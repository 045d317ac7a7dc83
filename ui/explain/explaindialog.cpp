#include "ui/explain/explaindialog.h"

#include "ui/explain/explanationpage.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{780, 520};
constexpr int kListWidth = 270;
constexpr double kMostOfParent = 0.9;

QString lineOf(const bandwidth::Explanation &explanation)
{
    return explanation.title.isEmpty() ? explanation.word
                                       : explanation.word + u"  "_s + explanation.title;
}

/// The list with some room at its edges, on the ground of the list.
QWidget *inset(QWidget *list)
{
    auto *around = new QWidget;
    around->setAutoFillBackground(true);
    around->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(around);
    layout->setContentsMargins(metrics::kSpace2, metrics::kSpace2, metrics::kSpace1, 0);
    layout->addWidget(list);
    return around;
}

bool movesInList(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
        || key == Qt::Key_PageDown;
}

} // namespace

ExplainDialog::ExplainDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
    , m_page(new ExplanationPage(theme))
{
    setWindowTitle(tr("Explain a code or word"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(makeTop(theme));
    column->addWidget(new Hairline(theme));
    column->addWidget(makeParts(), 1);
    column->addWidget(new Hairline(theme));
    column->addLayout(makeButtons(theme));

    connect(m_field, &QLineEdit::textChanged, this, &ExplainDialog::look);
    connect(m_list, &QListWidget::currentRowChanged, this, &ExplainDialog::showFound);
    resize(parent ? kUsualSize.boundedTo(parent->window()->size() * kMostOfParent) : kUsualSize);
    look();
}

QLayout *ExplainDialog::makeTop(const Theme &theme)
{
    auto *label = new Label(theme, Label::Voice::Small, tr("&Code, type, field or word"));
    label->setBuddy(m_field);
    m_field->setAccessibleName(tr("Code, type, field or word"));
    m_field->setPlaceholderText(tr("4720, delivered, message.tag, “spam” …"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(metrics::kSpace4, metrics::kSpace4, metrics::kSpace4, metrics::kSpace3);
    top->setSpacing(metrics::kSpace1);
    top->addWidget(label);
    top->addWidget(m_field);
    return top;
}

QWidget *ExplainDialog::makeParts()
{
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *parts = new QSplitter;
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->addWidget(inset(m_list));
    parts->addWidget(m_page);
    parts->setStretchFactor(1, 1);
    parts->setSizes({kListWidth, kUsualSize.width() - kListWidth});
    return parts;
}

QLayout *ExplainDialog::makeButtons(const Theme &theme)
{
    auto *close = new Button(theme, ButtonKind::Plain);
    close->setText(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace4,
                                metrics::kSpace3);
    buttons->addStretch();
    buttons->addWidget(close);
    return buttons;
}

void ExplainDialog::explain(const QString &text)
{
    m_field->setText(text);
    m_field->selectAll();
    m_field->setFocus();
}

/// The list is walked through while one types.
bool ExplainDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress
        && movesInList(static_cast<QKeyEvent *>(event)->key())) {
        QCoreApplication::sendEvent(m_list, event);
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void ExplainDialog::look()
{
    m_found = bandwidth::findExplanations(m_field->text());
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const int height = metrics::rowHeight(m_list->fontMetrics());
    for (const bandwidth::Explanation &explanation : m_found) {
        auto *item = new QListWidgetItem(lineOf(explanation), m_list);
        item->setSizeHint({0, height});
        item->setToolTip(plainToolTip(explanation.meaning));
    }
    if (!m_found.empty()) {
        m_list->setCurrentRow(0);
        showFound(0);
        return;
    }
    const QStringList near = bandwidth::nearestWords(m_field->text());
    m_page->say(near.isEmpty()
                    ? tr("Nothing is known by that word.")
                    : tr("Nothing is known by that word. Near to it: %1.").arg(near.join(u", "_s)));
}

void ExplainDialog::showFound(int row)
{
    if (row >= 0 && size_t(row) < m_found.size())
        m_page->setExplanation(m_found[size_t(row)]);
}

} // namespace sendscope::ui

#include "moc_explaindialog.cpp"
