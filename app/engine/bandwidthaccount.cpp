#include "app/engine/bandwidthaccount.h"

#include "app/settings/settings.h"

namespace sendscope::engine {

using settings::Key;

BandwidthAccount::BandwidthAccount(const settings::Settings &settings)
    : m_signIn(m_client, m_clock, m_keyring, media::BandwidthHost(),
               {settings.text(Key::BandwidthClientId), settings.text(Key::BandwidthClientSecret)})
{
}

} // namespace sendscope::engine
