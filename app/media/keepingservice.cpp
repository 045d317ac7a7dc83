#include "app/media/keepingservice.h"

#include <QTimer>

#include <utility>

namespace sendscope::media {
namespace {

using State = Fetched::State;

/// What may be better later: the network, a host under load. What a host refuses is refused.
bool mayGetBetter(const Fetched &fetched)
{
    if (fetched.state == State::Failed)
        return true;
    return fetched.state == State::Answered
        && (fetched.status / 100 == 5 || fetched.status == 408 || fetched.status == 425
            || fetched.status == 429);
}

/// There are no credentials, or wrong ones: then no link of this host can be had.
bool isSignInMissing(const Fetched &fetched)
{
    return fetched.state == State::SignInRejected
        || (fetched.state == State::NeedsSignIn && !fetched.hadCredentials);
}

} // namespace

KeepingService::KeepingService(Fetcher &fetcher, Archive &archive, const base::Clock &clock,
                               Options options, QObject *parent)
    : QObject(parent)
    , m_fetcher(fetcher)
    , m_archive(archive)
    , m_clock(clock)
    , m_options(std::move(options))
{
    connect(&fetcher.signIn(), &SignIn::changed, this, &KeepingService::onSignInChanged);
    connect(&archive, &Archive::kept, this, &KeepingService::onKept);
    connect(&archive, &Archive::notKept, this, &KeepingService::onNotKept);
}

KeepingService::KeepingService(Fetcher &fetcher, Archive &archive, const base::Clock &clock,
                               QObject *parent)
    : KeepingService(fetcher, archive, clock, Options(), parent)
{
}

KeepingService::~KeepingService()
{
    m_cancel.cancel();
}

void KeepingService::setOn(bool isOn)
{
    if (m_isOn == isOn)
        return;
    m_isOn = isOn;
    m_cancel.cancel();
    m_cancel = {};
    m_waiting.clear();
    m_running = 0;
    m_retrying = 0;
    m_storing.clear();
    m_seen.clear();
    m_seenInOrder.clear();
    m_status.needsSignIn = false;
    tell();
}

void KeepingService::keep(const FoundLinks &links)
{
    if (!m_isOn)
        return;
    for (const FoundLink &link : links) {
        if (!isNew(link.url))
            continue;
        if (m_waiting.size() + size_t(m_retrying) >= m_options.mostWaiting)
            ++m_status.missed;
        else
            m_waiting.push_back({link.url, link.expires});
    }
    startNext();
    tell();
}

bool KeepingService::isNew(const QString &url)
{
    if (m_seen.contains(url))
        return false;
    m_seen.insert(url);
    m_seenInOrder.push_back(url);
    if (m_seenInOrder.size() > m_options.mostRemembered) {
        m_seen.remove(m_seenInOrder.front());
        m_seenInOrder.pop_front();
    }
    return true;
}

void KeepingService::startNext()
{
    while (m_isOn && !m_status.needsSignIn && m_running < m_options.atOnce && !m_waiting.empty()) {
        const Link link = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        look(link);
    }
}

/// What an earlier run kept need not be fetched again.
void KeepingService::look(const Link &link)
{
    m_archive.find(link.url, this,
                   [this, link, cancel = m_cancel](const std::optional<KeptFile> &file) {
                       if (cancel.isCancelled())
                           return;
                       if (!file) {
                           fetch(link);
                           return;
                       }
                       --m_running;
                       startNext();
                       tell();
                   });
}

void KeepingService::fetch(const Link &link)
{
    FetchOrder order;
    order.url = link.url;
    m_fetcher.fetch(
        order, this,
        [this, link, cancel = m_cancel](const Fetched &fetched) {
            if (!cancel.isCancelled())
                onFetched(link, fetched);
        },
        m_cancel);
}

void KeepingService::onFetched(const Link &link, const Fetched &fetched)
{
    --m_running;
    if (fetched.state == State::Ready) {
        m_storing.insert(link.url, fetched.bytes.size());
        m_archive.keep(toKeptFile(fetched, m_clock.utc()));
    } else if (isSignInMissing(fetched)) {
        waitForSignIn(link, fetched);
    } else if (mayGetBetter(fetched)) {
        tryAgain(link, sentence(fetched));
    } else {
        giveUp(link, sentence(fetched));
    }
    startNext();
    tell();
}

void KeepingService::waitForSignIn(const Link &link, const Fetched &fetched)
{
    m_waiting.push_front(link);
    m_status.needsSignIn = true;
    m_status.lastProblem = sentence(fetched);
}

void KeepingService::tryAgain(const Link &link, const QString &problem)
{
    if (link.tries >= m_options.retryAfter.size()) {
        giveUp(link, problem);
        return;
    }
    const std::chrono::milliseconds delay = m_options.retryAfter[link.tries];
    if (m_clock.utc() + delay > link.expires) {
        giveUp(link, problem);
        return;
    }
    m_status.lastProblem = problem;
    ++m_retrying;
    Link again = link;
    ++again.tries;
    QTimer::singleShot(delay, this, [this, again, cancel = m_cancel] {
        if (cancel.isCancelled())
            return;
        --m_retrying;
        m_waiting.push_back(again);
        startNext();
        tell();
    });
}

void KeepingService::giveUp(const Link &link, const QString &problem)
{
    ++m_status.failed;
    m_status.lastProblem = problem;
    emit failed(link.url, problem);
}

void KeepingService::onSignInChanged()
{
    if (!m_status.needsSignIn || m_fetcher.signIn().state() != SignIn::State::Present)
        return;
    m_status.needsSignIn = false;
    m_status.lastProblem.clear();
    startNext();
    tell();
}

void KeepingService::onKept(const QString &url)
{
    const auto storing = m_storing.constFind(url);
    if (storing == m_storing.cend())
        return; // fetched by somebody else
    const qint64 bytes = *storing;
    m_storing.erase(storing);
    ++m_status.kept;
    if (m_status.failed == 0 && m_retrying == 0)
        m_status.lastProblem.clear();
    emit kept(url, bytes);
    tell();
}

void KeepingService::onNotKept(const base::Error &error)
{
    const QStringList urls = std::exchange(m_storing, {}).keys();
    for (const QString &url : urls)
        giveUp({url, {}}, base::sentence(error));
    if (!urls.isEmpty())
        tell();
}

void KeepingService::tell()
{
    m_status.waiting = qint64(m_waiting.size()) + m_running + m_retrying + qint64(m_storing.size());
    emit changed();
}

} // namespace sendscope::media

#include "moc_keepingservice.cpp"
