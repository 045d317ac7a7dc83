#include "ui/detail/attemptsview.h"

#include "ui/body/bodyview.h"
#include "ui/detail/attemptmodel.h"
#include "ui/detail/fieldview.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/valueformat.h"

#include <QComboBox>
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
    , m_part(new QComboBox)
    , m_caption(new ElidedLabel(theme, Label::Voice::Small))
    , m_bytes(new BodyView(theme))
{
    auto *nothing =
        new Label(theme, Label::Voice::Secondary, tr("This request was not sent on yet."));
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    makeTable();

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(makeBelow());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({140, 280});

    m_pages->addWidget(nothing);
    m_pages->addWidget(splitter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showAttempt(current.row()); });
    connect(m_part, &QComboBox::activated, this,
            [this] { showAttempt(m_table->currentIndex().row()); });
    connect(&theme, &Theme::changed, this, &AttemptsView::fitColumns);
    fitColumns();
}

void AttemptsView::makeTable()
{
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
}

QWidget *AttemptsView::makeBelow()
{
    m_fields->setAccessibleName(tr("Attempt"));
    m_fields->setFittedHeight(160);
    m_part->addItem(tr("Answer"), Answer);
    m_part->addItem(tr("Sent"), Sent);
    m_part->setAccessibleName(tr("Which bytes of the attempt"));
    m_caption->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_bytes->setLineNumbersShown(false);
    auto *choice = new QHBoxLayout;
    choice->setContentsMargins(metrics::kPaneInset, metrics::kSpace2, metrics::kPaneInset,
                               metrics::kSpace1);
    choice->setSpacing(metrics::kSpace2);
    choice->addWidget(m_part);
    choice->addWidget(m_caption, 1);

    auto *below = new QWidget;
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_fields);
    column->addWidget(new Hairline(m_theme));
    column->addLayout(choice);
    column->addWidget(m_bytes, 1);
    return below;
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
    showBytes(attempt);
    m_findBytes = m_fields->findText().bytes;
    if (m_bytes->text())
        m_findBytes += m_bytes->text()->bytes();
    emit attemptChanged();
}

void AttemptsView::showBytes(const event::Attempt *attempt)
{
    const bool isSent = m_part->currentData().toInt() == Sent;
    m_bytes->setAccessibleName(isSent ? tr("What was sent") : tr("Answer of the target"));
    if (!attempt) {
        m_bytes->setText(nullptr);
        m_caption->setWhole({});
        return;
    }
    QByteArray bytes = attempt->responseHead + attempt->responseBody;
    QString caption = attempt->error.isEmpty() ? QString() : tr("no answer");
    if (isSent) {
        const bool isSentAtAll = !attempt->sentHead.isEmpty();
        bytes = attempt->sentHead + attempt->sentBody;
        caption = !isSentAtAll ? tr("not known to be sent")
            : attempt->sentBody.isNull()
            ? tr("body as it came")
            : tr("another body, %1 bytes").arg(countText(attempt->sentBody.size()));
    }
    m_caption->setWhole(caption);
    m_bytes->setText(std::make_shared<const BodyText>(BodyText::asItCame(bytes)));
}

FindText AttemptsView::findText() const
{
    return {m_findBytes, nullptr, false};
}

void AttemptsView::setHits(const FindHitsPtr &hits)
{
    const qint64 fields = m_fields->findText().bytes.size();
    FindHits inFields;
    FindHits inBytes;
    if (hits) {
        for (const FindHit &hit : *hits) {
            if (hit.begin < fields)
                inFields.push_back(hit);
            else
                inBytes.push_back({hit.begin - fields, hit.end - fields});
        }
    }
    m_fields->setHits(std::make_shared<const FindHits>(std::move(inFields)));
    m_bytes->setHits(std::make_shared<const FindHits>(std::move(inBytes)));
}

void AttemptsView::showHit(const FindHit &hit)
{
    const qint64 fields = m_fields->findText().bytes.size();
    if (hit.begin < fields)
        m_fields->showHit(hit);
    else
        m_bytes->showSpan(hit.begin - fields, hit.end - fields);
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
