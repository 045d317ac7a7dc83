#include "ui/welcome/welcomepane.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/welcome/samplecommand.h"
#include "ui/welcome/samplesender.h"
#include "ui/welcome/well.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>

#include <utility>

namespace sendscope::ui {
namespace {

constexpr int kColumnWidth = 640;
constexpr int kAddressBigger = 5; ///< Than the fixed font, in pixels.

} // namespace

WelcomePane::WelcomePane(const Theme &theme, engine::Engine &engine, QByteArray authorization,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_engine(engine)
    , m_authorization(std::move(authorization))
    , m_sender(new SampleSender(engine.net(), this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    build();
    connect(m_sender, &SampleSender::failed, this, [this](const base::Error &error) {
        m_sampleResult->setText(base::sentence(error));
        m_sampleResult->show();
    });
    connect(&engine, &engine::Engine::statusChanged, this, &WelcomePane::onStatusChanged);
    connect(&theme, &Theme::changed, this, &WelcomePane::applyTheme);
    applyTheme();
    onStatusChanged();
}

void WelcomePane::build()
{
    auto *page = new QWidget;
    page->setFixedWidth(kColumnWidth);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, metrics::kSpace5, 0, metrics::kSpace5);
    column->setSpacing(metrics::kSpace2);
    column->addStretch();

    column->addWidget(new Label(m_theme, Label::Voice::Title, tr("Waiting for the first event")));
    column->addWidget(new Label(m_theme, Label::Voice::Secondary,
                                tr("Whatever is posted to this address is kept, and appears here "
                                   "the moment it arrives.")));
    column->addSpacing(metrics::kSpace2);
    column->addWidget(makeAddress());

    addSection(column, tr("See one now"),
               tr("Sends a whole message to the address above, the way Bandwidth would: sending, "
                  "then delivered."));
    m_send = new Button(m_theme, ButtonKind::Plain);
    m_send->setGlyph(Icon::Sending);
    m_send->setText(tr("Send a sample"));
    connect(m_send, &QPushButton::clicked, this, &WelcomePane::sendSample);
    column->addWidget(m_send, 0, Qt::AlignLeading);
    m_sampleResult = new Label(m_theme, Label::Voice::Small);
    m_sampleResult->setHue(Hue::Failed);
    m_sampleResult->setWordWrap(true);
    m_sampleResult->hide();
    column->addWidget(m_sampleResult);

    addSection(column, tr("Or from a terminal"), tr("The same event, with curl:"));
    m_terminal = makeTerminal();
    column->addWidget(m_terminal);

    addSection(column, tr("From Bandwidth"),
               tr("In the messaging application, set the callback URLs for inbound messages and "
                  "for message status to a public address that leads to this machine. Bandwidth "
                  "cannot reach an address of this machine alone: a tunnel or a reverse proxy has "
                  "to stand in front."));
    auto *nothing = new Button(m_theme, ButtonKind::Plain);
    nothing->setText(tr("Nothing arrives?"));
    connect(nothing, &QPushButton::clicked, this, &WelcomePane::nothingArrivesClicked);
    column->addWidget(nothing, 0, Qt::AlignLeading);
    column->addStretch();

    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Waiting for the first event"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *centred = new QWidget;
    auto *row = new QHBoxLayout(centred);
    row->setContentsMargins({});
    row->addStretch();
    row->addWidget(page);
    row->addStretch();
    scroll->setWidget(centred);
    for (QWidget *ground : {centred, page, scroll->viewport()})
        ground->setBackgroundRole(QPalette::Base);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(scroll);
}

QWidget *WelcomePane::makeAddress()
{
    m_address = new Label(m_theme, Label::Voice::Fixed);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setAccessibleName(tr("Address"));
    m_address->setWordWrap(true);
    m_copyAddress = new Button(m_theme, ButtonKind::Primary);
    m_copyAddress->setGlyph(Icon::Copy);
    m_copyAddress->setText(tr("Copy"));
    m_copyAddress->setAccessibleName(tr("Copy the address"));
    connect(m_copyAddress, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(targetUrl()); });

    auto *well = new Well(m_theme);
    auto *row = new QHBoxLayout(well);
    row->setContentsMargins(metrics::kSpace4, metrics::kSpace2, metrics::kSpace2, metrics::kSpace2);
    row->addWidget(m_address, 1);
    row->addWidget(m_copyAddress);
    return well;
}

QWidget *WelcomePane::makeTerminal()
{
    m_command = new Label(m_theme, Label::Voice::Fixed);
    m_command->setAccessibleName(tr("Command"));
    m_copyCommand = new Button(m_theme, ButtonKind::Plain);
    m_copyCommand->setGlyph(Icon::Copy);
    m_copyCommand->setText(tr("Copy"));
    m_copyCommand->setAccessibleName(tr("Copy the command"));
    connect(m_copyCommand, &QPushButton::clicked, this, &WelcomePane::copyCommand);

    auto *well = new Well(m_theme);
    auto *row = new QHBoxLayout(well);
    row->setContentsMargins(metrics::kSpace4, metrics::kSpace3, metrics::kSpace2, metrics::kSpace3);
    row->addWidget(m_command, 1, Qt::AlignTop);
    row->addWidget(m_copyCommand, 0, Qt::AlignTop);
    return well;
}

void WelcomePane::addSection(QVBoxLayout *column, const QString &title, const QString &sentence)
{
    column->addSpacing(metrics::kSpace5);
    column->addWidget(new Label(m_theme, Label::Voice::Strong, title));
    auto *label = new Label(m_theme, Label::Voice::Secondary, sentence);
    label->setWordWrap(true);
    column->addWidget(label);
}

void WelcomePane::applyTheme()
{
    QFont big = m_theme.fonts().fixed();
    big.setPixelSize(big.pixelSize() + kAddressBigger);
    m_address->setFont(big);
}

QString WelcomePane::targetUrl() const
{
    QString url = m_engine.status().url();
    const QString path = QString::fromLatin1(m_engine.options().path);
    if (!url.isEmpty() && path.startsWith(QLatin1Char('/')))
        url.replace(url.size() - 1, 1, path);
    return url;
}

void WelcomePane::onStatusChanged()
{
    const engine::EngineStatus &status = m_engine.status();
    const QString url = targetUrl();
    const bool isListening = !url.isEmpty();
    m_copyAddress->setEnabled(isListening);
    m_copyCommand->setEnabled(isListening);
    m_send->setEnabled(isListening);
    m_terminal->setVisible(isListening);
    m_address->setText(isListening              ? url
                           : status.listenError ? base::sentence(*status.listenError)
                                                : tr("Not listening"));
    if (url == m_shownUrl)
        return;
    m_shownUrl = url;
    const auto bodies = sampleBodies(m_engine.clock().utc());
    m_command->setText(
        bodies.empty() ? QString() : shownCommand(url, bodies.front(), !m_authorization.isEmpty()));
}

void WelcomePane::sendSample()
{
    m_sampleResult->hide();
    m_sender->send(QUrl(targetUrl()), sampleBodies(m_engine.clock().utc()), m_authorization);
}

void WelcomePane::copyCommand()
{
    const auto bodies = sampleBodies(m_engine.clock().utc());
    if (!bodies.empty()) {
        QGuiApplication::clipboard()->setText(
            sampleCommand(targetUrl(), bodies.front(), !m_authorization.isEmpty()));
    }
}

} // namespace sendscope::ui

#include "moc_welcomepane.cpp"
