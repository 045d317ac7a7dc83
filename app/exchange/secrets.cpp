#include "app/exchange/secrets.h"

#include "app/event/headtext.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>

namespace sendscope::exchange {
namespace {

constexpr auto kSecrets = std::to_array<QByteArrayView>({
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
});

bool isSecret(QByteArrayView name)
{
    name = name.trimmed();
    return std::any_of(kSecrets.begin(), kSecrets.end(), [name](QByteArrayView secret) {
        return name.size() == secret.size() && name.compare(secret, Qt::CaseInsensitive) == 0;
    });
}

/// One past the line's last byte. A CR alone ends a line too: some receivers take it so, and what
/// stands after it is then a field.
qsizetype endOfLine(const QByteArray &head, qsizetype begin)
{
    const auto isEnd = [](char c) { return c == '\r' || c == '\n'; };
    return std::find_if(head.begin() + begin, head.end(), isEnd) - head.begin();
}

void blank(QByteArray &head, qsizetype begin, qsizetype end)
{
    for (char *c = head.data() + begin; begin < end; ++begin, ++c) {
        if (!event::isBlank(*c))
            *c = '*';
    }
}

} // namespace

QByteArray withoutSecrets(const QByteArray &head)
{
    QByteArray masked = head;
    bool isInSecret = false;
    for (qsizetype begin = 0; begin < head.size();) {
        const qsizetype end = endOfLine(head, begin);
        if (end == begin) { // between CR and LF
            ++begin;
            continue;
        }
        qsizetype value = begin;
        if (!event::isBlank(head[begin])) {
            const QByteArrayView line = QByteArrayView(head).sliced(begin, end - begin);
            const qsizetype colon = line.indexOf(':');
            isInSecret = colon >= 0 && isSecret(line.first(colon));
            value = begin + colon + 1;
        }
        if (isInSecret)
            blank(masked, value, end);
        begin = end + 1;
    }
    return masked;
}

} // namespace sendscope::exchange
