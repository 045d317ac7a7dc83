#include "tests/testregistry.h"
#include "ui/body/finder.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::Finder;
using ui::FindHits;
using ui::FindQuery;
using ui::FindText;

namespace {

/// What the hits stand on, parted by "|".
QByteArray found(const FindText &text, const QString &typed)
{
    QByteArrayList parts;
    for (const ui::FindHit &hit : ui::findHits(text, FindQuery::from(typed, text.isBinary)))
        parts += text.bytes.sliced(hit.begin, hit.end - hit.begin);
    return parts.join('|');
}

FindText jsonText(const QByteArray &bytes)
{
    return {bytes, std::make_shared<const event::JsonText>(*event::JsonText::scan(bytes)), false};
}

} // namespace

class FinderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void finds_data();
    void finds();
    void findsBytes_data();
    void findsBytes();
    void findsAStringAsItReads();
    void findsAcrossBlocks();
    void stopsAtAThousand();
    void stepsRound();
    void goesOnBehindAThousand();
    void staysAtItsHitWhileOneTypes();
    void takesTheTextThatWasAskedForLast();
};

void FinderTest::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("found");

    QTest::newRow("nothing typed") << "abc"_ba << QString() << ""_ba;
    QTest::newRow("whatever the case") << "Ab aB ab"_ba << u"AB"_s << "Ab|aB|ab"_ba;
    QTest::newRow("none in another") << "aaaa"_ba << u"aa"_s << "aa|aa"_ba;
    QTest::newRow("other letters") << "École ÉCOLE ecole"_ba << u"école"_s << "École|ÉCOLE"_ba;
    QTest::newRow("ASCII among others") << "ö Type Ä tYPE"_ba << u"type"_s << "Type|tYPE"_ba;
    QTest::newRow("the Kelvin sign is a k") << "1 \u212A, 2 K"_ba << u"k"_s << "\u212A|K"_ba;
    QTest::newRow("not there") << "abc"_ba << u"x"_s << ""_ba;
    QTest::newRow("0x is text here") << "0x0d"_ba << u"0x0d"_s << "0x0d"_ba;
    QTest::newRow("no UTF-8") << "\xff\xfe"
                                 "ab\xc3"_ba
                              << u"AB"_s << "ab"_ba;
}

void FinderTest::finds()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, found);

    QCOMPARE(::found({text, nullptr, false}, typed), found);
}

void FinderTest::findsBytes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qsizetype>("hits");

    QTest::newRow("a line end") << u"0x0d0a"_s << qsizetype(2);
    QTest::newRow("with spaces, in capitals") << u"0x0D 0A"_s << qsizetype(2);
    QTest::newRow("half a byte yet") << u"0x0d0"_s << qsizetype(0);
    QTest::newRow("not in another case") << u"0x41"_s << qsizetype(1);
    QTest::newRow("no digits") << u"0xzz"_s << qsizetype(0);
    QTest::newRow("text") << u"a"_s << qsizetype(2);
}

void FinderTest::findsBytes()
{
    QFETCH(const QString, typed);
    QFETCH(const qsizetype, hits);
    const FindText text{"A\r\na\r\n"_ba, nullptr, true};

    QCOMPARE(qsizetype(ui::findHits(text, FindQuery::from(typed, true)).size()), hits);
}

void FinderTest::findsAStringAsItReads()
{
    const FindText text =
        jsonText("{\"a\":\"caf\\u00e9\",\"b\":\"café\",\"\\u0063\":\"x\\ny\",\"d\":\"\\u0061 a\"}");

    QCOMPARE(found(text, u"CAFÉ"_s), "\"caf\\u00e9\"|café"_ba);
    QCOMPARE(found(text, u"c"_s), "c|c|\"\\u0063\""_ba);
    QCOMPARE(found(text, u"\\u00e9"_s), "\\u00e9"_ba);
}

void FinderTest::findsAcrossBlocks()
{
    for (const qsizetype before : {65'530, 65'531, 65'535, 65'536, 131'070}) {
        const QByteArray ascii = QByteArray(before, '.') + "needle" + QByteArray(70'000, '.');
        const QByteArray wide =
            "é" + QByteArray(before - 2, '.') + "NEEDLÉ" + "ö"_ba.repeated(40'000);

        QCOMPARE(found({ascii, nullptr, false}, u"needle"_s), "needle"_ba);
        QCOMPARE(found({wide, nullptr, false}, u"needlé"_s), "NEEDLÉ"_ba);
    }
}

void FinderTest::stopsAtAThousand()
{
    const FindText text{QByteArray(5000, 'a'), nullptr, false};

    QCOMPARE(ui::findHits(text, FindQuery::from(u"a"_s, false)).size(), size_t(ui::kMostHits));
}

void FinderTest::stepsRound()
{
    Finder finder;
    finder.look({"a b a b a"_ba, nullptr, false}, u"a"_s);
    QTRY_COMPARE(finder.countText(), u"1 of 3"_s);

    finder.next();
    finder.next();
    QCOMPARE(finder.countText(), u"3 of 3"_s);
    QCOMPARE(finder.current()->begin, 8);
    finder.next();
    QCOMPARE(finder.countText(), u"1 of 3"_s);
    finder.previous();
    QCOMPARE(finder.countText(), u"3 of 3"_s);

    finder.stop();
    QCOMPARE(finder.countText(), QString());
    QVERIFY(!finder.current());
    finder.look({"x"_ba, nullptr, false}, u"a"_s);
    QTRY_COMPARE(finder.countText(), u"none"_s);
}

void FinderTest::goesOnBehindAThousand()
{
    Finder finder;
    finder.look({QByteArray(2500, 'a'), nullptr, false}, u"a"_s);
    QTRY_COMPARE(finder.countText(), u"1 of 1,000+"_s);

    const auto step = [&finder](int count, bool isForward) {
        for (int i = 0; i < count; ++i) {
            isForward ? finder.next() : finder.previous();
            if (!QTest::qWaitFor([&finder] { return !finder.isWorking(); }))
                return;
        }
    };
    step(1000, true);
    QCOMPARE(finder.countText(), u"1,001 of 1,000+"_s);
    QCOMPARE(finder.current()->begin, 1000);
    step(1, false);
    QCOMPARE(finder.countText(), u"1,000 of 1,000+"_s);
    step(1500, true);
    QCOMPARE(finder.countText(), u"2,500 of 1,000+"_s);
    step(1, true);
    QCOMPARE(finder.countText(), u"1 of 1,000+"_s);
}

void FinderTest::staysAtItsHitWhileOneTypes()
{
    Finder finder;
    const FindText text{"me met mete meter"_ba, nullptr, false};
    finder.look(text, u"me"_s);
    QTRY_COMPARE(finder.countText(), u"1 of 4"_s);
    finder.next();
    finder.next();

    finder.look(text, u"met"_s);

    QTRY_COMPARE(finder.countText(), u"2 of 3"_s);
}

void FinderTest::takesTheTextThatWasAskedForLast()
{
    Finder finder;
    finder.look({QByteArray(8 * 1024 * 1024, 'x'), nullptr, false}, u"y"_s);
    finder.look({"y"_ba, nullptr, false}, u"y"_s);

    QTRY_COMPARE(finder.countText(), u"1 of 1"_s);
}

SENDSCOPE_TEST(FinderTest, finder)
#include "tst_finder.moc"
