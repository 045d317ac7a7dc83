#include "ui/mainwindow/statusrow.h"

#include "ui/filter/filterjoining.h"
#include "ui/mainwindow/statusdot.h"
#include "ui/passon/passonwords.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/valueformat.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using Listening = engine::EngineStatus::Listening;

constexpr int kMostFieldWidth = 280;
constexpr int kMostPassOnWidth = 400;

Label *makeLabel(const Theme &theme)
{
    auto *label = new Label(theme, Label::Voice::Small);
    label->hide();
    return label;
}

/// An empty text hides the label: a count of nothing is not worth a word.
void say(Label *label, const QString &text, const QString &toolTip)
{
    label->setText(text);
    label->setToolTip(plainToolTip(toolTip));
    label->setVisible(!text.isEmpty());
}

QString rateText(double rate)
{
    return QLocale().toString(rate, 'f', rate < 10 ? 1 : 0);
}

} // namespace

StatusRow::StatusRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_dot(new StatusDot(theme))
    , m_listening(makeLabel(theme))
    , m_address(new Label(theme, Label::Voice::Fixed))
    , m_copy(new Button(theme, ButtonKind::Quiet))
    , m_listenOn(new Button(theme, ButtonKind::Quiet))
    , m_passOn(makeLabel(theme))
    , m_field(new Button(theme, ButtonKind::Quiet))
    , m_notice(makeLabel(theme))
    , m_work(makeLabel(theme))
    , m_loading(makeLabel(theme))
    , m_received(makeLabel(theme))
    , m_refused(makeLabel(theme))
    , m_waiting(makeLabel(theme))
    , m_passedOn(makeLabel(theme))
    , m_rate(makeLabel(theme))
    , m_capture(makeLabel(theme))
{
    setFixedHeight(metrics::kStatusHeight);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copy->setGlyph(Icon::Copy);
    m_copy->setHint(tr("Copy the address"));
    m_field->setFont(theme.fonts().fixed());
    m_field->setAccessibleName(tr("Begin a filter"));
    m_field->hide();
    for (Button *button : {m_copy, m_listenOn, m_field})
        button->setFixedHeight(metrics::kStatusHeight - metrics::kSpace1);
    m_copy->setFixedWidth(metrics::kStatusHeight);
    m_refused->setHue(Hue::Rejected);
    m_waiting->setHue(Hue::Owed);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPaneInset, 1, metrics::kPaneInset, 0);
    row->setSpacing(metrics::kSpace2);
    for (QWidget *left : std::initializer_list<QWidget *>{m_dot, m_listening, m_address, m_copy,
                                                          m_listenOn, m_passOn, m_field})
        row->addWidget(left);
    row->addSpacing(metrics::kSpace3);
    row->addWidget(m_notice);
    row->addStretch();
    for (Label *right :
         {m_work, m_loading, m_received, m_refused, m_waiting, m_passedOn, m_rate, m_capture}) {
        row->addWidget(right);
        if (right != m_capture)
            row->addSpacing(metrics::kSpace3);
    }

    connect(m_copy, &QPushButton::clicked, this, &StatusRow::copyAddressClicked);
    connect(m_listenOn, &QPushButton::clicked, this, [this] { emit listenOnClicked(m_freePort); });
    connect(m_field, &QPushButton::clicked, this, [this] {
        if (m_selected && m_value.isNull())
            emit fieldClicked(*m_selected);
        else if (m_selected)
            emit valueClicked(*m_selected, m_value);
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_field->setFont(m_theme.fonts().fixed());
        update();
    });
}

void StatusRow::setStatus(const engine::EngineStatus &status, bool isRecording,
                          const QString &captureName)
{
    showListening(status);
    showPassOn(status.passOn);
    showCounts(status);
    showCapture(status, isRecording, captureName);
}

void StatusRow::setNotice(const QString &sentence)
{
    say(m_notice, sentence, {});
}

void StatusRow::setWork(const QString &words)
{
    say(m_work, words, {});
}

void StatusRow::setSelectedField(const std::optional<event::FieldRef> &field,
                                 const QByteArray &value)
{
    m_selected = field;
    m_value = value;
    m_field->setVisible(field.has_value());
    if (!field)
        return;
    // A path is a stranger's text: no mnemonics, no markup, and not all of a long one.
    const QString name = onOneLine(value.isNull() ? QString::fromUtf8(event::nameOf(*field))
                                                  : filter::print({conditionOf(*field, value)}));
    const QString line = m_field->fontMetrics().elidedText(name, Qt::ElideMiddle, kMostFieldWidth);
    m_field->setText(QString(line).replace(u'&', u"&&"_s));
    m_field->setAccessibleName(tr("Begin a filter by %1").arg(name));
    m_field->setToolTip(
        plainToolTip(name + u'\n' + event::meaningOf(*field) + u'\n'
                     + (value.isNull() ? tr("Click: begin a filter with it.")
                                       : tr("Click: add it to the filter; Enter runs that."))));
}

