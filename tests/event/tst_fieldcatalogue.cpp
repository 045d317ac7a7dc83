#include "app/event/fieldcatalogue.h"
#include "app/event/request.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::Field;
using event::FieldInfo;

class FieldCatalogueTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldHasItsRow();
    void everyFieldIsExplained();
    void namesAreFilterWords();
    void findsByExactName();
    void findsTheNearest_data();
    void findsTheNearest();
    void showsElevenColumnsFirst();
    void wordsAreThoseOfTheRows();
};

void FieldCatalogueTest::everyFieldHasItsRow()
{
    QCOMPARE(event::fields().size(), event::kFieldCount);
    for (size_t i = 0; i < event::fields().size(); ++i)
        QCOMPARE(event::fields()[i].field, Field(i));
}

void FieldCatalogueTest::everyFieldIsExplained()
{
    for (const FieldInfo &info : event::fields()) {
        QVERIFY(!event::titleOf(info.field).isEmpty());
        QVERIFY(event::titleOf(info.field).size() <= 12);
        QVERIFY(event::meaningOf(info.field).endsWith(u'.'));
        QVERIFY2(event::meaningOf(info.field).size() <= 100, info.name.data());
    }
}

void FieldCatalogueTest::namesAreFilterWords()
{
    static const QRegularExpression name(u"^[a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)*$"_s);
    QSet<QByteArray> names;
    for (const FieldInfo &info : event::fields()) {
        QVERIFY2(name.match(QString::fromLatin1(info.name)).hasMatch(), info.name.data());
        QVERIFY(info.isDerived() || info.path == info.name);
        names << info.name.toByteArray();
    }
    QCOMPARE(size_t(names.size()), event::fields().size());
}

void FieldCatalogueTest::findsByExactName()
{
    QCOMPARE(event::findField("message.id"), std::optional(Field::MessageId));
    QCOMPARE(event::findField("errorCode"), std::optional(Field::ErrorCode));
    QCOMPARE(event::findField("errorcode"), std::nullopt);
    QCOMPARE(event::findField("message"), std::nullopt);
    QCOMPARE(event::findField(""), std::nullopt);
    for (const FieldInfo &info : event::fields())
        QCOMPARE(event::findField(info.name), std::optional(info.field));
}

void FieldCatalogueTest::findsTheNearest_data()
{
    QTest::addColumn<QByteArray>("nearest"); // empty: none

    QTest::newRow("errorcode") << "errorCode"_ba;
    QTest::newRow("erorCode") << "errorCode"_ba;
    QTest::newRow("tag") << "message.tag"_ba;
    QTest::newRow("text") << "message.text"_ba;
    QTest::newRow("id") << "message.id"_ba;
    QTest::newRow("from") << "message.from"_ba;
    QTest::newRow("mesage.id") << "message.id"_ba;
    QTest::newRow("recieved") << "received"_ba;
    QTest::newRow("Type") << "type"_ba;
    QTest::newRow("theres") << "theirs"_ba;
    QTest::newRow("segments") << ""_ba;
    QTest::newRow("https") << ""_ba;
    QTest::newRow("") << ""_ba;
    QTest::newRow("zzzzzzzzzz") << ""_ba;
}

void FieldCatalogueTest::findsTheNearest()
{
    QFETCH(const QByteArray, nearest);

    const auto field = event::nearestField(QTest::currentDataTag());

    QCOMPARE(field ? event::fieldInfo(*field).name.toByteArray() : ""_ba, nearest);
}

void FieldCatalogueTest::showsElevenColumnsFirst()
{
    QStringList titles;
    for (const Field field : event::defaultColumns())
        titles << event::titleOf(field);

    QCOMPARE(titles,
             (QStringList{u"#"_s, u"Received"_s, u"Lag"_s, u"Event"_s, u"Result"_s, u"Ours"_s,
                          u"Theirs"_s, u"Media"_s, u"Tag"_s, u"Message id"_s, u"HTTP"_s}));
}

void FieldCatalogueTest::wordsAreThoseOfTheRows()
{
    QByteArrayList kinds;
    for (int kind = 0; kind <= int(event::Kind::Marker); ++kind)
        kinds << event::name(event::Kind(kind));
    QByteArrayList ways;
    for (int via = 0; via <= int(event::Via::Generate); ++via)
        ways << event::name(event::Via(via));

    QCOMPARE(event::wordsOf(Field::Kind), kinds);
    QCOMPARE(event::wordsOf(Field::Via), ways);
    QVERIFY(event::wordsOf(Field::Type).contains("message-sending"));
    QVERIFY(event::wordsOf(Field::MessageTag).isEmpty());
    for (const FieldInfo &info : event::fields())
        QCOMPARE(!info.words.isEmpty(), info.type == event::FieldType::Word);
}

SENDSCOPE_TEST(FieldCatalogueTest, fieldcatalogue)
#include "tst_fieldcatalogue.moc"
