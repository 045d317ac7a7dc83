#include "app/event/contentcoding.h"
#include "tests/testregistry.h"

#include <QTest>

#include <zlib.h>

using namespace sendscope;
using namespace Qt::StringLiterals;

class ContentCodingTest : public QObject
{
    Q_OBJECT

private slots:
    void sharesWhatIsNotEncoded_data();
    void sharesWhatIsNotEncoded();
    void unpacks_data();
    void unpacks();
    void refuses_data();
    void refuses();
    void unpacksALargeBody();
    void stopsABombEarly_data();
    void stopsABombEarly();
};

namespace {

constexpr int kGzip = MAX_WBITS + 16;
constexpr int kZlib = MAX_WBITS;
constexpr int kRaw = -MAX_WBITS;

QByteArray packed(const QByteArray &content, int wrapping, int level = Z_BEST_COMPRESSION)
{
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, wrapping, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(content.size()))), Qt::Uninitialized);
    QByteArray in = content;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = uInt(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray headWith(const QByteArray &fields)
{
    return "POST / HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

const QByteArray kContent = R"([{"type":"message-sending","to":"+15554443333"}])";

} // namespace

void ContentCodingTest::sharesWhatIsNotEncoded_data()
{
    QTest::addColumn<QByteArray>("fields");

    QTest::newRow("no field") << ""_ba;
    QTest::newRow("identity") << "Content-Encoding: identity\r\n"_ba;
    QTest::newRow("empty") << "Content-Encoding:\r\n"_ba;
    QTest::newRow("another field") << "X-Content-Encoding: gzip\r\n"_ba;
}

void ContentCodingTest::sharesWhatIsNotEncoded()
{
    QFETCH(const QByteArray, fields);

    const auto body = event::readableBody(headWith(fields), kContent);

    QVERIFY(body);
    QCOMPARE(body->constData(), kContent.constData());
}

void ContentCodingTest::unpacks_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("content");

    const QByteArray gzip = packed(kContent, kGzip);
    QTest::newRow("gzip") << "Content-Encoding: gzip\r\n"_ba << gzip << kContent;
    QTest::newRow("x-gzip") << "content-encoding: X-GZip\r\n"_ba << gzip << kContent;
    QTest::newRow("two members") << "Content-Encoding: gzip\r\n"_ba << gzip + gzip
                                 << kContent + kContent;
    QTest::newRow("deflate") << "Content-Encoding: deflate\r\n"_ba << packed(kContent, kZlib)
                             << kContent;
    QTest::newRow("raw deflate") << "Content-Encoding: deflate\r\n"_ba << packed(kContent, kRaw)
                                 << kContent;
    // A stored block of 156 bytes whose padding and length also make a zlib header.
    QTest::newRow("raw deflate that looks wrapped") << "Content-Encoding: deflate\r\n"_ba
                                                    << QByteArray("\x78\x9C\x00\x63\xFF", 5)
            + QByteArray(156, 'a') + QByteArray("\x01\x00\x00\xFF\xFF", 5)
                                                    << QByteArray(156, 'a');
    QTest::newRow("stacked") << "Content-Encoding: deflate, gzip\r\n"_ba
                             << packed(packed(kContent, kZlib), kGzip) << kContent;
    QTest::newRow("stacked in two fields")
        << "Content-Encoding: deflate\r\nContent-Encoding: identity, gzip\r\n"_ba
        << packed(packed(kContent, kZlib), kGzip) << kContent;
    QTest::newRow("nothing packed")
        << "Content-Encoding: gzip\r\n"_ba << packed({}, kGzip) << ""_ba;
    QTest::newRow("no body at all") << "Content-Encoding: gzip\r\n"_ba
                                    << ""_ba
                                    << ""_ba;
}

void ContentCodingTest::unpacks()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, content);

    const auto unpacked = event::readableBody(headWith(fields), body);

    QVERIFY(unpacked);
    QCOMPARE(*unpacked, content);
}

