#include "app/net/systemkeyring.h"

#include "app/base/log.h"

#include <QThread>
#include <qt6keychain/keychain.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace sendscope::net {
namespace {

/// How long the end of the program waits for a keyring that does not answer.
constexpr unsigned long kPatienceMs = 500;

constexpr auto kService = "sendscope"_L1;

/// Has a job run in the present thread, and \p done told when it is over.
void start(QKeychain::Job *job, const QString &name, QObject *context, std::function<void()> done)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, context, [done] { done(); });
    job->start();
}

/// Takes a value to whoever asked, in the thread of the keyring's owner.
template <typename Answer, typename Value>
void post(const QPointer<QObject> &home, const QPointer<QObject> &receiver, const Answer &answer,
          const Value &value)
{
    if (!home)
        return;
    QMetaObject::invokeMethod(
        home.data(),
        [receiver, answer, value] {
            if (receiver)
                answer(value);
        },
        Qt::QueuedConnection);
}

} // namespace

SystemKeyring::SystemKeyring(QObject *parent)
    : Keyring(parent)
{
}

SystemKeyring::~SystemKeyring()
{
    if (!m_thread)
        return;
    m_thread->quit();
    if (m_thread->wait(kPatienceMs))
        delete m_thread;
    // Else the thread hangs in a call to a keyring that is stuck, and ends with the process.
}

void SystemKeyring::work(std::function<void(QObject *)> job)
{
    if (!m_thread) {
        m_thread = new QThread;
        m_thread->setObjectName(u"keyring"_s);
        m_worker = new QObject;
        m_worker->moveToThread(m_thread);
        QObject::connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread->start();
    }
    QObject *worker = m_worker;
    QMetaObject::invokeMethod(
        worker, [worker, job = std::move(job)] { job(worker); }, Qt::QueuedConnection);
}

void SystemKeyring::read(const QString &name, QObject *receiver,
                         std::function<void(const Reading &)> answer)
{
    work([name, home = QPointer<QObject>(this), receiver = QPointer<QObject>(receiver),
          answer = std::move(answer)](QObject *context) {
        auto *job = new QKeychain::ReadPasswordJob(kService);
        start(job, name, context, [job, home, receiver, answer] {
            Reading reading;
            reading.isAvailable =
                job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
            if (job->error() == QKeychain::NoError)
                reading.secret = job->textData();
            if (!reading.isAvailable)
                qCInfo(base::logNet, "No keyring: %s", qPrintable(job->errorString()));
            post(home, receiver, answer, reading);
        });
    });
}

void SystemKeyring::write(const QString &name, const QString &secret, QObject *receiver,
                          std::function<void(bool)> answer)
{
    work([name, secret, home = QPointer<QObject>(this), receiver = QPointer<QObject>(receiver),
          answer = std::move(answer)](QObject *context) {
        auto *job = new QKeychain::WritePasswordJob(kService);
        job->setTextData(secret);
        start(job, name, context, [job, home, receiver, answer] {
            post(home, receiver, answer, job->error() == QKeychain::NoError);
        });
    });
}

} // namespace sendscope::net

#include "moc_systemkeyring.cpp"
