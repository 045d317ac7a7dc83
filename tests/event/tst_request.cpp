#include "app/event/request.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::Kind;
using event::Verdict;

class RequestTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsARowsKind_data();
    void tellsARowsKind();
    void namesEveryKindAndWay();
};

void RequestTest::tellsARowsKind_data()
{
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<Kind>("kind");

    QTest::newRow("object") << Verdict::Accepted << R"({"type":"message-sent"})"_ba << Kind::Event;
    QTest::newRow("empty object") << Verdict::Accepted << "{}"_ba << Kind::Event;
    QTest::newRow("empty array") << Verdict::Accepted << "[]"_ba << Kind::Other;
    QTest::newRow("scalar") << Verdict::Accepted << "42"_ba << Kind::Other;
    QTest::newRow("string with a brace") << Verdict::Accepted << R"("{")"_ba << Kind::Other;
    QTest::newRow("no element") << Verdict::Accepted << QByteArray() << Kind::Other;
    QTest::newRow("malformed") << Verdict::Malformed << QByteArray() << Kind::Malformed;
    QTest::newRow("refused") << Verdict::Refused << "{}"_ba << Kind::Refused;
    QTest::newRow("handshake") << Verdict::Handshake << QByteArray() << Kind::Handshake;
}

void RequestTest::tellsARowsKind()
{
    QFETCH(const Verdict, verdict);
    QFETCH(const QByteArray, element);
    QFETCH(const Kind, kind);
    event::Request request;
    request.verdict = verdict;

    QCOMPARE(event::kindOf(request, element), kind);
}

void RequestTest::namesEveryKindAndWay()
{
    QByteArrayList kinds;
    for (int kind = 0; kind <= int(Kind::Marker); ++kind)
        kinds << event::name(Kind(kind));
    QByteArrayList ways;
    for (int via = 0; via <= int(event::Via::Generate); ++via)
        ways << event::name(event::Via(via));

    QCOMPARE(kinds,
             (QByteArrayList{"event", "other", "malformed", "refused", "handshake", "marker"}));
    QCOMPARE(ways, (QByteArrayList{"listener", "import", "replay", "generate"}));
}

SENDSCOPE_TEST(RequestTest, request)
#include "tst_request.moc"
