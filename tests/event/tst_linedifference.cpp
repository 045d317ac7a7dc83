#include "app/event/linedifference.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

using StretchKind = event::LineStretch::Kind;

namespace {

/// One sign a line, "=a -b +c": short enough to be read in a test.
QByteArray told(const event::LineDifference &difference)
{
    QByteArray out;
    for (const event::LineStretch &stretch : difference.stretches) {
        for (qsizetype i = 0; i < stretch.count; ++i) {
            const bool isAdded = stretch.kind == StretchKind::Added;
            const QByteArrayView line = isAdded ? difference.after[size_t(stretch.after + i)]
                                                : difference.before[size_t(stretch.before + i)];
            out += isAdded ? '+' : stretch.kind == StretchKind::Removed ? '-' : '=';
            out += line.endsWith('\n') ? line.chopped(1) : line;
            out += ' ';
        }
    }
    return out.trimmed();
}

/// What the stretches make of the text before.
QByteArray applied(const event::LineDifference &difference)
{
    QByteArray out;
    for (const event::LineStretch &stretch : difference.stretches) {
        for (qsizetype i = 0; i < stretch.count; ++i) {
            if (stretch.kind == StretchKind::Added)
                out += difference.after[size_t(stretch.after + i)];
            else if (stretch.kind == StretchKind::Same)
                out += difference.before[size_t(stretch.before + i)];
        }
    }
    return out;
}

QByteArray someLines(QRandomGenerator &random, int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "line " + QByteArray::number(random.bounded(6)) + '\n';
    return text;
}

} // namespace

class LineDifferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatChanged_data();
    void tellsWhatChanged();
    void leadsFromOneTextToTheOther();
    void isTheShortestWay();
    void comparesCoarselyWhatDiffersEverywhere();
    void comparesHugeTextsWithFewChangesExactly();
};

void LineDifferenceTest::tellsWhatChanged_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("way");

    QTest::newRow("nothing at all") << ""_ba
                                    << ""_ba
                                    << ""_ba;
    QTest::newRow("the same") << "a\nb\n"_ba
                              << "a\nb\n"_ba
                              << "=a =b"_ba;
    QTest::newRow("from nothing") << ""_ba
                                  << "a\nb"_ba
                                  << "+a +b"_ba;
    QTest::newRow("to nothing") << "a\nb"_ba
                                << ""_ba
                                << "-a -b"_ba;
    QTest::newRow("in the middle") << "a\nb\nc\n"_ba
                                   << "a\nx\nc\n"_ba
                                   << "=a -b +x =c"_ba;
    QTest::newRow("put in at the start") << "a\nb\n"_ba
                                         << "x\na\nb\n"_ba
                                         << "+x =a =b"_ba;
    QTest::newRow("taken out at the end") << "a\nb\nc\n"_ba
                                          << "a\nb\n"_ba
                                          << "=a =b -c"_ba;
    QTest::newRow("two in a row") << "a\nb\nc\nd\n"_ba
                                  << "a\nx\ny\nd\n"_ba
                                  << "=a -b -c +x +y =d"_ba;
    QTest::newRow("two places") << "a\nb\nc\nd\ne\n"_ba
                                << "a\nx\nc\nd\ny\n"_ba
                                << "=a -b +x =c =d -e +y"_ba;
    QTest::newRow("a line end at the end") << "a\nb"_ba
                                           << "a\nb\n"_ba
                                           << "=a -b +b"_ba;
    QTest::newRow("another line end") << "a\r\nb\n"_ba
                                      << "a\nb\n"_ba
                                      << "-a\r +a =b"_ba;
}

void LineDifferenceTest::tellsWhatChanged()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QByteArray, way);

    const event::LineDifference difference = event::lineDifference(before, after);

    QVERIFY(difference.isExact);
    QCOMPARE(told(difference), way);
}

void LineDifferenceTest::leadsFromOneTextToTheOther()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 500; ++round) {
        const QByteArray before = someLines(random, random.bounded(20));
        const QByteArray after = someLines(random, random.bounded(20));

        const event::LineDifference difference = event::lineDifference(before, after);

        QCOMPARE(applied(difference), after);
        qsizetype place = 0;
        for (const event::LineStretch &stretch : difference.stretches) {
            QCOMPARE(stretch.before, place);
            place += stretch.kind == StretchKind::Added ? 0 : stretch.count;
        }
        QCOMPARE(place, qsizetype(difference.before.size()));
    }
}

/// Against the plain table of common subsequences.
void LineDifferenceTest::isTheShortestWay()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 200; ++round) {
        const event::LineDifference difference = event::lineDifference(
            someLines(random, random.bounded(15)), someLines(random, random.bounded(15)));
        const auto &a = difference.before;
        const auto &b = difference.after;
        std::vector<std::vector<qsizetype>> longest(a.size() + 1,
                                                    std::vector<qsizetype>(b.size() + 1, 0));
        for (size_t i = a.size(); i-- > 0;) {
            for (size_t j = b.size(); j-- > 0;)
                longest[i][j] = a[i] == b[j] ? 1 + longest[i + 1][j + 1]
                                             : std::max(longest[i + 1][j], longest[i][j + 1]);
        }

        QCOMPARE(difference.count(StretchKind::Same), longest[0][0]);
    }
}

void LineDifferenceTest::comparesCoarselyWhatDiffersEverywhere()
{
    QByteArray before = "first\n";
    QByteArray after = "first\n";
    for (int i = 0; i < 100'000; ++i) {
        before += QByteArray::number(i) + '\n';
        after += QByteArray::number(-i - 1) + '\n';
    }

    const event::LineDifference difference =
        event::lineDifference(before + "last\n", after + "last\n");

    QVERIFY(!difference.isExact);
    QCOMPARE(difference.count(StretchKind::Same), 2);
    QCOMPARE(applied(difference), after + "last\n");
}

void LineDifferenceTest::comparesHugeTextsWithFewChangesExactly()
{
    QByteArray before;
    for (int i = 0; i < 200'000; ++i)
        before += QByteArray::number(i % 10) + '\n';
    QByteArray after = before;
    after.insert(4, "x\n");
    after.chop(2);

    const event::LineDifference difference = event::lineDifference(before, after);

    QVERIFY(difference.isExact);
    QCOMPARE(difference.count(StretchKind::Added), 1);
    QCOMPARE(difference.count(StretchKind::Removed), 1);
}

SENDSCOPE_TEST(LineDifferenceTest, linedifference)
#include "tst_linedifference.moc"
