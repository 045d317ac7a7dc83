#pragma once

#include "app/base/clock.h"
#include "app/event/request.h"
#include "app/net/client.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <vector>

namespace sendscope::replay {

/// What is sent on, and where.
struct ResendJob
{
    std::vector<event::StoredRequest> requests; ///< In the order they are sent: one at a time.
    QUrl target;                                ///< The whole URL, typed by the user.
    QByteArray authorization;                   ///< Empty: none. Stored ones are never sent.
    net::Bounds bounds;
};

/// How a job went.
struct ResendSummary
{
    qsizetype planned = 0;
    qsizetype sent = 0; ///< Answered, whatever the status.
    qsizetype answered2xx = 0;
    qsizetype failed = 0; ///< No answer, or it could not be sent at all.
    bool isCancelled = false;
};

/// Sends stored requests on to a target: method and fields as they came, body byte for byte. Host,
/// Content-Length and hop-by-hop fields are the target's own; credentials, cookies and trailers
/// stay behind; Sendscope-Replay names the request's number. Requests that were refused are not
/// sent: their attempt says why.
///
/// Thread: the one it lives in.
class Resender : public QObject
{
    Q_OBJECT

public:
    explicit Resender(net::Client &client, const base::Clock &clock, QObject *parent = nullptr);
    ~Resender() override;

    /// Signals come after this has returned. One job at a time: a second start() while one runs
    /// cancels the first, and begins when that has finished.
    void start(ResendJob job);

    /// The request that is under way is given up, and attempted() says so; it may have reached the
    /// target.
    void cancel();

    bool isRunning() const;

signals:
    /// One request was sent on, or could not be. Keeping the attempt is the receiver's business.
    void attempted(const sendscope::event::Attempt &attempt);
    void finished(const sendscope::replay::ResendSummary &summary);

private:
    void begin(ResendJob job);
    void sendNext();
    void conclude(const base::Result<net::Incoming> &answer);
    void finish();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::replay

Q_DECLARE_METATYPE(sendscope::replay::ResendSummary)
