#include "app/base/spantext.h"
#include "app/event/headerlist.h"
#include "ui/detail/detailcontent.h"
#include "ui/detail/fieldcollector.h"
#include "ui/widgets/valueformat.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using event::Field;
using event::HeaderField;
using event::HeaderList;
using Words = DetailWords;

void name(DetailField &field, Field meant, const QByteArray &exact)
{
    field.field = event::FieldRef(meant);
    field.path = event::nameOf(*field.field);
    field.meaning = event::meaningOf(meant);
    field.exact = exact;
}

QByteArrayView firstLine(QByteArrayView head)
{
    const qsizetype end = head.indexOf('\n');
    QByteArrayView line = end < 0 ? head : head.first(end);
    return line.endsWith('\r') ? line.chopped(1) : line;
}

/// Method, target and version; a line that has no three parts as a whole.
void addRequestLine(FieldCollector &fields, const event::Request &request)
{
    const QByteArrayView line = firstLine(request.head);
    const qsizetype method = line.indexOf(' ');
    const qsizetype version = line.lastIndexOf(' ');
    if (method <= 0 || version <= method) {
        fields.addFixed(Words::tr("First line"), shownText(line));
        return;
    }
    fields.addFixed(Words::tr("Method"), shownText(line.first(method)));
    fields.addFixed(Words::tr("Target"), shownText(line.sliced(method + 1, version - method - 1)))
        .exact = line.sliced(method + 1, version - method - 1).toByteArray();
    fields.addFixed(Words::tr("Version"), shownText(line.sliced(version + 1)));
}

QString cameBy(event::Via via)
{
    switch (via) {
    case event::Via::Listener:
        return {};
    case event::Via::Import:
        return Words::tr("Imported");
    case event::Via::Replay:
        return Words::tr("Replayed");
    case event::Via::Generate:
        return Words::tr("Generated");
    }
    return {};
}

void addBody(FieldCollector &fields, const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    fields.add(Words::tr("Body"),
               request.body.isEmpty() ? Words::tr("None") : sizeText(request.body.size()),
               content.isCoded ? Words::tr("%1 when unpacked.").arg(sizeText(content.body.size()))
                               : QString());
    if (const auto coding = HeaderList::fromHead(request.head).first("content-encoding")) {
        fields.add(Words::tr("Content coding"), shownText(*coding),
                   content.unreadable ? base::sentence(*content.unreadable) : QString());
    }
}

void addHeader(FieldCollector &fields, const HeaderField &header)
{
    const bool isHidden = !header.value.isEmpty() && header.name.toLower() == "authorization"
        && std::all_of(header.value.begin(), header.value.end(), [](char c) { return c == '*'; });
    DetailField &field = fields.addFixed(
        shownText(header.name), header.value.isEmpty() ? u"\"\""_s : shownText(header.value));
    if (isHidden)
        field.note = Words::tr("Its value was overwritten before it was kept.");
    field.exact = header.value.isNull() ? QByteArray("") : header.value;
    field.field = event::findFieldRef("header." + header.name);
    field.path = field.field ? event::nameOf(*field.field) : QByteArray();
    field.meaning = Words::tr("As it came. A header field that was sent twice stands here twice.");
}

void addHeaders(FieldCollector &fields, const QString &heading, const HeaderList &headers)
{
    if (headers.isEmpty())
        return;
    fields.addHeading(heading);
    for (const HeaderField &header : headers.fields())
        addHeader(fields, header);
}

/// "events 17 to 19"
QString rowsOf(const event::StoredRequest &request)
{
    const qint64 first = request.firstEvent.value;
    const qint64 count = qint64(request.draft.events.size());
    return count < 2
        ? Words::tr("As row %1").arg(countText(first))
        : Words::tr("As rows %1 to %2").arg(countText(first), countText(first + count - 1));
}

struct StatusName
{
    int status;
    const char *name;
};

constexpr auto kStatusNames = std::to_array<StatusName>({
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
});

