#include "app/net/fieldlines.h"

#include "app/net/origin.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::net {
namespace {

bool isName(QByteArrayView name, QByteArrayView other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

bool isCredential(QByteArrayView name)
{
    return isName(name, "Authorization") || isName(name, "Proxy-Authorization")
        || isName(name, "Cookie");
}

base::Error unusable(QByteArrayView what, const QString &right)
{
    return {base::Error::Code::InvalidInput, {QString::fromUtf8(what), right}};
}

/// The fields with our own Host, Content-Length and Authorization in the places of those given.
class Assembly
{
public:
    Assembly(const Outgoing &request, bool withCredentials)
        : m_request(request)
        , m_withCredentials(withCredentials)
    {
    }

    base::Result<std::vector<QByteArray>> lines()
    {
        for (const auto &[name, value] : m_request.fields) {
            if (const auto added = add(name, value); !added)
                return added.error();
        }
        if (const auto completed = complete(); !completed)
            return completed.error();
        return silenced();
    }

private:
    base::Result<void> add(const QByteArray &name, const QByteArray &value)
    {
        if (isName(name, "Host"))
            return m_hasHost ? once(name) : host(name);
        if (isName(name, "Content-Length"))
            return m_hasLength ? once(name) : length(name);
        if (isName(name, "Authorization") && !m_request.authorization.isEmpty())
            return m_hasAuthorization ? once(name) : authorization(name);
        if (isName(name, "Transfer-Encoding"))
            return unusable(name, u"Content-Length, which is added"_s);
        if (isCredential(name) && !m_withCredentials)
            return {};
        return append(name, value);
    }

    /// What framing needs and the list does not have.
    base::Result<void> complete()
    {
        if (!m_hasHost)
            m_lines.insert(m_lines.begin(), "Host: " + hostFieldOf(m_request.url));
        const bool mayHaveBody = m_request.method != "GET" && m_request.method != "HEAD";
        if (!m_hasLength && (mayHaveBody || !m_request.body.isEmpty())) {
            if (const auto added = length("Content-Length"_ba); !added)
                return added;
        }
        if (!m_hasAuthorization && !m_request.authorization.isEmpty())
            return authorization("Authorization"_ba);
        return {};
    }

    /// A name with a colon and nothing behind it tells curl not to send a field of that name by
    /// itself. For Host that must come first: it is the first of a name that curl looks at.
    std::vector<QByteArray> silenced() const
    {
        std::vector<QByteArray> all{"Host:"_ba};
        for (const QByteArray &name :
             {"Accept"_ba, "Content-Type"_ba, "Expect"_ba, "User-Agent"_ba}) {
            const bool isGiven =
                std::any_of(m_request.fields.begin(), m_request.fields.end(),
                            [&name](const auto &field) { return isName(field.first, name); });
            if (!isGiven)
                all.push_back(name + ':');
        }
        all.insert(all.end(), m_lines.begin(), m_lines.end());
        return all;
    }

    base::Result<void> host(const QByteArray &name)
    {
        m_hasHost = true;
        return append(name, hostFieldOf(m_request.url));
    }

    base::Result<void> length(const QByteArray &name)
    {
        m_hasLength = true;
        return append(name, QByteArray::number(m_request.body.size()));
    }

    base::Result<void> authorization(const QByteArray &name)
    {
        m_hasAuthorization = true;
        return m_withCredentials ? append(name, m_request.authorization) : base::Result<void>();
    }

    static base::Result<void> once(const QByteArray &name)
    {
        return unusable(name, u"one field of this name"_s);
    }

    base::Result<void> append(const QByteArray &name, const QByteArray &value)
    {
        if (!isToken(name))
            return unusable(name, u"a name of letters, digits and hyphens"_s);
        if (std::any_of(value.begin(), value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; })) {
            return unusable(name, u"a value of one line without NUL"_s);
        }
        // curl sends an empty value only for a name that ends in a semicolon.
        m_lines.push_back(value.trimmed().isEmpty() ? name + ';' : name + ": " + value);
        return {};
    }

    const Outgoing &m_request;
    const bool m_withCredentials;
    std::vector<QByteArray> m_lines;
    bool m_hasHost = false;
    bool m_hasLength = false;
    bool m_hasAuthorization = false;
};

} // namespace

bool isToken(QByteArrayView text)
{
    const auto isTokenChar = [](char c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool isDigit = c >= '0' && c <= '9';
        return isLetter || isDigit || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

base::Result<std::vector<QByteArray>> fieldLines(const Outgoing &request, bool withCredentials)
{
    return Assembly(request, withCredentials).lines();
}

QByteArray withoutSecrets(const QByteArray &head)
{
    QByteArray masked;
    for (qsizetype begin = 0; begin < head.size();) {
        const qsizetype end = head.indexOf('\n', begin);
        const QByteArray line = head.mid(begin, end < 0 ? -1 : end + 1 - begin);
        const qsizetype colon = line.indexOf(':');
        const bool isSecret = colon > 0 && isCredential(QByteArrayView(line).first(colon));
        masked += isSecret ? line.first(colon) + ": *\r\n" : line;
        begin += line.size();
    }
    return masked;
}

} // namespace sendscope::net
