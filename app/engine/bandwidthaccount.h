#pragma once

#include "app/base/clock.h"
#include "app/media/signin.h"
#include "app/net/systemkeyring.h"

namespace sendscope::settings {
class Settings;
}

namespace sendscope::engine {

/// What one program signs in with at Bandwidth's host of media, whatever the number of its windows:
/// the user is asked once.
class BandwidthAccount
{
public:
    /// Takes what the environment gives. Nothing is opened and nobody asked before a token is
    /// wanted.
    explicit BandwidthAccount(const settings::Settings &settings);

    media::SignIn &signIn() { return m_signIn; }

private:
    base::SystemClock m_clock;
    net::Client m_client;
    net::SystemKeyring m_keyring;
    media::SignIn m_signIn;
};

} // namespace sendscope::engine
