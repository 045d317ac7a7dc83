#include "app/event/jsonmembers.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class JsonMembersTest : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatTheTextFinds_data();
    void findsWhatTheTextFinds();
    void whatIsNoObjectHasNone();
};

void JsonMembersTest::findsWhatTheTextFinds_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("empty") << "{}"_ba;
    QTest::newRow("an event") << R"({"type":"a","time":1,"message":{"id":"x","type":"inside"}})"_ba;
    QTest::newRow("repeated") << R"({"type":1,"id":2,"type":3,"id":null})"_ba;
    QTest::newRow("escaped names") << R"({"t\u0079pe":1,"id":2,"type":3,"\u0069d":4})"_ba;
    QTest::newRow("an empty name") << R"({"":1,"type":{"":2}})"_ba;
    QByteArray many = "{";
    for (int i = 0; i < 100; ++i)
        many += "\"n" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ',';
    QTest::newRow("more than events have") << many + R"("type":1,"id":2,"n7":3})";
}

void JsonMembersTest::findsWhatTheTextFinds()
{
    QFETCH(const QByteArray, json);
    const auto text = event::JsonText::scan(json);
    QVERIFY(text);

    const event::JsonMembers members(*text, 0);

    for (const char *name : {"type", "id", "time", "message", "", "n7", "n99", "nothing", "typ"})
        QCOMPARE(members.find(name), text->member(0, name));
}

void JsonMembersTest::whatIsNoObjectHasNone()
{
    const auto text = event::JsonText::scan(R"(["type",{"type":1}])"_ba);
    QVERIFY(text);

    QCOMPARE(event::JsonMembers(*text, -1).find("type"), -1);
    QCOMPARE(event::JsonMembers(*text, 0).find("type"), -1);
    QCOMPARE(event::JsonMembers(*text, 1).find("type"), -1);
    QVERIFY(event::JsonMembers(*text, 2).find("type") > 0);
}

SENDSCOPE_TEST(JsonMembersTest, jsonmembers)
#include "tst_jsonmembers.moc"
