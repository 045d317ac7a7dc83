#include "ui/detail/detailpane.h"

#include "ui/detail/attemptsview.h"
#include "ui/detail/bodyview.h"
#include "ui/detail/detailfield.h"
#include "ui/detail/fieldlist.h"
#include "ui/detail/jsonpage.h"
#include "ui/detail/verdictline.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"

#include <QStackedLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace sendscope::ui {
namespace {

constexpr int kRequestFieldsHeight = 200;

QVBoxLayout *makeColumn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    return column;
}

} // namespace

DetailPane::DetailPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_states(new QStackedLayout(this))
    , m_sentence(new Label(theme, Label::Voice::Secondary))
    , m_verdict(new VerdictLine(theme))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_event(new FieldList(theme))
    , m_json(new JsonPage(theme))
    , m_request(new FieldList(theme))
    , m_head(new BodyView(theme))
    , m_response(new FieldList(theme))
    , m_attempts(new AttemptsView(theme))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setContentsMargins(metrics::kPaneInset, 0, metrics::kPaneInset, 0);
    m_event->setAccessibleName(tr("Event"));
    m_request->setAccessibleName(tr("Request"));
    m_request->setFittedHeight(kRequestFieldsHeight);
    m_head->setAccessibleName(tr("Request line and header fields"));
    m_head->setLineNumbersShown(false);
    m_response->setAccessibleName(tr("Response"));
    m_tabs->setAccessibleName(tr("Detail"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);

    auto *request = new QWidget;
    QVBoxLayout *requestColumn = makeColumn(request);
    requestColumn->addWidget(m_request);
    requestColumn->addWidget(new Hairline(theme));
    requestColumn->addWidget(m_head, 1);

    const auto addOwnPage = [this](const QString &title, QWidget *page) {
        m_tabs->addTab(title);
        m_pages->addWidget(page);
    };
    addOwnPage(tr("Event"), m_event);
    addOwnPage(tr("JSON"), m_json);
    addOwnPage(tr("Request"), request);
    addOwnPage(tr("Response"), m_response);
    addOwnPage(tr("Attempts"), m_attempts);

    auto *content = new QWidget;
    QVBoxLayout *column = makeColumn(content);
    column->addWidget(m_verdict);
    column->addWidget(new Hairline(theme));
    auto *tabs = new QHBoxLayout; // Without it the tabs stand in the middle.
    tabs->setContentsMargins(metrics::kSpace1, 0, 0, 0);
    tabs->addWidget(m_tabs);
    tabs->addStretch();
    column->addLayout(tabs);
    column->addWidget(new Hairline(theme));
    column->addWidget(m_pages, 1);
    m_states->addWidget(m_sentence);
    m_states->addWidget(content);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    clear();
}

void DetailPane::setContent(const DetailContentPtr &content)
{
    const event::Request &request = content->request().draft.request;
    m_verdict->setContent(*content);
    m_event->setFields(eventFields(*content));
    m_json->setContent(content);
    m_request->setFields(requestFields(*content));
    m_head->setText(std::make_shared<const BodyText>(
        BodyText::asItCame(request.head + request.trailers, BodyText::Look::Head)));
    m_response->setFields(responseFields(*content));
    m_attempts->setAttempts(content->detail.attempts);
    const qsizetype attempts = qsizetype(content->detail.attempts.size());
    m_tabs->setTabText(Attempts, attempts > 0 ? tr("Attempts %L1").arg(attempts) : tr("Attempts"));
    m_states->setCurrentIndex(1);
}

void DetailPane::clear()
{
    say(tr("Select an event to see it here."));
}

void DetailPane::showError(const base::Error &error)
{
    say(base::sentence(error));
}

int DetailPane::currentPage() const
{
    return m_tabs->currentIndex();
}

void DetailPane::setCurrentPage(int page)
{
    m_tabs->setCurrentIndex(page);
}

void DetailPane::addPage(QWidget *page, const QString &title)
{
    m_added = page;
    m_pages->addWidget(page);
    m_tabs->addTab(title);
}

QWidget *DetailPane::takePage()
{
    if (!m_added)
        return nullptr;
    m_tabs->removeTab(m_tabs->count() - 1);
    m_pages->removeWidget(m_added);
    return std::exchange(m_added, nullptr);
}

void DetailPane::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_states->setCurrentIndex(0);
}

} // namespace sendscope::ui

#include "moc_detailpane.cpp"
