#pragma once

#include "app/base/result.h"
#include "app/http/message.h"

#include <optional>

namespace sendscope::http {

/// The user name and password an endpoint demands, for Basic (RFC 7617).
///
/// Keeps SHA-256 digests only; comparing takes the same time whatever was sent.
class Credentials
{
public:
    /// Reads "USER:PASSWORD"; the password may hold colons. Error: InvalidInput without a colon.
    static base::Result<Credentials> parse(const QString &text);

    Credentials(const QByteArray &user, const QByteArray &password);

    enum class Check {
        Missing, ///< No Authorization field: the first leg of a handshake.
        Right,
        Wrong, ///< Another scheme, damaged, repeated, or the wrong pair.
    };

    Check check(const event::HeaderList &fields) const;

private:
    QByteArray m_userDigest;
    QByteArray m_passwordDigest;
};

/// 401 with WWW-Authenticate: Basic realm="Sendscope", charset="UTF-8". Without that field
/// Bandwidth would never send its second request.
Response challengeResponse();

/// The head with the value of each Authorization field overwritten by as many '*'.
QByteArray withoutCredentials(QByteArray head);

} // namespace sendscope::http
