#include "app/media/verdict.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Level = media::Verdict::Level;
using State = media::Fetched::State;
using media::FileType;

namespace {

media::Fetched file(FileType type, const QByteArray &contentType, qsizetype bytes)
{
    media::Fetched fetched;
    fetched.state = State::Ready;
    fetched.status = 200;
    fetched.type = type;
    fetched.contentType = contentType;
    fetched.bytes = QByteArray(bytes, 'x');
    return fetched;
}

media::Fetched unavailable(State state, int status = 0)
{
    media::Fetched fetched;
    fetched.state = state;
    fetched.status = status;
    return fetched;
}

media::MessageMedia outbound(int links = 1)
{
    media::MessageMedia message;
    message.isOutbound = true;
    for (int i = 0; i < links; ++i)
        message.urls += u"https://a.example/%1.png"_s.arg(i);
    return message;
}

} // namespace

class VerdictTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesAFile_data();
    void judgesAFile();
    void judgesAllFilesOfATollFreeMessage();
    void judgesTheNumberOfFiles();
    void hasOtherLimitsForRichMessages();
    void saysWhatBandwidthCannotFetchEither_data();
    void saysWhatBandwidthCannotFetchEither();
    void saysNothingAboutInboundFiles();
    void putsTheWorstFirst();
    void knowsTheListedTypes();
};

void VerdictTest::judgesAFile_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<Level>("level");
    QTest::addColumn<QString>("sentence");

    const auto row = [](const char *name, FileType type, const char *contentType, qsizetype bytes,
                        Level level, const QString &sentence) {
        QTest::newRow(name) << int(type) << QByteArray(contentType) << bytes << level << sentence;
    };
    const QString fine = u"Within Bandwidth's limits"_s;
    row("a picture", FileType::Png, "image/png", 214'000, Level::Fine, fine);
    row("with parameters", FileType::Text, "text/plain; charset=utf-8", 10, Level::Fine, fine);
    row("in capitals", FileType::Jpeg, "IMAGE/JPEG", 10, Level::Fine, fine);
    row("an old name of JPEG", FileType::Jpeg, "image/pjpeg", 10, Level::Fine, fine);
    row("at the advised size", FileType::Png, "image/png", 500'000, Level::Fine, fine);
    row("over the advised size", FileType::Png, "image/png", 612'000, Level::Doubt,
        u"612 kB: over the 500 kB that Bandwidth advises"_s);
    row("at the limit", FileType::Png, "image/png", 3'500'000, Level::Doubt,
        u"3.5 MB: over the 500 kB that Bandwidth advises"_s);
    row("over the limit", FileType::Png, "image/png", 4'100'000, Level::Refused,
        u"4.1 MB: over 3.5 MB; Bandwidth would report 4411 or 4711"_s);
    row("a share page", FileType::Html, "text/html", 9'000, Level::Refused,
        u"text/html: a share page, not a picture; Bandwidth would report 4412 or 4712"_s);
    row("a share page that says it is a picture", FileType::Html, "image/png", 9'000,
        Level::Refused,
        u"text/html: a share page, not a picture; Bandwidth would report 4412 or 4712"_s);
    row("not listed", FileType::Unknown, "application/x-msdownload", 10, Level::Doubt,
        u"application/x-msdownload is not in Bandwidth's list; it may report 4412 or 4712"_s);
    row("no type", FileType::Png, "", 10, Level::Doubt,
        u"The host says no type; Bandwidth may report 4412 or 4712"_s);
    row("another picture than it says", FileType::Webp, "image/jpeg", 10, Level::Doubt,
        u"The host says image/jpeg, the bytes are WebP"_s);
    row("empty", FileType::Unknown, "image/png", 0, Level::Refused,
        u"Empty; Bandwidth would report 4412 or 4712"_s);
}

void VerdictTest::judgesAFile()
{
    QFETCH(const int, type);
    QFETCH(const QByteArray, contentType);
    QFETCH(const qsizetype, bytes);
    QFETCH(const Level, level);
    QFETCH(const QString, sentence);

    const media::Verdict verdict =
        media::verdictOf(file(FileType(type), contentType, bytes), outbound(), bytes);

    QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.level, level);
}

