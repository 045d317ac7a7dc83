#include "app/http/requestparser.h"
#include "tests/http/observation.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <set>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::RefusalReason;
using http::RequestParser;

namespace {

constexpr qsizetype kEverySplitBytes = 4 * 1024;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Where the bytes are cut in two: everywhere, or round the line ends of a large file.
std::set<qsizetype> cutsOf(const QByteArray &bytes)
{
    std::set<qsizetype> cuts;
    for (qsizetype i = 0; i <= bytes.size(); ++i) {
        const bool isBoundary = i == 0 || i == bytes.size() || bytes[i - 1] == '\n';
        if (bytes.size() <= kEverySplitBytes)
            cuts.insert(i);
        else if (isBoundary) {
            for (qsizetype cut = qMax<qsizetype>(0, i - 2); cut <= qMin(bytes.size(), i + 2); ++cut)
                cuts.insert(cut);
        }
    }
    return cuts;
}

/// A request whose head ends with the given lines.
QByteArray post(const QByteArray &fields, const QByteArray &body = {})
{
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

} // namespace

class RequestParserTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void keepsTheBytesOfTheHead();
    void keepsFieldsAsSpelledAndInOrder();
    void limits_data();
    void limits();
    void boundsWhatIsKeptOfARefusedRequest();
    void allocatesNothingThatWasOnlyClaimed();
    void takesAThousandRequestsOnOneConnection();
    void takesAMegabyteInOneByteChunks();
    void tellsWhereItIs();
    void abandons_data();
    void abandons();
    void staysRefused();
};

void RequestParserTest::reads_data()
{
    QTest::addColumn<QString>("path");

    const QDir folder(QStringLiteral(SENDSCOPE_TESTS "/http/cases"));
    const QStringList names = folder.entryList({u"*.http"_s}, QDir::Files, QDir::Name);
    QVERIFY(names.size() > 150);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name.chopped(5))) << folder.filePath(name.chopped(5));
}

void RequestParserTest::reads()
{
    QFETCH(const QString, path);
    const QByteArray bytes = contents(path + u".http"_s);
    const QByteArray expected = contents(path + u".expect"_s);

    const tests::Observation whole = tests::observe(bytes);

    QCOMPARE(whole.outline, expected);
    QVERIFY(tests::observeByteByByte(bytes) == whole);
    for (const qsizetype cut : cutsOf(bytes)) {
        const tests::Observation split = tests::observe(bytes, {cut});
        QVERIFY2(split == whole,
                 qPrintable(u"cut at %1: %2"_s.arg(cut).arg(QString::fromUtf8(split.outline))));
    }
}

void RequestParserTest::keepsTheBytesOfTheHead()
{
    const QByteArray head =
        "POST /a?b HTTP/1.1\r\nhOST:\ta \r\nX:  1 2\t\r\nContent-Length: 2\r\n\r\n";
    RequestParser parser({});

    const auto progress = parser.feed("\r\n" + head + "{}");
    QCOMPARE(progress.step, RequestParser::Step::HeadComplete);
    QCOMPARE(progress.used, head.size() + 2);
    QCOMPARE(parser.feed("{}").step, RequestParser::Step::MessageComplete);

    QCOMPARE(parser.head().raw, head);
    const http::Message message = parser.takeMessage();
    QCOMPARE(message.head.raw, head);
    QCOMPARE(message.body, "{}"_ba);
}

void RequestParserTest::keepsFieldsAsSpelledAndInOrder()
{
    RequestParser parser({});

    parser.feed("GET / HTTP/1.1\r\nhOsT:\ta \r\nX: 1  2\t\r\nx:\r\nX: \xff\r\n\r\n");

    const event::HeaderList expected{{"hOsT", "a"}, {"X", "1  2"}, {"x", ""}, {"X", "\xff"}};
    QVERIFY(parser.takeMessage().head.fields == expected);
}

