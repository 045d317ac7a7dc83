#include "app/listen/acceptor.h"
#include "app/listen/binding.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using base::Error;
using listen::Endpoint;

class BindingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void listensOnOneFreePortForAll();
    void namesTheNextFreePort();
    void theNextPortIsFreeOnAllAddresses();
    void bindsAllOrNone();
    void refusesAForeignAddress();
    void refusesNoEndpointAtAll();
};

namespace {

const QHostAddress kFour(QHostAddress::LocalHost);
const QHostAddress kSix(QHostAddress::LocalHostIPv6);

bool isSixHere()
{
    return QTcpServer().listen(kSix);
}

quint16 portOf(const std::vector<std::unique_ptr<listen::Acceptor>> &acceptors)
{
    return acceptors.front()->endpoint().port;
}

} // namespace

void BindingTest::listensOnOneFreePortForAll()
{
    if (!isSixHere())
        QSKIP("This machine has no IPv6 loopback.");

    const auto acceptors = listen::bindAll({{kFour, 0}, {kSix, 0}});

    QVERIFY(acceptors);
    QCOMPARE(acceptors->size(), size_t(2));
    QVERIFY(portOf(*acceptors) != 0);
    QCOMPARE(acceptors->front()->endpoint().address, kFour);
    QCOMPARE(acceptors->back()->endpoint(), (Endpoint{kSix, portOf(*acceptors)}));
}

void BindingTest::namesTheNextFreePort()
{
    QTcpServer other;
    QVERIFY(other.listen(kFour));
    const Endpoint busy{kFour, other.serverPort()};

    const auto acceptors = listen::bindAll({busy});

    QVERIFY(!acceptors);
    QCOMPARE(acceptors.error().code, Error::Code::PortInUse);
    QCOMPARE(acceptors.error().args.size(), 2);
    QCOMPARE(acceptors.error().args.first(), listen::toText(busy));
    const quint16 next = acceptors.error().args.last().toUShort();
    QVERIFY(next > busy.port);
    QVERIFY(listen::bindAll({{kFour, next}}));
}

void BindingTest::theNextPortIsFreeOnAllAddresses()
{
    if (!isSixHere())
        QSKIP("This machine has no IPv6 loopback.");
    QTcpServer four;
    QVERIFY(four.listen(kFour));
    const auto suggested = listen::bindAll({{kFour, four.serverPort()}}).error().args.last();
    QTcpServer six; // Takes on the other address what would have been suggested.
    QVERIFY(six.listen(kSix, suggested.toUShort()));

    const auto acceptors = listen::bindAll({{kFour, four.serverPort()}, {kSix, four.serverPort()}});

    QVERIFY(!acceptors);
    QVERIFY(acceptors.error().args.last().toUShort() > suggested.toUShort());
}

void BindingTest::bindsAllOrNone()
{
    QTcpServer other;
    QVERIFY(other.listen(kFour));
    const auto probe = listen::bindAll({{kFour, other.serverPort()}});
    const quint16 free = probe.error().args.last().toUShort();

    const auto acceptors = listen::bindAll({{kFour, free}, {kFour, other.serverPort()}});

    QVERIFY(!acceptors);
    QVERIFY(QTcpServer().listen(kFour, free));
}

void BindingTest::refusesAForeignAddress()
{
    const Endpoint foreign{QHostAddress(u"192.0.2.1"_s), 0}; // RFC 5737: nobody's

    const auto acceptors = listen::bindAll({foreign});

    QVERIFY(!acceptors);
    QCOMPARE(acceptors.error().code, Error::Code::AddressUnusable);
    QCOMPARE(acceptors.error().args.first(), u"192.0.2.1:0"_s);
    QVERIFY(!acceptors.error().args.last().isEmpty());
}

void BindingTest::refusesNoEndpointAtAll()
{
    const auto acceptors = listen::bindAll({});

    QVERIFY(!acceptors);
    QCOMPARE(acceptors.error().code, Error::Code::InvalidInput);
}

SENDSCOPE_TEST(BindingTest, binding)
#include "tst_binding.moc"
