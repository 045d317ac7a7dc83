#include "app/http/credentials.h"

#include "app/event/headtext.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace sendscope::http {
namespace {

constexpr QByteArrayView kField("authorization");

QByteArray digest(QByteArrayView text)
{
    return QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256);
}

/// Looks at every byte, whatever the first ones say.
bool isSame(const QByteArray &left, const QByteArray &right)
{
    Q_ASSERT(left.size() == right.size());

    volatile uchar difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference = uchar(difference | uchar(left[i] ^ right[i]));
    return difference == 0;
}

/// The decoded "user:password" of a Basic value; none for another scheme or damaged Base64.
std::optional<QByteArray> basicPair(const QByteArray &value)
{
    static constexpr QByteArrayView kScheme("basic");
    const QByteArrayView text(value);
    const bool isBasic = text.size() > kScheme.size() && text[kScheme.size()] == ' '
        && text.first(kScheme.size()).compare(kScheme, Qt::CaseInsensitive) == 0;
    if (!isBasic)
        return std::nullopt;

    const auto decoded =
        QByteArray::fromBase64Encoding(text.sliced(kScheme.size() + 1).trimmed().toByteArray(),
                                       QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

/// Overwrites what stands in a line from `begin` on, but for the white space round it.
void blank(QByteArray &head, qsizetype begin, qsizetype end)
{
    while (begin < end && event::isBlank(head[begin]))
        ++begin;
    while (begin < end && (event::isBlank(head[end - 1]) || head[end - 1] == '\r'))
        --end;
    for (qsizetype i = begin; i < end; ++i)
        head[i] = '*';
}

} // namespace

base::Result<Credentials> Credentials::parse(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0) {
        // What was typed may be the password, so it is not repeated.
        return base::Error{base::Error::Code::InvalidInput,
                           {u"credentials without a colon"_s, u"USER:PASSWORD"_s},
                           text.size()};
    }
    return Credentials(text.first(colon).toUtf8(), text.sliced(colon + 1).toUtf8());
}

Credentials::Credentials(const QByteArray &user, const QByteArray &password)
    : m_userDigest(digest(user))
    , m_passwordDigest(digest(password))
{
}

Credentials::Check Credentials::check(const event::HeaderList &fields) const
{
    const qsizetype count = fields.count(kField);
    if (count == 0)
        return Check::Missing;
    if (count > 1)
        return Check::Wrong;

    const std::optional<QByteArray> pair = basicPair(*fields.first(kField));
    const qsizetype colon = pair ? pair->indexOf(':') : -1;
    if (colon < 0)
        return Check::Wrong;

    // Both are compared before either answer is looked at.
    const bool isUser = isSame(digest(QByteArrayView(*pair).first(colon)), m_userDigest);
    const bool isPassword =
        isSame(digest(QByteArrayView(*pair).sliced(colon + 1)), m_passwordDigest);
    return int(isUser) & int(isPassword) ? Check::Right : Check::Wrong;
}

Response challengeResponse()
{
    Response response;
    response.status = 401;
    response.fields = {{"WWW-Authenticate", R"(Basic realm="Sendscope", charset="UTF-8")"},
                       {"Content-Type", "text/plain; charset=utf-8"}};
    response.body = "This address asks for a user name and a password.\n";
    return response;
}

QByteArray withoutCredentials(QByteArray head)
{
    bool isCredential = false;
    for (qsizetype begin = 0; begin < head.size();) {
        const qsizetype feed = head.indexOf('\n', begin);
        const qsizetype end = feed < 0 ? head.size() : feed;

        // A refused head may be folded, or have a space before the colon: the secret is hidden all
        // the same.
        const bool isContinued = event::isBlank(head[begin]);
        qsizetype value = begin;
        if (!isContinued) {
            const QByteArrayView line = QByteArrayView(head).sliced(begin, end - begin);
            const qsizetype colon = line.indexOf(':');
            isCredential =
                colon >= 0 && line.first(colon).trimmed().compare(kField, Qt::CaseInsensitive) == 0;
            value = begin + colon + 1;
        }
        if (isCredential)
            blank(head, value, end);
        begin = end + 1;
    }
    return head;
}

} // namespace sendscope::http
