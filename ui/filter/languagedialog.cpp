#include "ui/filter/languagedialog.h"

#include "ui/filter/filterlanguage.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{860, 620};
constexpr double kMostOfParent = 0.9;

} // namespace

LanguageDialog::LanguageDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
{
    setWindowTitle(tr("Filter language"));
    auto *area = new QScrollArea;
    area->setAccessibleName(tr("Filter language"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(makePage());
    auto *close = new Button(theme, ButtonKind::Plain);
    close->setText(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace4,
                                metrics::kSpace3);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addWidget(new Hairline(theme));
    column->addLayout(buttons);
    // Beside what it explains, also in a small window.
    resize(parent ? kUsualSize.boundedTo(parent->window()->size() * kMostOfParent) : kUsualSize);
}

QWidget *LanguageDialog::makePage() const
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(metrics::kSpace5, metrics::kSpace4, metrics::kSpace5,
                             metrics::kSpace5);
    grid->setHorizontalSpacing(metrics::kSpace5);
    grid->setVerticalSpacing(metrics::kSpace2);
    grid->setColumnStretch(1, 1);

    int line = 0;
    for (const LanguageSection &section : filterLanguage()) {
        if (line > 0)
            grid->setRowMinimumHeight(line++, metrics::kSpace3);
        grid->addWidget(new Label(m_theme, Label::Voice::Strong, section.title), line++, 0, 1, 2);
        for (const LanguageRow &row : section.rows) {
            auto *example = new Label(m_theme, Label::Voice::Fixed, row.example);
            example->setTextInteractionFlags(Qt::TextSelectableByMouse);
            auto *meaning = new Label(m_theme, Label::Voice::Secondary, row.meaning);
            meaning->setWordWrap(true);
            grid->addWidget(example, line, 0, Qt::AlignTop);
            grid->addWidget(meaning, line++, 1, Qt::AlignTop);
        }
    }
    grid->setRowStretch(line, 1);
    return page;
}

} // namespace sendscope::ui
