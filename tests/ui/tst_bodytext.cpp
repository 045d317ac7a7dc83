#include "tests/testregistry.h"
#include "ui/body/bodytext.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::BodyRole;
using ui::BodyRow;
using ui::BodyText;

namespace {

/// The rows as "line:depth:text", one a line.
QByteArray rowsOf(const BodyText &text)
{
    QByteArray rows;
    for (qint64 i = 0; i < text.rowCount(); ++i) {
        const BodyRow row = text.row(i);
        rows += QByteArray::number(row.line) + ':' + QByteArray::number(row.depth) + ':'
            + text.bytes().sliced(row.begin, row.end - row.begin) + '\n';
    }
    return rows;
}

ui::JsonTextPtr scannedJson(const QByteArray &bytes)
{
    return std::make_shared<const event::JsonText>(event::JsonText::scan(bytes).value());
}

} // namespace

class BodyTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void cutsAtLineEnds_data();
    void cutsAtLineEnds();
    void foldsCompactJsonWithoutTouchingAByte();
    void coversEveryByteOfALongLineOnce_data();
    void coversEveryByteOfALongLineOnce();
    void findsTheRowOfAByte();
    void findsTheSameRowsFromAnySide();
    void namesTheTokensOfARow();
    void coloursALongStringInItsMiddle();
    void tellsFieldNamesOfAHead();
    void stopsWhenCancelled();
    void saysLineAndColumn_data();
    void saysLineAndColumn();
};

void BodyTextTest::cutsAtLineEnds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("rows");

    QTest::newRow("empty") << ""_ba
                           << "1:0:\n"_ba;
    QTest::newRow("one line") << "abc"_ba
                              << "1:0:abc\n"_ba;
    QTest::newRow("a last line end") << "abc\n"_ba
                                     << "1:0:abc\n"_ba;
    QTest::newRow("LF") << "a\n\nb"_ba
                        << "1:0:a\n2:0:\n3:0:b\n"_ba;
    QTest::newRow("CR LF") << "a\r\n\r\nb\r\n"_ba
                           << "1:0:a\n2:0:\n3:0:b\n"_ba;
    QTest::newRow("a lone CR stays in its line") << "a\rb\n"_ba
                                                 << "1:0:a\rb\n"_ba;
    QTest::newRow("only a line end") << "\n"_ba
                                     << "1:0:\n"_ba;
}

void BodyTextTest::cutsAtLineEnds()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, rows);

    QCOMPARE(rowsOf(BodyText::asItCame(bytes)), rows);
}

void BodyTextTest::foldsCompactJsonWithoutTouchingAByte()
{
    const QByteArray bytes = R"([{"a":1.10,"a":[],"b":{"c":[true,{}]} , "d":"x"},null])";

    const BodyText text = BodyText::byStructure(scannedJson(bytes));

    QCOMPARE(rowsOf(text),
             "1:0:[\n"
             "2:1:{\n"
             "3:2:\"a\":1.10,\n"
             "4:2:\"a\":[],\n"
             "5:2:\"b\":{\n"
             "6:3:\"c\":[\n"
             "7:4:true,\n"
             "8:4:{}\n"
             "9:3:]\n"
             "10:2:} ,\n"
             "11:2:\"d\":\"x\"\n"
             "12:1:},\n"
             "13:1:null\n"
             "14:0:]\n"_ba);
    QCOMPARE(text.bytes(), bytes);
}

void BodyTextTest::coversEveryByteOfALongLineOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("letters") << QByteArray(16 * 1024 * 1024, 'x');
    QTest::newRow("two bytes a character") << "x"_ba + "é"_ba.repeated(5000);
    QTest::newRow("three bytes a character") << "€"_ba.repeated(5000);
    QTest::newRow("no UTF-8 at all") << QByteArray(5000, '\x80');
}

void BodyTextTest::coversEveryByteOfALongLineOnce()
{
    QFETCH(const QByteArray, bytes);

    const BodyText text = BodyText::asItCame(bytes);

    qint64 next = 0;
    for (qint64 i = 0; i < text.rowCount(); ++i) {
        const BodyRow row = text.row(i);
        QCOMPARE(row.begin, next);
        QVERIFY(row.end > row.begin);
        QVERIFY(row.end - row.begin <= BodyText::kRowBytes);
        QCOMPARE(row.line, i == 0 ? 1 : 0);
        next = row.end;
    }
    QCOMPARE(next, bytes.size());
    QCOMPARE(text.lineCount(), 1);
}

