#include "ui/events/copyjob.h"

#include "app/event/contentcoding.h"
#include "app/replay/curlcommand.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

/// So few that the detail of another row, which is read on the same thread, need not wait.
constexpr size_t kStretch = 32;

struct CopyWords
{
    Q_DECLARE_TR_FUNCTIONS(CopyJob)
};

bool holds(const event::StoredRequest &request, event::EventId event)
{
    return event >= request.firstEvent
        && event.value < request.firstEvent.value + qint64(request.draft.events.size());
}

/// The bytes of one row of the request; empty where it is no JSON.
QByteArray elementOf(const event::StoredRequest &request, event::EventId event)
{
    const event::DraftEvent &place =
        request.draft.events[size_t(event.value - request.firstEvent.value)];
    const event::Request &received = request.draft.request;
    if (received.verdict != event::Verdict::Accepted || place.length <= 0)
        return {};
    const auto body = event::readableBody(received.head, received.body);
    if (!body || place.begin < 0 || place.begin + place.length > body->size())
        return {};
    return body->sliced(place.begin, place.length);
}

QString counted(CopyFormat format, qint64 parts)
{
    if (format == CopyFormat::Json)
        return parts == 1 ? CopyWords::tr("1 event copied as JSON")
                          : CopyWords::tr("%1 events copied as JSON").arg(countText(parts));
    return parts == 1 ? CopyWords::tr("1 request copied as cURL")
                      : CopyWords::tr("%1 requests copied as cURL").arg(countText(parts));
}

} // namespace

CopyJob::CopyJob(CopyFormat format, CopySource source, QUrl target)
    : m_format(format)
    , m_source(std::move(source))
    , m_target(std::move(target))
{
}

std::vector<event::EventId> CopyJob::next() const
{
    if (isTooLarge())
        return {};
    const auto begin = m_source.events.begin() + qsizetype(m_next);
    const auto count = std::min(kStretch, m_source.events.size() - m_next);
    return {begin, begin + qsizetype(count)};
}

void CopyJob::take(const std::vector<event::StoredRequest> &requests)
{
    for (const event::EventId event : next()) {
        ++m_next;
        const auto request =
            std::find_if(requests.begin(), requests.end(),
                         [event](const event::StoredRequest &r) { return holds(r, event); });
        if (request == requests.end())
            ++m_leftOut;
        else if (m_format == CopyFormat::Json)
            takeElement(*request, event);
        else
            takeCommand(*request);
    }
}

QString CopyJob::text() const
{
    if (m_parts.isEmpty())
        return {};
    return m_format == CopyFormat::Json ? u"[\n"_s + m_parts.join(u",\n"_s) + u"\n]"_s
                                        : m_parts.join(u"\n\n"_s);
}

QString CopyJob::sentence() const
{
    const QString copied = counted(m_format, m_parts.size());
    if (m_leftOut == 0)
        return copied;
    if (m_format == CopyFormat::Json)
        return m_leftOut == 1
            ? CopyWords::tr("%1; 1 row has none").arg(copied)
            : CopyWords::tr("%1; %2 rows have none").arg(copied, countText(m_leftOut));
    return m_leftOut == 1
        ? CopyWords::tr("%1; 1 cannot be sent by curl").arg(copied)
        : CopyWords::tr("%1; %2 cannot be sent by curl").arg(copied, countText(m_leftOut));
}

void CopyJob::takeElement(const event::StoredRequest &request, event::EventId event)
{
    const QByteArray element = elementOf(request, event);
    if (element.isEmpty())
        ++m_leftOut;
    else
        add(QString::fromUtf8(element));
}

void CopyJob::takeCommand(const event::StoredRequest &request)
{
    if (!m_known.insert(request.id).second)
        return;
    const auto command = replay::curlCommand(request.draft.request, m_target);
    if (command)
        add(*command);
    else
        ++m_leftOut;
}

void CopyJob::add(const QString &part)
{
    m_parts += part;
    m_bytes += part.size() * qint64(sizeof(QChar));
}

} // namespace sendscope::ui