void ContentCodingTest::refuses_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");

    const QByteArray gzip = packed(kContent, kGzip);
    QByteArray wrongSum = gzip;
    wrongSum[gzip.size() - 6] = char(wrongSum[gzip.size() - 6] ^ 1);
    QTest::newRow("brotli") << "br"_ba << gzip << u"the content coding br is not known here"_s;
    QTest::newRow("three codings")
        << "gzip, gzip, gzip"_ba << gzip << u"3 content codings stand on each other"_s;
    QTest::newRow("not packed") << "gzip"_ba << kContent << u"the gzip data is damaged at byte 2"_s;
    QTest::newRow("not packed, deflate")
        << "deflate"_ba << kContent << u"the deflate data is damaged at byte"_s;
    QTest::newRow("cut short") << "gzip"_ba << gzip.chopped(9) << u"the gzip data is cut short"_s;
    QTest::newRow("sum missing") << "gzip"_ba << gzip.chopped(1) << u"the gzip data is cut short"_s;
    QTest::newRow("wrong sum") << "gzip"_ba << wrongSum << u"the gzip data is damaged at byte"_s;
    QTest::newRow("more follows") << "gzip"_ba
                                  << gzip
            + "tail" << u"the gzip data ends at byte %1, more follows"_s.arg(gzip.size());
}

void ContentCodingTest::refuses()
{
    QFETCH(const QByteArray, coding);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);

    const auto unpacked =
        event::readableBody(headWith("Content-Encoding: " + coding + "\r\n"), body);

    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, base::Error::Code::Malformed);
    QVERIFY2(unpacked.error().args.value(0).startsWith(words),
             qPrintable(unpacked.error().args.value(0)));
    QCOMPARE(unpacked.error().args.value(1), u"bad-content-encoding"_s);
    QVERIFY(unpacked.error().offset >= -1 && unpacked.error().offset <= body.size());
}

void ContentCodingTest::unpacksALargeBody()
{
    // Shrinks about forty times, as real events do.
    QByteArray content = "[";
    for (int i = 0; i < 100'000; ++i)
        content += R"({"type":"message-sending","id":")" + QByteArray::number(i * 7919) + "\"},";
    content.back() = ']';
    QVERIFY(content.size() > 4 * 1024 * 1024);

    const auto unpacked =
        event::readableBody(headWith("Content-Encoding: gzip\r\n"), packed(content, kGzip));

    QVERIFY(unpacked);
    QVERIFY(*unpacked == content);
}

void ContentCodingTest::stopsABombEarly_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("limit");

    const QByteArray zeros(65 * 1024 * 1024, '0');
    const QByteArray once = packed(zeros, kGzip);
    QTest::newRow("once") << "gzip"_ba << once << u"%1 MiB"_s.arg(once.size() * 256 / 1024 / 1024);
    QTest::newRow("twice") << "gzip, gzip"_ba << packed(once, kGzip) << u"4 MiB"_s;
    QByteArray noisy = zeros; // shrinks little enough to reach the size itself
    quint32 state = 1;
    for (qsizetype i = 0; i < noisy.size(); i += 64)
        noisy[i] = char((state = state * 1'664'525 + 1'013'904'223) >> 24);
    QTest::newRow("over 64 MiB") << "gzip"_ba << packed(noisy, kGzip, Z_BEST_SPEED) << u"64 MiB"_s;
}

void ContentCodingTest::stopsABombEarly()
{
    QFETCH(const QByteArray, coding);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, limit);

    const auto unpacked =
        event::readableBody(headWith("Content-Encoding: " + coding + "\r\n"), body);

    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, base::Error::Code::LimitPassed);
    QCOMPARE(unpacked.error().args.value(1), limit);
}

SENDSCOPE_TEST(ContentCodingTest, contentcoding)
#include "tst_contentcoding.moc"