void RequestParserTest::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("outline");

    const auto longLine = [](qsizetype size) {
        return "POST /" + QByteArray(size - 17, 'a') + " HTTP/1.1\r\n";
    };
    QTest::newRow("request line at the limit") << longLine(16'384) + "Host: a\r\n"
                                               << "unfinished\n"_ba;
    QTest::newRow("request line over the limit")
        << longLine(16'385) << "refuse 414 line-too-long 16384\n"_ba;
    QTest::newRow("endless method")
        << QByteArray(20'000, 'A') << "refuse 414 line-too-long 16384\n"_ba;

    const QByteArray start = "POST / HTTP/1.1\r\nHost: a\r\nX: ";
    QTest::newRow("head at the limit")
        << start + QByteArray(65'536 - start.size() - 4, 'x') + "\r\n\r\n"
        << "accept POST /\n  fields 2\n"_ba;
    QTest::newRow("head over the limit")
        << start + QByteArray(65'537 - start.size() - 4, 'x') + "\r\n\r\n"
        << "refuse 431 head-too-large 65536\n"_ba;
    QTest::newRow("endless field name") << "POST / HTTP/1.1\r\n" + QByteArray(70'000, 'x')
                                        << "refuse 431 head-too-large 65536\n"_ba;
    QTest::newRow("9 KiB header") << start + QByteArray(9 * 1024, 'x') + "\r\n\r\n"
                                  << "accept POST /\n  fields 2\n"_ba;

    QTest::newRow("200 fields") << post(QByteArray("X: 1\r\n").repeated(199))
                                << "accept POST /\n  fields 200\n"_ba;
    QTest::newRow("201 fields") << post(QByteArray("X: 1\r\n").repeated(200))
                                << "refuse 431 too-many-fields 1220\n"_ba;
    QTest::newRow("10,000 fields")
        << post(QByteArray("X: 1\r\n").repeated(10'000)) << "refuse 431 too-many-fields 1220\n"_ba;

    const QByteArray chunked = post("Transfer-Encoding: chunked\r\n");
    QTest::newRow("201 fields with trailers")
        << chunked + "0\r\n" + QByteArray("X: 1\r\n").repeated(199)
        << "head\nrefuse 431 too-many-fields 1247\n"_ba;
    QTest::newRow("trailers over the head limit") << chunked + "0\r\nX: " + QByteArray(66'000, 'x')
                                                  << "head\nrefuse 431 head-too-large 65539\n"_ba;

    QTest::newRow("chunk extensions at the limit")
        << chunked + "1;" + QByteArray(16 * 1024 - 1, 'x') + "\r\na\r\n0\r\n\r\n"
        << "head\naccept POST /\n  body a\n  fields 2\n  chunked\n"_ba;
    QTest::newRow("chunk extensions over the limit")
        << chunked + "1;" + QByteArray(16 * 1024, 'x') + "\r\n"
        << "head\nrefuse 400 extensions-too-large 56\n"_ba;
    QTest::newRow("endless chunk extension") << chunked + "1;" + QByteArray(20'000, 'x')
                                             << "head\nrefuse 400 extensions-too-large 56\n"_ba;
    QTest::newRow("many chunk extensions")
        << chunked + QByteArray("1;aaaaaaa\r\na\r\n").repeated(2049)
        << "head\nrefuse 400 extensions-too-large 28728\n"_ba;

    constexpr qsizetype kBody = 16 * 1024 * 1024;
    QTest::newRow("body at the limit")
        << post("Content-Length: 16777216\r\n", QByteArray(kBody, 'x'))
        << "head\naccept POST /\n  body 16777216 bytes\n  fields 2\n"_ba;
    QTest::newRow("chunks over the limit")
        << chunked + "1000000\r\n" + QByteArray(kBody, 'x') + "\r\n1\r\n"
        << "head\nrefuse 413 body-too-large 16777283\n"_ba;
}

void RequestParserTest::limits()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, outline);

    const tests::Observation whole = tests::observe(bytes);

    QCOMPARE(whole.outline, outline);
    if (bytes.size() < 100'000)
        QVERIFY(tests::observeByteByByte(bytes) == whole);
    for (const qsizetype cut : {bytes.size() / 3, bytes.size() - 3})
        QVERIFY(tests::observe(bytes, {cut}) == whole);
}

void RequestParserTest::boundsWhatIsKeptOfARefusedRequest()
{
    http::Limits limits;
    limits.keptRefusedBytes = 50;
    RequestParser parser(limits);

    const QByteArray head = post("Transfer-Encoding: chunked\r\n");
    QCOMPARE(parser.feed(head).step, RequestParser::Step::HeadComplete);
    QCOMPARE(parser.feed("40\r\n" + QByteArray(64, 'x') + "\r\nzz").step,
             RequestParser::Step::Refused);

    QCOMPARE(parser.refused().head, head.first(50));
    QCOMPARE(parser.refused().body, QByteArray(50, 'x'));
    QCOMPARE(parser.refused().status, 400);
}

void RequestParserTest::allocatesNothingThatWasOnlyClaimed()
{
    RequestParser parser({});

    parser.feed(post("Content-Length: 16777216\r\n"));
    parser.feed("x");
    const http::RefusedMessage refused = parser.abandon(RefusalReason::CutShort);

    QCOMPARE(refused.body, "x"_ba);
    QVERIFY(refused.body.capacity() < 256 * 1024);
}

void RequestParserTest::takesAThousandRequestsOnOneConnection()
{
    const QByteArray request = post("Content-Length: 2\r\n", "[]");

    const tests::Observation seen = tests::observe(request.repeated(1000));

    QCOMPARE(seen.outline.count("accept POST /\n  body []\n"), 1000);
    QVERIFY(!seen.outline.contains("unfinished"));
}

void RequestParserTest::takesAMegabyteInOneByteChunks()
{
    constexpr qsizetype kBytes = 1024 * 1024;
    RequestParser parser({});
    parser.feed(post("Transfer-Encoding: chunked\r\n"));

    parser.feed(QByteArray("1\r\nx\r\n").repeated(kBytes));
    QCOMPARE(parser.feed("0\r\n\r\n").step, RequestParser::Step::MessageComplete);

    const http::Message message = parser.takeMessage();
    QCOMPARE(message.body.size(), kBytes);
    QVERIFY(message.body.capacity() <= 2 * kBytes);
}

void RequestParserTest::tellsWhereItIs()
{
    RequestParser parser({});
    QVERIFY(parser.isBetweenRequests());
    parser.feed("\r\n");
    QVERIFY(parser.isBetweenRequests());

    parser.feed("P");
    QVERIFY(!parser.isBetweenRequests());
    QVERIFY(!parser.isInBody());

    parser.feed("OST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");
    QVERIFY(parser.isInBody());

    parser.feed("1");
    QVERIFY(!parser.isInBody());
    parser.takeMessage();
    QVERIFY(parser.isBetweenRequests());
}

void RequestParserTest::abandons_data()
{
    QTest::addColumn<RefusalReason>("reason");
    QTest::addColumn<int>("status");

    QTest::newRow("head deadline") << RefusalReason::HeadTimeout << 408;
    QTest::newRow("body deadline") << RefusalReason::BodyTimeout << 408;
    QTest::newRow("the peer went") << RefusalReason::CutShort << 400;
}

void RequestParserTest::abandons()
{
    QFETCH(const RefusalReason, reason);
    QFETCH(const int, status);
    const QByteArray head = post("Content-Length: 10\r\n");
    RequestParser parser({});
    parser.feed(head);
    parser.feed("12345");

    const http::RefusedMessage refused = parser.abandon(reason);

    QCOMPARE(refused.refusal.reason, reason);
    QCOMPARE(refused.refusal.offset, head.size() + 5);
    QCOMPARE(refused.status, status);
    QCOMPARE(refused.head, head);
    QCOMPARE(refused.body, "12345"_ba);
}

void RequestParserTest::staysRefused()
{
    RequestParser parser({});
    parser.feed("{}");

    const auto progress = parser.feed(post({}));

    QCOMPARE(progress.step, RequestParser::Step::Refused);
    QCOMPARE(progress.used, 0);
    QCOMPARE(parser.refused().head, "{"_ba);
}

SENDSCOPE_TEST(RequestParserTest, requestparser)
#include "tst_requestparser.moc"
