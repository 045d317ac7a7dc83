#include "app/replay/sendablehead.h"

#include "app/event/headerlist.h"
#include "app/net/fieldlines.h"

#include <QList>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

/// In lower case. "proxy-..." stays behind as well, and what Connection names.
constexpr auto kLeftBehind = std::to_array<QByteArrayView>({
    "connection",
    "cookie",
    "expect",
    "keep-alive",
    "sendscope-replay",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
});

constexpr auto kOnlyOnce = std::to_array<QByteArrayView>({
    "authorization",
    "content-length",
    "host",
});

template <typename Table>
bool isIn(const Table &table, const QByteArray &name)
{
    return std::find(table.begin(), table.end(), QByteArrayView(name)) != table.end();
}

QSet<QByteArray> namedByConnection(const event::HeaderList &fields)
{
    QSet<QByteArray> names;
    for (const event::HeaderField &field : fields.fields()) {
        if (field.name.compare("connection", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &name : field.value.toLower().split(','))
            names.insert(name.trimmed());
    }
    return names;
}

} // namespace

base::Result<SendableHead> sendableHead(const event::Request &request)
{
    if (request.verdict == event::Verdict::Refused) {
        const QString why = request.refusal ? event::sentence(*request.refusal) : QString();
        return base::Error{base::Error::Code::Malformed, {u"Not sent: it was refused. "_s + why}};
    }
    SendableHead head{request.head.first(std::max<qsizetype>(request.head.indexOf(' '), 0)), {}};
    if (!net::isToken(head.method))
        return base::Error{base::Error::Code::Malformed, {u"Not sent: its method is not one."_s}};

    const auto fields = event::HeaderList::fromHead(request.head);
    QSet<QByteArray> left = namedByConnection(fields);
    for (const event::HeaderField &field : fields.fields()) {
        const QByteArray name = field.name.toLower();
        if (isIn(kLeftBehind, name) || name.startsWith("proxy-") || left.contains(name))
            continue;
        if (isIn(kOnlyOnce, name))
            left.insert(name);
        head.fields.emplace_back(field.name, field.value);
    }
    return head;
}

} // namespace sendscope::replay
