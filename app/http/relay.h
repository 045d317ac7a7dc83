#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"
#include "app/http/message.h"

#include <QMetaType>
#include <QObject>

#include <optional>
#include <vector>

namespace sendscope::http {

/// What happens with requests once they are on disk.
enum class PassMode {
    Off,   ///< Nothing goes on.
    Watch, ///< They go on to a target; their senders have our answer by then.
    Relay, ///< They go on, and their senders wait for the target's answer.
};

/// One request of a stored batch that is to go on.
struct Passing
{
    size_t place = 0;    ///< In the batch.
    ExchangeId exchange; ///< Whose sender waits for the target's answer; null: nobody does.
    base::Ticks since{}; ///< When the request was whole.
};

/// What a sender that waited is to get.
struct RelayAnswer
{
    ExchangeId exchange;
    std::optional<Response> response; ///< None: it did not go on; our own answer holds.
};

/// Takes stored requests on to a target, and gives the target's answers back.
class Relay : public QObject
{
    Q_OBJECT

public:
    /// What take() is for now. It may be another the moment after: take() puts up with that.
    ///
    /// Thread: any.
    virtual PassMode mode() const = 0;

    /// Never blocks, and never fails: what cannot go on is counted. answered() follows, once for
    /// each exchange.
    ///
    /// Thread: any.
    virtual void take(const event::StoredBatchPtr &batch, std::vector<Passing> passing) = 0;

signals:
    /// Comes from a thread of the relay's: connect with a receiver.
    void answered(const std::vector<sendscope::http::RelayAnswer> &answers);
};

} // namespace sendscope::http

Q_DECLARE_METATYPE(std::vector<sendscope::http::RelayAnswer>)
