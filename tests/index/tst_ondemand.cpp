#include "app/index/ondemand.h"
#include "tests/index/stored.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using index::OnDemandValue;

namespace {

event::FieldRef ref(QByteArrayView name)
{
    return *event::findFieldRef(name);
}

QByteArrayList valuesAt(const index::OnDemandPart &part, qint64 id)
{
    QByteArrayList values;
    for (const quint32 index : part.values({id}))
        values += part.value(index).text.toByteArray();
    return values;
}

std::vector<OnDemandValue> strings(const QByteArrayList &texts)
{
    std::vector<OnDemandValue> values;
    for (const QByteArray &text : texts)
        values.push_back({text, OnDemandValue::Kind::String});
    return values;
}

} // namespace

class OnDemandTest : public QObject
{
    Q_OBJECT

private slots:
    void readsPathsOfEachElement();
    void tellsStringsFromNumbersAndStructures();
    void readsEveryHeaderOfTheName();
    void readsNothingWhereThereIsNoJson();
    void keepsToTheRange();
    void keepsEachTextOnce();
    void rowsLeftOutHaveNoValue();
    void aPartNeverChanges();
    void findsThePartOfARow();
};

void OnDemandTest::readsPathsOfEachElement()
{
    const auto request = tests::stored(1, 10, R"([{"a":"x"},{"a":["y","z"]},{"b":1},3])"_ba);

    const auto columns = index::readOnDemand({ref("json.a"), ref("json.b")}, {request});

    const index::OnDemandPart *a = columns.at(0)->partOf({10});
    QVERIFY(columns[0]->isComplete);
    QCOMPARE(valuesAt(*a, 10), QByteArrayList{"x"});
    QCOMPARE(valuesAt(*a, 11), (QByteArrayList{"y", "z"}));
    QCOMPARE(valuesAt(*a, 12), QByteArrayList());
    QCOMPARE(valuesAt(*a, 13), QByteArrayList());
    QCOMPARE(valuesAt(*columns[1]->partOf({12}), 12), QByteArrayList{"1"});
}

void OnDemandTest::tellsStringsFromNumbersAndStructures()
{
    const auto request =
        tests::stored(1, 1, R"([{"a":"1.50"},{"a":1.50},{"a":null},{"a":{}},{"a":[]}])"_ba);

    const auto columns = index::readOnDemand({ref("json.a")}, {request});

    using Kind = OnDemandValue::Kind;
    const index::OnDemandPart &part = *columns.at(0)->parts.at(0);
    const auto only = [&part](qint64 id) { return part.value(part.values({id}).front()); };
    QVERIFY(only(1).kind == Kind::String);
    QVERIFY(only(2).kind == Kind::Literal);
    QCOMPARE(only(1).text, "1.50");
    QCOMPARE(only(2).text, "1.50");
    QCOMPARE(only(3).text, "null");
    QVERIFY(only(3).kind == Kind::Literal);
    QVERIFY(only(4).kind == Kind::Structure);
    QVERIFY(part.values({5}).empty());
}

void OnDemandTest::readsEveryHeaderOfTheName()
{
    auto request = tests::stored(1, 1, "[1,2]"_ba);
    request.draft.request.head = "POST / HTTP/1.1\r\nX-Tag: a\r\nOther: b\r\nx-tAG:  c \r\n\r\n"_ba;

    const auto columns = index::readOnDemand({ref("header.x-tag")}, {request});

    QCOMPARE(valuesAt(*columns.at(0)->parts.at(0), 1), (QByteArrayList{"a", "c"}));
    QCOMPARE(valuesAt(*columns[0]->parts[0], 2), (QByteArrayList{"a", "c"}));
}

void OnDemandTest::readsNothingWhereThereIsNoJson()
{
    const auto request = tests::storedUnread(event::Verdict::Malformed,
                                             "POST / HTTP/1.1\r\nA: b\r\n\r\n"_ba, "{\"a\":1"_ba);

    const auto columns = index::readOnDemand({ref("json.a"), ref("header.a")}, {request});

    QCOMPARE(valuesAt(*columns.at(0)->parts.at(0), 1), QByteArrayList());
    QCOMPARE(valuesAt(*columns.at(1)->parts.at(0), 1), QByteArrayList{"b"});
}

void OnDemandTest::keepsToTheRange()
{
    const index::OnDemandReader reader({ref("json.a")});
    std::vector<index::OnDemandWriter> writers{index::OnDemandWriter({11})};

    reader.read(tests::stored(1, 10, R"([{"a":0},{"a":1},{"a":2},{"a":3}])"_ba), {11}, {12},
                writers);
    const index::OnDemandPartPtr part = writers.front().part();

    QCOMPARE(part->first().value, 11);
    QCOMPARE(part->last().value, 12);
    QCOMPARE(valuesAt(*part, 10), QByteArrayList());
    QCOMPARE(valuesAt(*part, 12), QByteArrayList{"2"});
    QCOMPARE(valuesAt(*part, 13), QByteArrayList());
}

void OnDemandTest::keepsEachTextOnce()
{
    index::OnDemandWriter writer({1});
    for (qint64 id = 1; id <= 1000; ++id)
        writer.add({id}, strings({id % 2 == 0 ? "even" : "odd"}));

    QCOMPARE(writer.part()->valueCount(), 2U);
    QCOMPARE(valuesAt(*writer.part(), 999), QByteArrayList{"odd"});
}

void OnDemandTest::rowsLeftOutHaveNoValue()
{
    index::OnDemandWriter writer({5});
    writer.add({7}, strings({"x"}));
    writer.extendTo({9});

    const index::OnDemandPartPtr part = writer.part();
    QCOMPARE(part->last().value, 9);
    for (const qint64 id : {5, 6, 8, 9})
        QVERIFY(part->values({id}).empty());
    QCOMPARE(valuesAt(*part, 7), QByteArrayList{"x"});
}

void OnDemandTest::aPartNeverChanges()
{
    index::OnDemandWriter writer({1});
    writer.add({1}, strings({"a"}));
    const index::OnDemandPartPtr before = writer.part();

    writer.add({2}, strings({"b"}));

    QCOMPARE(before->last().value, 1);
    QCOMPARE(before->valueCount(), 1U);
    QCOMPARE(valuesAt(*writer.part(), 2), QByteArrayList{"b"});
}

void OnDemandTest::findsThePartOfARow()
{
    index::OnDemandColumn column;
    for (const qint64 first : {1, 11, 21}) {
        index::OnDemandWriter writer({first});
        writer.extendTo({first + 9});
        column.parts.push_back(writer.part());
    }

    QCOMPARE(column.partOf({1}), column.parts[0].get());
    QCOMPARE(column.partOf({20}), column.parts[1].get());
    QCOMPARE(column.partOf({21}), column.parts[2].get());
    QVERIFY(!column.partOf({31}));
    QVERIFY(!column.partOf({0}));
}

SENDSCOPE_TEST(OnDemandTest, ondemand)
#include "tst_ondemand.moc"