QString answerNote(const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    const auto &outcome = content.request().outcome;
    if (!outcome || outcome->status == request.status || outcome->status == 0)
        return {};
    const auto &attempts = content.detail.attempts;
    if (std::any_of(attempts.begin(), attempts.end(),
                    [&outcome](const event::Attempt &a) { return a.started <= outcome->at; }))
        return Words::tr(
            "Sendscope stood between: this is what came of passing it on. Attempts has "
            "all of it.");
    if (outcome->status == 503 && request.status / 100 == 2)
        return Words::tr("%1 was decided, but storing it, or passing it on, took too long. The "
                         "request was kept, and Bandwidth sends it again: expect a repeat.")
            .arg(request.status);
    return Words::tr("%1 was decided.").arg(request.status);
}

void addDelivery(FieldCollector &fields, const event::Request &request,
                 const std::optional<event::Outcome> &outcome, int status)
{
    if (request.via != event::Via::Listener) {
        fields.add(Words::tr("Delivered"), Words::tr("To nobody"),
                   Words::tr("No sender waited for an answer: this request was not received by "
                             "the listener."));
        return;
    }
    if (!outcome) {
        fields.add(Words::tr("Delivered"), status > 0 ? Words::tr("Not known") : QString(),
                   Words::tr("The recording has no word on whether the answer left."));
        return;
    }
    fields.add(Words::tr("Delivered"), outcome->isDelivered ? Words::tr("Yes") : Words::tr("No"),
               outcome->isDelivered ? QString()
                                    : Words::tr("The sender was gone before the answer. Bandwidth "
                                                "will send this again."));
    fields.add(Words::tr("At"), moment(outcome->at)).exact = isoTime(outcome->at).toLatin1();
    if (outcome->at > request.arrived)
        fields.add(Words::tr("Took"), base::spanText(outcome->at - request.arrived),
                   Words::tr("From the first byte of the request."));
}

} // namespace

QString statusText(int status)
{
    const auto known = std::find_if(kStatusNames.begin(), kStatusNames.end(),
                                    [status](const StatusName &s) { return s.status == status; });
    const QString number = QString::number(status);
    return known == kStatusNames.end() ? number : number + u' ' + QLatin1StringView(known->name);
}

DetailFields requestFields(const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    FieldCollector fields;
    addRequestLine(fields, request);
    name(fields.addFixed(Words::tr("Peer"), request.peer), Field::Peer, request.peer.toUtf8());
    fields.addFixed(Words::tr("To"), request.local);
    name(fields.add(Words::tr("Arrived"), moment(request.arrived)), Field::Received,
         isoTime(request.arrived).toLatin1());
    fields.add(Words::tr("Came by"), cameBy(request.via));
    name(fields.add(Words::tr("Request"), countText(content.request().id.value)), Field::Request,
         QByteArray::number(content.request().id.value));
    addBody(fields, content);
    addHeaders(fields, Words::tr("Header fields"), HeaderList::fromHead(request.head));
    addHeaders(fields, Words::tr("Trailers"), HeaderList::fromTrailers(request.trailers));
    return fields.take();
}

DetailFields responseFields(const DetailContent &content)
{
    const event::Request &request = content.request().draft.request;
    const auto &outcome = content.request().outcome;
    const int status = outcome ? outcome->status : request.status;
    FieldCollector fields;
    name(fields.add(Words::tr("Answered"),
                    status > 0 ? statusText(status) : Words::tr("Nothing could be answered"),
                    answerNote(content)),
         Field::Status, QByteArray::number(status));
    if (request.refusal)
        fields.add(Words::tr("Because"), event::sentence(*request.refusal));
    fields.add(Words::tr("Kept"), rowsOf(content.request()));
    addDelivery(fields, request, outcome, status);
    return fields.take();
}

DetailFields attemptFields(const event::Attempt &attempt)
{
    FieldCollector fields;
    fields.addFixed(Words::tr("Target"), attempt.target);
    fields.add(Words::tr("Sent"), moment(attempt.started));
    if (attempt.error.isEmpty())
        fields.add(Words::tr("Answered"), statusText(attempt.status));
    else
        fields.add(Words::tr("Failed"), attempt.error);
    fields.add(Words::tr("Took"), base::spanText(attempt.took));
    return fields.take();
}

} // namespace sendscope::ui
