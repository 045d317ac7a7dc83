#include "app/filter/pattern.h"
#include "tests/testregistry.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace sendscope;
using namespace Qt::StringLiterals;
using filter::Pattern;
using Outcome = Pattern::Outcome;

class PatternTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void saysWhatIsNoPattern_data();
    void saysWhatIsNoPattern();
    void escapesSlashesAndTakesThemBack();
    void givesUpInTime_data();
    void givesUpInTime();
    void longTextsAreNoReasonToGiveUp();
    void manyThreadsMayFindAtOnce();
};

void PatternTest::finds_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("ignoresCase");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isFound");

    const auto row = [](const char *name, const QByteArray &pattern, bool ignoresCase,
                        const QByteArray &text, bool isFound) {
        QTest::newRow(name) << pattern << ignoresCase << text << isFound;
    };
    row("somewhere inside", "la", false, "v2 lab", true);
    row("at the front only", "^la", false, "v2 lab", false);
    row("another case", "^V2", false, "v2 lab", false);
    row("any case", "^V2", true, "v2 lab", true);
    row("any case of other letters", "GR\u00DCSSE", true, "gr\u00FCsse", true);
    row("one character is one dot", "^.$", false, "\U0001F600", true);
    row("a class of Unicode", "^\\p{Hebrew}+$", false, "\u05E9\u05DC\u05D5\u05DD", true);
    row("nothing in nothing", "^$", false, {}, true);
    row("NUL", "a\\x00b", false, QByteArray("a\0b", 3), true);
    row("behind NUL", "b$", false, QByteArray("a\0b", 3), true);
    row("beside a lone surrogate", "^a.*z$|z", false, "a\xED\xA0\xBDz", true);
    row("a lone surrogate is matched by nothing", "^a.z$", false, "a\xED\xA0\xBDz", false);
    row("beside what is no UTF-8", "b", false, "a\xFF\xFE\x62", true);
    row("back references", "(a|b)\\1", false, "abba", true);
    row("no pattern is found nowhere", "(", false, "(", false);
}

void PatternTest::finds()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const bool, ignoresCase);
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isFound);

    QCOMPARE(Pattern(pattern, ignoresCase).find(text), isFound ? Outcome::Found : Outcome::None);
}

void PatternTest::saysWhatIsNoPattern_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<qsizetype>("offset");

    QTest::newRow("not closed") << "a(b"_ba << qsizetype(3);
    QTest::newRow("nothing to repeat") << "a|*b"_ba << qsizetype(2);
    QTest::newRow("a range the wrong way round") << "\u00FC[z-a]"_ba << qsizetype(5);
    QTest::newRow("a backslash at the end") << "x\\"_ba << qsizetype(2);
    QTest::newRow("one byte of a character") << "x\\C"_ba << qsizetype(3);
}

void PatternTest::saysWhatIsNoPattern()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const qsizetype, offset);

    const auto fault = filter::faultOf(pattern);

    QVERIFY(fault);
    QVERIFY(!fault->message.isEmpty());
    QCOMPARE(fault->offset, offset);
    QVERIFY(!filter::faultOf("a(b)"));
}

void PatternTest::escapesSlashesAndTakesThemBack()
{
    QCOMPARE(filter::withEscapedSlashes("a/b"), "a\\/b"_ba);
    QCOMPARE(filter::withEscapedSlashes("a\\\\/\\d"), "a\\\\\\/\\d"_ba);
    QCOMPARE(filter::withPlainSlashes("a\\/b"), "a/b"_ba);
    QCOMPARE(filter::withPlainSlashes("a\\\\/\\d\\"), "a\\\\/\\d\\"_ba);
    for (const QByteArray &text : {"a/b"_ba, "\\\\/"_ba, "\\d//"_ba, "/"_ba, ""_ba})
        QCOMPARE(filter::withPlainSlashes(filter::withEscapedSlashes(text)), text);
}

void PatternTest::givesUpInTime_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");

    const QByteArray many = QByteArray("a").repeated(10'000) + '!';
    QTest::newRow("a repetition of repetitions") << "(a+)+$"_ba << many;
    QTest::newRow("any of the same") << "(a|a)*$"_ba << many;
    QTest::newRow("many stars") << "a*a*a*a*a*a*a*a*a*a*[cd]"_ba << many;
    QTest::newRow("optional ones")
        << QByteArray("a?").repeated(400) + QByteArray("a").repeated(190) + "[cd]" << many;
    QTest::newRow("a recursion") << "^(a|(?1)(?1))*$"_ba << many;
    QTest::newRow("a back reference") << "(.*)(.*)(.*)(.*)(.*)\\1\\2\\3\\4\\5[xy]"_ba << many;
}

void PatternTest::givesUpInTime()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, text);
    const Pattern compiled(pattern, false);

    QElapsedTimer timer;
    timer.start();
    const Outcome outcome = compiled.find(text);

    // Takes a few milliseconds; a sanitizer and a busy machine may take a hundred times as long.
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(outcome, Outcome::GivenUp);
}

void PatternTest::longTextsAreNoReasonToGiveUp()
{
    const QByteArray text = QByteArray("Hey, check this out! ").repeated(50'000) + "v2 lab";

    QCOMPARE(Pattern("v2 (lab|test)$", false).find(text), Outcome::Found);
    QCOMPARE(Pattern("\\bLAB\\b", true).find(text), Outcome::Found);
    QCOMPARE(Pattern("[0-9]{3}", false).find(text), Outcome::None);
}

void PatternTest::manyThreadsMayFindAtOnce()
{
    const Pattern pattern("^(\\w+) (\\w+)$", false);
    std::atomic<int> found = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&pattern, &found] {
            for (int n = 0; n < 2'000; ++n)
                found += pattern.find("mat test") == Outcome::Found ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();

    QCOMPARE(found.load(), 8'000);
}

SENDSCOPE_TEST(PatternTest, pattern)
#include "tst_pattern.moc"
