#pragma once

#include "app/base/clock.h"
#include "app/media/fetcher.h"
#include "tests/support/fakekeyring.h"
#include "tests/support/scriptedserver.h"

namespace sendscope::tests {

/// Bandwidth's host of media on loopback: a server for files, one for tokens, and a fetcher that
/// takes them for the real ones.
class MediaHost
{
public:
    explicit MediaHost(const net::ClientCredentials &given = {})
    {
        media::BandwidthHost host;
        host.media = files.url(QString());
        host.token = tokens.url(QStringLiteral("/token"));
        host.policy = net::AddressPolicy::Any;
        signIn = std::make_unique<media::SignIn>(client, clock, keyring, host, given);
        fetcher = std::make_unique<media::Fetcher>(client, *signIn);
    }

    /// The link of a file there.
    QString link(const QString &name = QStringLiteral("a.png")) const
    {
        return files.url(QStringLiteral("/api/v2/users/1/media/") + name).toString();
    }

    void grant(const QByteArray &token)
    {
        tokens.answerBody("{\"access_token\":\"" + token + "\",\"expires_in\":3600}");
    }

    ScriptedServer files;
    ScriptedServer tokens;
    base::SystemClock clock;
    net::Client client;
    FakeKeyring keyring;
    std::unique_ptr<media::SignIn> signIn;
    std::unique_ptr<media::Fetcher> fetcher;
};

} // namespace sendscope::tests