void VerdictTest::judgesAllFilesOfATollFreeMessage()
{
    const media::Fetched picture = file(FileType::Png, "image/png", 300'000);
    media::MessageMedia message = outbound(2);
    QCOMPARE(media::verdictOf(picture, message, 600'000).level, Level::Fine);

    message.isTollFree = true;

    QCOMPARE(media::verdictOf(picture, message, 525'000).level, Level::Fine);
    QCOMPARE(media::verdictOf(picture, message, 600'000),
             (media::Verdict{Level::Refused,
                             u"600 kB in all: over 525 kB, the most from a toll-free number"_s}));
}

void VerdictTest::judgesTheNumberOfFiles()
{
    const media::Fetched picture = file(FileType::Png, "image/png", 100);

    QCOMPARE(media::verdictOf(picture, outbound(10), 100).level, Level::Fine);
    QCOMPARE(media::verdictOf(picture, outbound(11), 100),
             (media::Verdict{Level::Refused, u"11 files: over 10, the most a message may have"_s}));
}

void VerdictTest::hasOtherLimitsForRichMessages()
{
    media::MessageMedia message = outbound();
    message.isRich = true;

    QCOMPARE(
        media::verdictOf(file(FileType::Png, "image/png", 8'000'000), message, 8'000'000).level,
        Level::Fine);
}

void VerdictTest::saysWhatBandwidthCannotFetchEither_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("the own network")
        << State::RefusedAddress << 0
        << u"Bandwidth cannot reach your own network; it would report 4410 or 4710"_s;
    QTest::newRow("a placeholder")
        << State::Placeholder << 0
        << u"Bandwidth cannot fetch this either; it would report 4410 or 4710"_s;
    QTest::newRow("gone") << State::Gone << 404
                          << u"If Bandwidth gets 404 too, it reports 4410 or 4710"_s;
    QTest::newRow("too large")
        << State::TooLarge << 200
        << u"Over 16 MiB: over 3.5 MB; Bandwidth would report 4411 or 4711"_s;
    QTest::newRow("our own trouble") << State::Failed << 0 << QString();
}

void VerdictTest::saysWhatBandwidthCannotFetchEither()
{
    QFETCH(const State, state);
    QFETCH(const int, status);
    QFETCH(const QString, sentence);

    QCOMPARE(media::verdictOf(unavailable(state, status), outbound(), 0).sentence, sentence);
}

void VerdictTest::saysNothingAboutInboundFiles()
{
    media::MessageMedia message = outbound();
    message.isOutbound = false;

    QCOMPARE(media::verdictOf(file(FileType::Html, "text/html", 9'000'000), message, 9'000'000),
             media::Verdict());
}

void VerdictTest::putsTheWorstFirst()
{
    const media::Verdict verdict =
        media::verdictOf(file(FileType::Html, "text/html", 600'000), outbound(), 600'000);

    QCOMPARE(verdict.level, Level::Refused);
    QVERIFY(verdict.sentence.startsWith(u"text/html"));
    QVERIFY(verdict.sentence.endsWith(u"600 kB: over the 500 kB that Bandwidth advises"));
}

void VerdictTest::knowsTheListedTypes()
{
    QVERIFY(media::isListedType("image/png"));
    QVERIFY(media::isListedType("text/vcard;charset=utf-8"));
    QVERIFY(!media::isListedType("image/avif"));
    QVERIFY(!media::isListedType("image"));
    QVERIFY(!media::isListedType(""));
}

SENDSCOPE_TEST(VerdictTest, verdict)
#include "tst_verdict.moc"
