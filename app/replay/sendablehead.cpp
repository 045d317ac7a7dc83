#include "app/replay/sendablehead.h"

#include "app/event/headerlist.h"
#include "app/net/fieldlines.h"

#include <QList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::replay {
namespace {

/// In lower case. What Connection names stays behind as well.
constexpr auto kConnectionsOwn = std::to_array<QByteArrayView>({
    "connection",
    "expect",
    "keep-alive",
    "proxy-connection",
    "sendscope-generate",
    "sendscope-replay",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
});

/// The target's own, which keep their places.
constexpr auto kFraming = std::to_array<QByteArrayView>({
    "content-length",
    "host",
});

template <typename Table>
bool isIn(const Table &table, const QByteArray &name)
{
    return std::find(table.begin(), table.end(), QByteArrayView(name)) != table.end();
}

bool staysBehind(const QByteArray &name)
{
    return name == "cookie" || name.startsWith("proxy-");
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

bool isOverwritten(const QByteArray &value)
{
    return !value.isEmpty()
        && std::all_of(value.begin(), value.end(), [](char c) { return c == '*'; });
}

base::Result<SendableHead> sendableHead(const event::Request &request,
                                        const QSet<QByteArray> &wanted)
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
        const bool isWanted = wanted.contains(name);
        if (isIn(kConnectionsOwn, name) || left.contains(name) || (staysBehind(name) && !isWanted)
            || (isWanted && isOverwritten(field.value)))
            continue;
        if (isIn(kFraming, name) || name == "authorization")
            left.insert(name);
        head.fields.emplace_back(field.name, field.value);
    }
    return head;
}

bool isConnectionsOwn(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return isIn(kConnectionsOwn, lower) || isIn(kFraming, lower);
}

} // namespace sendscope::replay