void StatusRow::showListening(const engine::EngineStatus &status)
{
    const QString url = status.listening == Listening::On ? status.url() : QString();
    m_address->setText(url);
    m_address->setVisible(!url.isEmpty());
    m_copy->setVisible(!url.isEmpty());
    m_freePort = 0;

    const bool isOwnToListen = status.listening != Listening::Off;
    m_dot->setVisible(isOwnToListen);
    switch (status.listening) {
    case Listening::Off:
        say(m_listening, {}, {});
        break;
    case Listening::Starting:
        m_dot->setHue(Hue::Quiet);
        say(m_listening, tr("Starting to listen"), {});
        break;
    case Listening::On:
        if (status.isReachableFromNetwork()) {
            m_dot->setHue(Hue::Owed);
            say(m_listening, tr("Listening, reachable from the network"),
                tr("Other machines can post to this address and see nothing of the capture."));
        } else {
            m_dot->setHue(Hue::Delivered);
            say(m_listening, tr("Listening"),
                tr("Only programs on this machine reach this address."));
        }
        break;
    case Listening::Failed: {
        const base::Error error = status.listenError.value_or(base::Error{});
        m_dot->setHue(Hue::Failed);
        say(m_listening, tr("Not listening: %1").arg(base::sentence(error)), base::hint(error));
        if (error.code == base::Error::Code::PortInUse && error.args.size() > 1)
            m_freePort = error.args[1].toUShort();
        break;
    }
    }
    m_listenOn->setText(tr("Listen on %1").arg(m_freePort));
    m_listenOn->setVisible(m_freePort > 0);
}

void StatusRow::showPassOn(const replay::PassOnStatus &status)
{
    const QString mode = status.error ? tr("Not passed on: %1").arg(base::sentence(*status.error))
                                      : passOnMode(status);
    const QString meaning =
        status.options ? passOnMeaning(status.options->mode, status.options->limit) : QString();
    say(m_passOn, m_passOn->fontMetrics().elidedText(mode, Qt::ElideMiddle, kMostPassOnWidth),
        mode + u'\n' + meaning);
    m_passOn->setAccessibleName(mode);
    if (status.error)
        m_passOn->setHue(Hue::Failed);
    else
        m_passOn->clearHue();

    say(m_passedOn, status.options ? passOnCounts(status) : QString(), passOnCountsTip(status));
    if (isPassOnFailing(status))
        m_passedOn->setHue(Hue::Failed);
    else
        m_passedOn->clearHue();
}

void StatusRow::showCounts(const engine::EngineStatus &status)
{
    say(m_loading,
        status.isLoading ? tr("%1 of %2 events can be searched")
                               .arg(countText(status.loadedEvents), countText(status.eventsToLoad))
                         : QString(),
        tr("Older events of the capture are still being read."));
    say(m_received,
        status.received > 0 ? tr("%1 received").arg(countText(status.received)) : QString(),
        tr("Requests that are on disk, since Sendscope was started."));
    say(m_refused, status.refused > 0 ? tr("%1 refused").arg(countText(status.refused)) : QString(),
        status.notKept > 0
            ? tr("Requests that were not taken. %1 of them are counted only: more came in a second "
                 "than are kept.")
                  .arg(countText(status.notKept))
            : tr("Requests that were not taken; the table says why."));
    say(m_waiting, status.waiting > 0 ? tr("%1 waiting").arg(countText(status.waiting)) : QString(),
        tr("Requests that came and are not on disk yet. They are not answered before."));
    say(m_rate,
        status.eventsPerSecond > 0 ? tr("%1 events/s").arg(rateText(status.eventsPerSecond))
                                   : QString(),
        tr("Of the last few seconds."));
}

void StatusRow::showCapture(const engine::EngineStatus &status, bool isRecording,
                            const QString &name)
{
    const bool isWriting = isRecording && status.capture.isWritable;
    const QString what =
        isWriting ? tr("Recording into %1").arg(name) : tr("Viewing, not recording");
    say(m_capture, status.captureBytes > 0 ? what + u", "_s + sizeText(status.captureBytes) : what,
        status.capture.path);
}

void StatusRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().bg);
    painter.fillRect(0, 0, width(), 1, m_theme.tokens().line);
}

} // namespace sendscope::ui

#include "moc_statusrow.cpp"
