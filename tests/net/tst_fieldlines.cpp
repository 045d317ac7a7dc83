#include "app/net/fieldlines.h"
#include "tests/testregistry.h"

#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;

class FieldLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhatWouldBreakTheHead_data();
    void refusesWhatWouldBreakTheHead();
    void tellsTokens();
    void masksSecrets();
};

void FieldLinesTest::refusesWhatWouldBreakTheHead_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("CR in the value") << "a"_ba
                                     << "b\rc"_ba;
    QTest::newRow("LF in the value") << "a"_ba
                                     << "b\nc: d"_ba;
    QTest::newRow("NUL in the value") << "a"_ba << QByteArray("b\0c", 3);
    QTest::newRow("LF in the name") << "a\nb"_ba
                                    << "c"_ba;
    QTest::newRow("NUL in the name") << QByteArray("a\0b", 3) << "c"_ba;
    QTest::newRow("a colon in the name") << "a:b"_ba
                                         << "c"_ba;
    QTest::newRow("a semicolon in the name") << "a;"_ba
                                             << ""_ba;
    QTest::newRow("no name") << ""_ba
                             << "c"_ba;
    QTest::newRow("a space in the name") << "a b"_ba
                                         << "c"_ba;
    QTest::newRow("other framing") << "transfer-encoding"_ba
                                   << "chunked"_ba;
}

void FieldLinesTest::refusesWhatWouldBreakTheHead()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    net::Outgoing request;
    request.url = QUrl(u"http://example.com"_s);
    request.fields = {{name, value}};

    const auto lines = net::fieldLines(request, true);

    QVERIFY(!lines);
    QCOMPARE(lines.error().code, base::Error::Code::InvalidInput);
}

void FieldLinesTest::tellsTokens()
{
    QVERIFY(net::isToken("M-SEARCH"));
    QVERIFY(net::isToken("x_y.z~1!#$%&'*+^`|"));
    QVERIFY(!net::isToken(""));
    QVERIFY(!net::isToken("GET "));
    QVERIFY(!net::isToken("G\xc3\xa9T"));
    QVERIFY(!net::isToken("a/b"));
}

void FieldLinesTest::masksSecrets()
{
    const QByteArray head =
        "POST / HTTP/1.1\r\nauthorization: Basic dTpw\r\nX-Authorization: kept\r\n"
        "Cookie: a=b\r\nProxy-Authorization:x\r\n\r\n"_ba;

    QCOMPARE(net::withoutSecrets(head),
             "POST / HTTP/1.1\r\nauthorization: *\r\nX-Authorization: kept\r\nCookie: *\r\n"
             "Proxy-Authorization: *\r\n\r\n"_ba);
}

SENDSCOPE_TEST(FieldLinesTest, fieldlines)
#include "tst_fieldlines.moc"
