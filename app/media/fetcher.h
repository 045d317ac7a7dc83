#pragma once

#include "app/media/fetch.h"
#include "app/media/signin.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <memory>

namespace sendscope::media {

/// Fetches media: the one way out for whoever shows or keeps them.
///
/// Nothing is fetched but what is asked for here, and asking is for those whom the user told to: by
/// a click, or by a setting for a host. At most kAtOnce are under way, the others wait their turn.
/// A file on Bandwidth's own host is fetched with a token, where there are credentials for one; no
/// other host is ever sent any.
///
/// Thread: the one it lives in.
class Fetcher : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Fetched &)>;

    static constexpr int kAtOnce = 4;

    /// Both outlive this.
    Fetcher(net::Client &client, SignIn &signIn, QObject *parent = nullptr);

    /// Ends what is under way; nobody gets an answer any more.
    ~Fetcher() override;

    SignIn &signIn() { return m_signIn; }
    const BandwidthHost &bandwidth() const { return m_signIn.host(); }

    /// Answers later, unless the receiver is gone by then: a cancelled one as Failed, Cancelled.
    /// The order's authorization is not looked at.
    void fetch(const FetchOrder &order, QObject *receiver, Answer answer,
               const base::CancelToken &cancel = {});

private:
    struct Task;
    using TaskPtr = std::shared_ptr<Task>;

    void startNext();
    void begin(const TaskPtr &task);
    void onToken(const TaskPtr &task, const net::TokenAnswer &token);
    void send(const TaskPtr &task);
    void onFetched(const TaskPtr &task, const Fetched &fetched);
    void conclude(const TaskPtr &task, const Fetched &fetched);

    net::Client &m_client;
    SignIn &m_signIn;
    std::deque<TaskPtr> m_waiting;
    std::vector<TaskPtr> m_running;
};

} // namespace sendscope::media
