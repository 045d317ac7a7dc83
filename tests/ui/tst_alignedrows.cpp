#include "tests/testregistry.h"
#include "ui/difference/alignedrows.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using ui::AlignedRow;
using Kind = ui::AlignedRow::Kind;

namespace {

event::JsonText scanned(const QByteArray &text)
{
    return event::JsonText::scan(text).value();
}

ui::AlignedRows rowsOf(const QByteArray &before, const QByteArray &after,
                       const std::set<QByteArray> &ignored = {})
{
    const event::JsonText one = scanned(before);
    const event::JsonText other = scanned(after);
    return ui::alignedRows(one, other, event::jsonDifference(one, 0, other, 0, ignored));
}

/// "= before | after"
QStringList summary(const ui::AlignedRows &aligned)
{
    QStringList lines;
    for (const AlignedRow &row : aligned.rows) {
        const char sign = "=~-+."[size_t(row.kind)];
        lines << QString::fromUtf8(sign + QByteArray(" ") + row.before + " | " + row.after);
    }
    return lines;
}

} // namespace

class AlignedRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void alignsMembersWhateverTheirOrder();
    void leavesRowsEmptyForWhatOneSideLacks();
    void putsChangedValuesSideBySide();
    void saysWhatIsLeftOut();
    void cutsLongValues();
    void isBounded();
};

void AlignedRowsTest::alignsMembersWhateverTheirOrder()
{
    const auto aligned =
        rowsOf(R"({"a":1,"b":[true,{}],"c":"x"})", R"({"c":"y","b":[true,{}],"a":1})");

    QCOMPARE(
        summary(aligned),
        (QStringList{u"= { | {"_s, u"=   \"a\": 1, |   \"a\": 1,"_s, u"=   \"b\": [ |   \"b\": ["_s,
                     u"=     true, |     true,"_s, u"=     {} |     {}"_s, u"=   ], |   ],"_s,
                     u"~   \"c\": \"x\" |   \"c\": \"y\""_s, u"= } | }"_s}));
    QCOMPARE(aligned.rows[6].difference, 0);
    QCOMPARE(aligned.rows[5].difference, -1);
}

void AlignedRowsTest::leavesRowsEmptyForWhatOneSideLacks()
{
    const auto aligned = rowsOf(R"({"a":{"b":[1]},"d":2})", R"({"d":2,"e":{}})");

    QCOMPARE(summary(aligned),
             (QStringList{u"= { | {"_s, u"-   \"a\": { | "_s, u"-     \"b\": [ | "_s,
                          u"-       1 | "_s, u"-     ] | "_s, u"-   }, | "_s,
                          u"=   \"d\": 2 |   \"d\": 2,"_s, u"+  |   \"e\": {}"_s, u"= } | }"_s}));
    QVERIFY(aligned.rows[1].after.isNull());
    QVERIFY(aligned.rows[7].before.isNull());
    QCOMPARE(aligned.rows[5].difference, 0);
    QCOMPARE(aligned.rows[7].difference, 1);
}

void AlignedRowsTest::putsChangedValuesSideBySide()
{
    QCOMPARE(summary(rowsOf(R"([5,7])", R"([[1,2],7])")),
             (QStringList{u"= [ | ["_s, u"~   5, |   ["_s, u"~  |     1,"_s, u"~  |     2"_s,
                          u"~  |   ],"_s, u"=   7 |   7"_s, u"= ] | ]"_s}));
}

void AlignedRowsTest::saysWhatIsLeftOut()
{
    QCOMPARE(summary(rowsOf(R"({"time":1,"a":2})", R"({"time":9,"a":2})", {"time"})),
             (QStringList{u"= { | {"_s, u".   \"time\": 1, |   \"time\": 9,"_s,
                          u"=   \"a\": 2 |   \"a\": 2"_s, u"= } | }"_s}));
}

void AlignedRowsTest::cutsLongValues()
{
    const QByteArray text = '"' + QByteArray("é").repeated(5'000) + '"';

    const auto aligned = rowsOf(text, "1");

    QVERIFY(aligned.rows.front().before.size() < ui::kMostAlignedBytes + 10);
    QVERIFY(QString::fromUtf8(aligned.rows.front().before).endsWith(u"é…"));
}

void AlignedRowsTest::isBounded()
{
    const QByteArray many = '[' + QByteArray("1,").repeated(120'000) + "1]";

    const auto inserted = rowsOf("[]", many);
    const auto changed = rowsOf("{}", many);
    const auto small = rowsOf("[1]", "[1]");

    QVERIFY(!inserted.isWhole);
    QVERIFY(!changed.isWhole);
    QCOMPARE(inserted.rows.size(), ui::kMostAlignedRows);
    QVERIFY(small.isWhole);
}

SENDSCOPE_TEST(AlignedRowsTest, alignedrows)
#include "tst_alignedrows.moc"
