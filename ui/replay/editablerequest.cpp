#include "ui/replay/editablerequest.h"

#include "app/engine/engine.h"
#include "app/event/contentcoding.h"
#include "app/store/readerthread.h"

#include <QCoreApplication>

#include <utility>

namespace sendscope::ui {
namespace {

struct RequestWords
{
    Q_DECLARE_TR_FUNCTIONS(EditableRequest)
};

base::Result<EditableRequest> editable(const event::StoredRequest &stored)
{
    const event::Request &request = stored.draft.request;
    if (request.verdict == event::Verdict::Refused
        || request.verdict == event::Verdict::Handshake) {
        return base::Error{base::Error::Code::InvalidInput,
                           {QString::number(stored.firstEvent.value),
                            RequestWords::tr("an event of a whole request")}};
    }
    auto body = event::readableBody(request.head, request.body);
    if (!body)
        return body.error();
    return EditableRequest{stored, std::move(*body)};
}

} // namespace

void readEditableRequest(engine::Engine &engine, event::EventId event, QObject *receiver,
                         std::function<void(const base::Result<EditableRequest> &)> answer)
{
    engine.reader().readRequests(
        {event}, receiver, [event, answer = std::move(answer)](const auto &requests) {
            if (!requests) {
                answer(requests.error());
            } else if (requests->empty()) {
                answer(base::Error{base::Error::Code::NotFound, {QString::number(event.value)}});
            } else {
                answer(editable(requests->front()));
            }
        });
}

} // namespace sendscope::ui
