#include "ui/detail/attemptsview.h"

#include "ui/body/bodyview.h"
#include "ui/detail/attemptmodel.h"
#include "ui/detail/fieldview.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace sendscope::ui {

AttemptsView::AttemptsView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pages(new QStackedLayout(this))
    , m_model(new AttemptModel(this))
    , m_table(new QTableView)
    , m_fields(new FieldView(theme))
    , m_response(new BodyView(theme))
{
    auto *nothing =
        new Label(theme, Label::Voice::Secondary, tr("This request was not sent on yet."));
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Attempts"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setTabKeyNavigation(false);
    m_fields->setAccessibleName(tr("Attempt"));
    m_response->setAccessibleName(tr("Response of the target"));
    m_response->setLineNumbersShown(false);

    auto *below = new QWidget;
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_fields);
    column->addWidget(new Hairline(theme));
    column->addWidget(m_response, 1);
    m_fields->setFittedHeight(160);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({140, 280});

    m_pages->addWidget(nothing);
    m_pages->addWidget(splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showAttempt(current.row()); });
    connect(&theme, &Theme::changed, this, &AttemptsView::fitColumns);
    fitColumns();
}

void AttemptsView::setAttempts(const std::vector<event::Attempt> &attempts)
{
    m_model->setAttempts(attempts);
    m_pages->setCurrentIndex(attempts.empty() ? 0 : 1);
    m_table->setCurrentIndex(m_model->index(0, 0));
    showAttempt(0);
}

void AttemptsView::showAttempt(int row)
{
    const event::Attempt *attempt = m_model->attempt(row);
    m_fields->setFields(attempt ? attemptFields(*attempt) : DetailFields{});
    m_response->setText(attempt ? std::make_shared<const BodyText>(BodyText::asItCame(
                            attempt->responseHead + attempt->responseBody, BodyText::Look::Plain))
                                : nullptr);
    m_findBytes = m_fields->findText().bytes;
    if (m_response->text())
        m_findBytes += m_response->text()->bytes();
    emit attemptChanged();
}

FindText AttemptsView::findText() const
{
    return {m_findBytes, nullptr, false};
}

void AttemptsView::setHits(const FindHitsPtr &hits)
{
    const qint64 fields = m_fields->findText().bytes.size();
    FindHits inFields;
    FindHits inResponse;
    if (hits) {
        for (const FindHit &hit : *hits) {
            if (hit.begin < fields)
                inFields.push_back(hit);
            else
                inResponse.push_back({hit.begin - fields, hit.end - fields});
        }
    }
    m_fields->setHits(std::make_shared<const FindHits>(std::move(inFields)));
    m_response->setHits(std::make_shared<const FindHits>(std::move(inResponse)));
}

void AttemptsView::showHit(const FindHit &hit)
{
    const qint64 fields = m_fields->findText().bytes.size();
    if (hit.begin < fields)
        m_fields->showHit(hit);
    else
        m_response->showSpan(hit.begin - fields, hit.end - fields);
}

void AttemptsView::fitColumns()
{
    const QFontMetrics font(m_theme.fonts().body());
    const int inset = 2 * metrics::kCellInset + metrics::kSpace2;
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight(font));
    m_table->setColumnWidth(AttemptModel::Sent,
                            font.horizontalAdvance(QLatin1String("00:00:00.000")) + inset);
    m_table->setColumnWidth(AttemptModel::Answer, font.horizontalAdvance(tr("timed out")) + inset);
    m_table->setColumnWidth(AttemptModel::Took,
                            font.horizontalAdvance(QLatin1String("88 min 88 s")) + inset);
}

} // namespace sendscope::ui

#include "moc_attemptsview.cpp"
