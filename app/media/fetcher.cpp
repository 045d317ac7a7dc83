#include "app/media/fetcher.h"

#include <algorithm>
#include <utility>

namespace sendscope::media {

using Code = base::Error::Code;
using State = Fetched::State;

struct Fetcher::Task
{
    FetchOrder order;
    QPointer<QObject> receiver;
    Answer answer;
    base::CancelToken cancel;

    bool isForBandwidth = false;
    QByteArray token;        ///< Sent along; empty without credentials.
    bool hasRenewed = false; ///< A token was refused: the next refusal is the answer.
};

Fetcher::Fetcher(net::Client &client, SignIn &signIn, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_signIn(signIn)
{
}

Fetcher::~Fetcher()
{
    for (const TaskPtr &task : m_running)
        task->cancel.cancel();
}

void Fetcher::fetch(const FetchOrder &order, QObject *receiver, Answer answer,
                    const base::CancelToken &cancel)
{
    auto task = std::make_shared<Task>();
    task->order = order;
    task->receiver = receiver;
    task->answer = std::move(answer);
    task->cancel = cancel;
    task->isForBandwidth =
        order.instead.isEmpty() ? bandwidth().holds(order.url) : bandwidth().holds(order.instead);
    m_waiting.push_back(std::move(task));
    // Not at once: an answer never comes before the call has returned.
    QMetaObject::invokeMethod(this, &Fetcher::startNext, Qt::QueuedConnection);
}

void Fetcher::startNext()
{
    while (int(m_running.size()) < kAtOnce && !m_waiting.empty()) {
        const TaskPtr task = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_running.push_back(task);
        begin(task);
    }
}

void Fetcher::begin(const TaskPtr &task)
{
    if (!task->isForBandwidth) {
        send(task);
        return;
    }
    m_signIn.token(this, [this, task](const net::TokenAnswer &token) { onToken(task, token); });
}

void Fetcher::onToken(const TaskPtr &task, const net::TokenAnswer &token)
{
    using Token = net::TokenAnswer::State;
    Fetched fetched;
    fetched.url = task->order.url;
    switch (token.state) {
    case Token::Granted:
    case Token::NoCredentials: // the host may hand it out all the same, or says what it wants
        task->token = token.token;
        send(task);
        return;
    case Token::Rejected:
        fetched.state = State::SignInRejected;
        break;
    case Token::Failed:
        fetched.state = State::Failed;
        fetched.error = token.error;
        break;
    }
    conclude(task, fetched);
}

void Fetcher::send(const TaskPtr &task)
{
    FetchOrder order = task->order;
    order.authorization.clear();
    if (task->isForBandwidth) {
        if (!task->token.isEmpty())
            order.authorization = "Bearer " + task->token;
        order.allowsLocal = bandwidth().policy == net::AddressPolicy::Any;
    }
    media::fetch(
        m_client, order, this, [this, task](const Fetched &fetched) { onFetched(task, fetched); },
        task->cancel);
}

void Fetcher::onFetched(const TaskPtr &task, const Fetched &fetched)
{
    if (fetched.status == 401 && !task->token.isEmpty() && !task->hasRenewed) {
        task->hasRenewed = true;
        m_signIn.forget(task->token);
        begin(task);
        return;
    }
    conclude(task, fetched);
}

void Fetcher::conclude(const TaskPtr &task, const Fetched &fetched)
{
    std::erase(m_running, task);
    startNext();
    if (!task->receiver)
        return;
    if (!task->cancel.isCancelled()) {
        task->answer(fetched);
        return;
    }
    Fetched cancelled;
    cancelled.url = fetched.url;
    cancelled.error.code = Code::Cancelled;
    task->answer(cancelled);
}

} // namespace sendscope::media

#include "moc_fetcher.cpp"
