#include "ui/welcome/arrivalsdialog.h"

#include "app/engine/diagnosis.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/welcome/addresstest.h"
#include "ui/welcome/checklist.h"
#include "ui/widgets/button.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr QSize kUsualSize{680, 760};
constexpr double kMostOfParent = 0.9;
constexpr auto kLookInterval = 250ms;
constexpr auto kAgeInterval = 1s;

/// The same address that Bandwidth's tunnel has to lead to.
QUrl targetUrl(const engine::Engine &engine)
{
    QUrl url(engine.status().url());
    if (const QByteArray path = engine.options().path; !path.isEmpty())
        url.setPath(QString::fromUtf8(path));
    return url;
}

} // namespace

ArrivalsDialog::ArrivalsDialog(const Theme &theme, engine::Engine &engine, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_engine(engine)
    , m_before(engine.snapshot()->newest())
    , m_test(new AddressTest(engine.net(), this))
    , m_throttle(kLookInterval, this)
{
    setWindowTitle(tr("Nothing arrives?"));
    auto *area = new QScrollArea;
    area->setAccessibleName(windowTitle());
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(makePage());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addWidget(new Hairline(theme));
    column->addWidget(makeButtons());
    resize(parent ? kUsualSize.boundedTo(parent->window()->size() * kMostOfParent) : kUsualSize);

    connect(&m_throttle, &base::Throttle::due, this, &ArrivalsDialog::look);
    connect(&m_ageTimer, &QTimer::timeout, &m_throttle, &base::Throttle::request);
    connect(&engine, &engine::Engine::statusChanged, &m_throttle, &base::Throttle::request);
    connect(&engine, &engine::Engine::snapshotPublished, &m_throttle, &base::Throttle::request);
    connect(m_test, &AddressTest::answered, this,
            [this](int status, std::chrono::microseconds took) {
                showTestResult(
                    tr("It was answered %1 within %2 ms: whoever reaches this address is heard.")
                        .arg(QString::number(status),
                             QString::number(
                                 std::chrono::ceil<std::chrono::milliseconds>(took).count())),
                    true);
            });
    connect(m_test, &AddressTest::failed, this,
            [this](const base::Error &error) { showTestResult(base::sentence(error), false); });
    m_ageTimer.start(kAgeInterval);
    look();
}

QWidget *ArrivalsDialog::makePage()
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::kSpace5, metrics::kSpace4, metrics::kSpace5,
                               metrics::kSpace5);
    column->setSpacing(metrics::kSpace3);
    m_arrival = new Label(m_theme, Label::Voice::Verdict);
    m_arrival->setWordWrap(true);
    column->addWidget(m_arrival);
    addSection(column, tr("Seen from here"), m_here);
    addSection(column, tr("To be looked up at Bandwidth"), m_atBandwidth);
    column->addStretch();
    return page;
}

void ArrivalsDialog::addSection(QVBoxLayout *column, const QString &title, CheckList *&list)
{
    column->addSpacing(metrics::kSpace2);
    column->addWidget(new Label(m_theme, Label::Voice::Small, title));
    list = new CheckList(m_theme);
    list->setAccessibleName(title);
    column->addWidget(list);
}

QWidget *ArrivalsDialog::makeButtons()
{
    m_testButton = new Button(m_theme, ButtonKind::Plain);
    m_testButton->setText(tr("Send a test request"));
    m_testButton->setToolTip(tr("Asks this address for an answer, as a browser would"));
    m_testButton->setAutoDefault(false);
    connect(m_testButton, &QPushButton::clicked, this, &ArrivalsDialog::startTest);
    m_testResult = new Label(m_theme, Label::Voice::Small);
    m_testResult->setWordWrap(true);
    m_testResult->setAccessibleName(tr("Result of the test request"));
    auto *close = new Button(m_theme, ButtonKind::Plain);
    close->setText(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace4, metrics::kSpace3);
    row->setSpacing(metrics::kSpace3);
    row->addWidget(m_testButton);
    row->addWidget(m_testResult, 1);
    row->addWidget(close);
    return buttons;
}

void ArrivalsDialog::look()
{
    const engine::Situation situation = engine::situationOf(m_engine);
    m_here->setChecks(engine::diagnose(situation));
    m_atBandwidth->setChecks(engine::checksAtBandwidth(situation));
    m_testButton->setEnabled(!m_test->isUnderWay() && !m_engine.status().url().isEmpty());
    showArrival(situation.arrivals);
}

void ArrivalsDialog::showArrival(const engine::RecentArrivals &arrivals)
{
    const bool hasArrived = arrivals.newest && arrivals.newest->event > m_before;
    if (!hasArrived) {
        m_arrival->setText(tr("Nothing has arrived since this page was opened."));
        m_arrival->clearHue();
        return;
    }
    const engine::RecentArrivals::Newest &newest = *arrivals.newest;
    const bool isEvent = newest.status / 100 == 2;
    m_arrival->setText(
        (isEvent ? tr("It arrives: %1, row %2.")
                 : tr("A request arrives, but no event: %1, row %2."))
            .arg(QString::fromUtf8(newest.what), QString::number(newest.event.value)));
    m_arrival->setHue(isEvent ? Hue::Delivered : Hue::Owed);
}

void ArrivalsDialog::startTest()
{
    m_testResult->clear();
    m_test->start(targetUrl(m_engine));
    m_testButton->setEnabled(!m_test->isUnderWay());
}

void ArrivalsDialog::showTestResult(const QString &text, bool isFine)
{
    m_testResult->setText(text);
    m_testResult->setHue(isFine ? Hue::Delivered : Hue::Failed);
    m_testButton->setEnabled(true);
}

void showArrivals(const Theme &theme, engine::Engine &engine, QWidget *window)
{
    auto *dialog = window->findChild<ArrivalsDialog *>();
    if (!dialog) {
        dialog = new ArrivalsDialog(theme, engine, window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace sendscope::ui

#include "moc_arrivalsdialog.cpp"
