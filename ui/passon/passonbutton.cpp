#include "ui/passon/passonbutton.h"

#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "ui/passon/passonpopup.h"
#include "ui/passon/passonwords.h"
#include "ui/widgets/valueformat.h"

namespace sendscope::ui {

PassOnButton::PassOnButton(const Theme &theme, engine::Engine &engine, settings::Settings &settings,
                           QWidget *parent)
    : Button(theme, ButtonKind::Quiet, parent)
    , m_engine(engine)
    , m_settings(settings)
    , m_popup(new PassOnPopup(theme, this))
{
    setGlyph(Icon::Open);
    setText(tr("Pass on…"));
    setCheckable(true);
    connect(this, &QPushButton::clicked, this, &PassOnButton::open);
    connect(&engine, &engine::Engine::statusChanged, this, &PassOnButton::onStatusChanged);
    connect(m_popup, &PassOnPopup::startAsked, this, &PassOnButton::start);
    connect(m_popup, &PassOnPopup::stopAsked, this, [this] {
        (void)m_engine.setPassOn(std::nullopt);
        onStatusChanged();
    });
    connect(m_popup, &PassOnPopup::closed, this, qOverload<>(&QWidget::setFocus));
    onStatusChanged();
}

void PassOnButton::open()
{
    if (m_popup->isVisible()) {
        m_popup->hide();
        return;
    }
    const auto &options = m_engine.status().passOn.options;
    m_popup->open(options ? options->target.toString()
                          : m_settings.text(settings::Key::PassOnTarget));
}

void PassOnButton::nextCheckState()
{
    // It is lit by what is so, not by being pressed.
}

void PassOnButton::onStatusChanged()
{
    const replay::PassOnStatus &status = m_engine.status().passOn;
    if (!m_engine.options().isRecording || m_engine.status().capture.isInUse)
        hide();
    setChecked(status.options.has_value());
    const QString mode = passOnMode(status);
    setToolTip(
        plainToolTip(mode.isEmpty() ? tr("Send every request on to your app as well.") : mode));
    setAccessibleName(mode.isEmpty() ? tr("Pass on") : mode);
    m_popup->setStatus(status);
}

void PassOnButton::start(const replay::PassOnOptions &options)
{
    if (const auto done = m_engine.setPassOn(options); !done) {
        m_popup->showError(base::sentence(done.error()) + u' ' + base::hint(done.error()));
        return;
    }
    // Kept for the next time it is asked for; that it cannot be kept stops nothing.
    (void)m_settings.keep(settings::Key::PassOnTarget, options.target.toString());
    onStatusChanged();
    m_popup->hide();
    setFocus();
}

} // namespace sendscope::ui

#include "moc_passonbutton.cpp"
