#include "app/exchange/jsonformat.h"

#include "app/event/contentcoding.h"

using namespace Qt::StringLiterals;

namespace sendscope::exchange {

QByteArray JsonFormat::begin() const
{
    return "["_ba;
}

QByteArray JsonFormat::end() const
{
    return "\n]\n"_ba;
}

ExportedCount JsonFormat::append(const ExportedRequest &request, QByteArray &to)
{
    const auto rows = qint64(request.rows.size());
    const event::Request &received = request.stored.draft.request;
    if (received.verdict != event::Verdict::Accepted)
        return {0, rows};
    const auto body = event::readableBody(received.head, received.body);
    if (!body)
        return {0, rows};
    qint64 parts = 0;
    for (const event::EventId row : request.rows) {
        const auto &place =
            request.stored.draft.events[size_t(row.value - request.stored.firstEvent.value)];
        if (place.length <= 0 || place.begin < 0 || place.begin + place.length > body->size())
            continue;
        to += m_isFirst ? "\n" : ",\n";
        to += QByteArrayView(*body).sliced(place.begin, place.length);
        m_isFirst = false;
        ++parts;
    }
    return {parts, rows - parts};
}

} // namespace sendscope::exchange