void BodyTextTest::findsTheRowOfAByte()
{
    const QByteArray bytes = R"([{"a":1},{"b":2}])";
    const BodyText folded = BodyText::byStructure(scannedJson(bytes));
    const BodyText plain = BodyText::asItCame("a\nbb\nccc"_ba);

    QCOMPARE(folded.rowAt(bytes.indexOf("\"b\"")), 5);
    QCOMPARE(folded.rowAt(0), 0);
    QCOMPARE(folded.rowAt(10'000), folded.rowCount() - 1);
    QCOMPARE(plain.rowAt(3), 1);
    QCOMPARE(plain.rowAt(7), 2);
}

void BodyTextTest::findsTheSameRowsFromAnySide()
{
    // Lines of many lengths, so that checkpoints fall on continued rows and on beginnings of lines.
    QByteArray bytes;
    for (int i = 0; i < 500; ++i)
        bytes += QByteArray((i * 37) % 2500, char('a' + i % 26)) + (i % 3 == 0 ? "\r\n" : "\n");

    const BodyText text = BodyText::asItCame(bytes);

    QVERIFY(text.rowCount() > 500);
    QCOMPARE(text.lineCount(), 500);
    qint64 line = 0;
    for (qint64 i = 0; i < text.rowCount(); ++i) {
        const BodyRow row = text.row(i);
        if (row.line > 0)
            QCOMPARE(row.line, ++line);
        QCOMPARE(text.rowAt(row.begin), i);
    }
    QCOMPARE(line, 500);
}

void BodyTextTest::namesTheTokensOfARow()
{
    const QByteArray bytes = R"({"k":"v","n":-0,"t":true})";
    const BodyText text = BodyText::byStructure(scannedJson(bytes));

    const auto tokens = text.tokens(1, 9); // "k":"v",

    const std::vector<ui::BodyToken> expected{{1, 4, BodyRole::Name},
                                              {4, 5, BodyRole::Punctuation},
                                              {5, 8, BodyRole::String},
                                              {8, 9, BodyRole::Punctuation}};
    QCOMPARE(tokens, expected);
    QCOMPARE(text.tokens(13, 15), (std::vector<ui::BodyToken>{{13, 15, BodyRole::Number}}));
    QCOMPARE(text.tokens(20, 24), (std::vector<ui::BodyToken>{{20, 24, BodyRole::Word}}));
}

void BodyTextTest::coloursALongStringInItsMiddle()
{
    const BodyText text = BodyText::asItCame(scannedJson("[\"" + QByteArray(5000, 'x') + "\"]"));

    const BodyRow row = text.row(2);

    QCOMPARE(text.tokens(row.begin, row.end),
             (std::vector<ui::BodyToken>{{row.begin, row.end, BodyRole::String}}));
}

void BodyTextTest::tellsFieldNamesOfAHead()
{
    const BodyText text =
        BodyText::asItCame("POST /a:b HTTP/1.1\r\nHost: x:1\r\n"_ba, BodyText::Look::Head);

    const BodyRow first = text.row(0);
    const BodyRow field = text.row(1);

    QCOMPARE(text.tokens(first.begin, first.end).size(), 1U);
    QCOMPARE(text.tokens(field.begin, field.end),
             (std::vector<ui::BodyToken>{{20, 25, BodyRole::Name}, {25, 29, BodyRole::Plain}}));
}

void BodyTextTest::stopsWhenCancelled()
{
    const base::CancelToken cancel;
    cancel.cancel();

    const BodyText text =
        BodyText::asItCame(QByteArray(1'000'000, '\n'), BodyText::Look::Plain, cancel);

    QCOMPARE(text.rowCount(), 0);
}

void BodyTextTest::saysLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("line");
    QTest::addColumn<qint64>("column");

    QTest::newRow("the first byte") << "abc"_ba << qint64(0) << qint64(1) << qint64(1);
    QTest::newRow("a later line") << "a\nbc\nd}"_ba << qint64(6) << qint64(3) << qint64(2);
    QTest::newRow("after two-byte letters") << "éé}"_ba << qint64(4) << qint64(1) << qint64(3);
    QTest::newRow("past the end") << "ab"_ba << qint64(99) << qint64(1) << qint64(3);
    QTest::newRow("unknown") << "ab"_ba << qint64(-1) << qint64(1) << qint64(1);
}

void BodyTextTest::saysLineAndColumn()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const qint64, offset);
    QFETCH(const qint64, line);
    QFETCH(const qint64, column);

    const ui::BodyPlace place = ui::placeOf(bytes, offset);

    QCOMPARE(place.line, line);
    QCOMPARE(place.column, column);
}

SENDSCOPE_TEST(BodyTextTest, bodytext)
#include "tst_bodytext.moc"
