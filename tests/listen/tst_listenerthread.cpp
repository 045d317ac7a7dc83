#include "app/listen/listenerthread.h"
#include "tests/listen/peer.h"
#include "tests/listen/scriptedhandler.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace sendscope;
using namespace sendscope::tests;
using namespace Qt::StringLiterals;

namespace {

const listen::Endpoint kAnyPort{QHostAddress(QHostAddress::LocalHost), 0};

/// Counts itself, and tells on which thread it lived and died.
class CountedHandler final : public http::Handler
{
public:
    struct Record
    {
        std::atomic<QThread *> madeOn = nullptr;
        std::atomic<QThread *> calledOn = nullptr;
        std::atomic<QThread *> destroyedOn = nullptr;
    };

    CountedHandler(http::Responder &responder, Record &record)
        : m_responder(responder)
        , m_record(record)
    {
        m_record.madeOn = QThread::currentThread();
    }
    ~CountedHandler() override { m_record.destroyedOn = QThread::currentThread(); }

    std::optional<http::Response> judgeExpectation(const http::RequestHead &,
                                                   const http::Arrival &) override
    {
        return {};
    }
    void onRequest(http::ExchangeId exchange, http::Message, const http::Arrival &) override
    {
        m_record.calledOn = QThread::currentThread();
        m_responder.respond(exchange, {});
    }
    void onRefused(const http::RefusedMessage &, const http::Arrival &) override { }
    void onAnswered(http::ExchangeId, int, bool) override { }

private:
    http::Responder &m_responder;
    Record &m_record;
};

} // namespace

class ListenerThreadTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void servesFromAThreadOfItsOwn();
    void tellsWhyItCannotListen();
    void stopsListeningButServesOn();
    void endsWithoutHavingListened();

private:
    base::SystemClock m_clock;
    CountedHandler::Record m_record;

    listen::ListenerThread::MakeHandler maker()
    {
        return [this](http::Responder &responder) {
            return std::make_unique<CountedHandler>(responder, m_record);
        };
    }
};

void ListenerThreadTest::servesFromAThreadOfItsOwn()
{
    auto listener = std::make_unique<listen::ListenerThread>(http::Limits(), m_clock, maker());
    QSignalSpy listening(listener.get(), &listen::ListenerThread::listening);
    QSignalSpy counted(listener.get(), &listen::ListenerThread::counted);
    listener->listen({kAnyPort});
    QTRY_COMPARE(listening.count(), 1);
    const auto endpoints = listening.front().front().value<std::vector<listen::Endpoint>>();

    Peer peer(endpoints.front());
    peer.send(postRequest("1"));
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    listener->count();
    QTRY_COMPARE(counted.count(), 1);
    listener.reset();

    listen::ListenerCounts counts;
    counts.accepted = 1;
    counts.open = 1;
    counts.answered = 1;
    QCOMPARE(counted.front().front().value<listen::ListenerCounts>(), counts);
    QTRY_VERIFY(peer.isEnded());
    QVERIFY(m_record.madeOn != QThread::currentThread());
    QCOMPARE(m_record.calledOn.load(), m_record.madeOn.load());
    QCOMPARE(m_record.destroyedOn.load(), m_record.madeOn.load());
}

void ListenerThreadTest::tellsWhyItCannotListen()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    listen::ListenerThread listener(http::Limits(), m_clock, maker());
    QSignalSpy failed(&listener, &listen::ListenerThread::listenFailed);

    listener.listen({{QHostAddress(QHostAddress::LocalHost), other.serverPort()}});

    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.front().front().value<base::Error>().code, base::Error::Code::PortInUse);
}

void ListenerThreadTest::stopsListeningButServesOn()
{
    listen::ListenerThread listener(http::Limits(), m_clock, maker());
    QSignalSpy listening(&listener, &listen::ListenerThread::listening);
    listener.listen({kAnyPort});
    QTRY_COMPARE(listening.count(), 1);
    const auto endpoint = listening.front().front().value<std::vector<listen::Endpoint>>().front();
    Peer peer(endpoint);
    peer.send(postRequest("1"));
    QTRY_COMPARE(peer.statuses().size(), 1);

    listener.stopListening();
    peer.send(postRequest("2"));

    QTRY_COMPARE(peer.statuses().size(), 2);
    QTcpSocket late;
    late.connectToHost(endpoint.address, endpoint.port);
    QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
}

void ListenerThreadTest::endsWithoutHavingListened()
{
    m_record.destroyedOn = nullptr;

    std::make_unique<listen::ListenerThread>(http::Limits(), m_clock, maker()).reset();

    QVERIFY(m_record.destroyedOn != nullptr);
}

SENDSCOPE_TEST(ListenerThreadTest, listenerthread)
#include "tst_listenerthread.moc"
