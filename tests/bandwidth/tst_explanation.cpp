#include "app/bandwidth/errorcode.h"
#include "app/bandwidth/explanation.h"
#include "app/bandwidth/message.h"
#include "app/bandwidth/schema.h"
#include "app/event/fieldcatalogue.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using bandwidth::EventFacts;
using bandwidth::Explanation;

namespace {

EventFacts outbound(const QByteArray &type, const QByteArray &from)
{
    EventFacts facts;
    facts.body = bandwidth::Body::Message;
    facts.type = type;
    facts.ours = from;
    return facts;
}

} // namespace

class ExplanationTest : public QObject
{
    Q_OBJECT

private slots:
    void explainsEveryCode();
    void explainsEveryTypeOfEvent();
    void explainsEveryField();
    void knowsWordsHoweverTheyAreSpelled_data();
    void knowsWordsHoweverTheyAreSpelled();
    void knowsNothingOfOtherWords_data();
    void knowsNothingOfOtherWords();
    void explainsNewCodesByTheirDigits();
    void namesWhatWasLikelyMeant_data();
    void namesWhatWasLikelyMeant();
    void findsWhatHasAllWords();
    void aDeliveryFromATollFreeNumberSaysMore();
};

void ExplanationTest::explainsEveryCode()
{
    for (const bandwidth::ErrorCode &code : bandwidth::errorCodes()) {
        const auto explanation = bandwidth::explain(QString::number(code.code));
        QVERIFY(explanation);
        QCOMPARE(explanation->kind, Explanation::Kind::Code);
        QCOMPARE(explanation->meaning, code.meaning);
        QVERIFY(explanation->lines.size() >= 4);
        if (!code.slug.isEmpty())
            QCOMPARE(bandwidth::explain(code.slug)->title, code.slug);
    }
}

void ExplanationTest::explainsEveryTypeOfEvent()
{
    for (const QByteArray &type : event::wordsOf(event::Field::Type)) {
        const auto explanation = bandwidth::explain(QString::fromLatin1(type));
        QVERIFY2(explanation, type.constData());
        QCOMPARE(explanation->kind, Explanation::Kind::Type);
        QVERIFY(explanation->meaning.endsWith(u'.'));
    }
    for (const QByteArray &type : QByteArray(bandwidth::kEventTypes).split(' '))
        QVERIFY(bandwidth::explain(QString::fromLatin1(type)));
}

void ExplanationTest::explainsEveryField()
{
    for (const event::FieldInfo &field : event::fields()) {
        const auto explanation = bandwidth::explain(QString::fromLatin1(field.name));
        QVERIFY2(explanation, field.name.constData());
        QCOMPARE(explanation->kind, Explanation::Kind::Field);
        QCOMPARE(explanation->title, event::titleOf(field.field));
        const bool isInSchema = explanation->lines.end()
            != std::find_if(explanation->lines.begin(), explanation->lines.end(),
                            [](const auto &line) { return line.label.contains(u"schema"); });
        // Every field that is documented stands in the schema.
        QCOMPARE(isInSchema, !field.isDerived());
    }
    for (const auto field : {event::Field::Issues, event::Field::Check}) {
        for (const QByteArray &word : event::wordsOf(field))
            QVERIFY2(bandwidth::explain(QString::fromLatin1(word)), word.constData());
    }
}

void ExplanationTest::knowsWordsHoweverTheyAreSpelled_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("word");

    QTest::newRow("a code") << u"4720"_s << u"4720"_s;
    QTest::newRow("with space") << u" 4720 "_s << u"4720"_s;
    QTest::newRow("a slug") << u"invalid-destination-address"_s << u"4720"_s;
    QTest::newRow("a type") << u"Message-Delivered"_s << u"message-delivered"_s;
    QTest::newRow("its telling word") << u"delivered"_s << u"message-delivered"_s;
    QTest::newRow("a former type") << u"message-queued"_s << u"message-queued"_s;
    QTest::newRow("a field") << u"message.TAG"_s << u"message.tag"_s;
    QTest::newRow("an issue") << u"overdue"_s << u"overdue"_s;
    QTest::newRow("a rule") << u"missing-field"_s << u"missing-field"_s;
}

void ExplanationTest::knowsWordsHoweverTheyAreSpelled()
{
    QFETCH(const QString, asked);
    QFETCH(const QString, word);

    QCOMPARE(bandwidth::explain(asked)->word, word);
}

void ExplanationTest::knowsNothingOfOtherWords_data()
{
    QTest::addColumn<QString>("word");

    QTest::newRow("nothing") << QString();
    QTest::newRow("space") << u"  "_s;
    QTest::newRow("a number of no table") << u"995"_s;
    QTest::newRow("a number that looks like one") << u"8123"_s;
    QTest::newRow("digits of others") << u"٤٧٢٠"_s;
    QTest::newRow("a word") << u"lunch"_s;
    QTest::newRow("a long word") << QString(100'000, u'm');
}

void ExplanationTest::knowsNothingOfOtherWords()
{
    QFETCH(const QString, word);

    QVERIFY(!bandwidth::explain(word));
    QVERIFY(bandwidth::nearestWords(word).size() <= 3);
}

void ExplanationTest::explainsNewCodesByTheirDigits()
{
    const auto explanation = bandwidth::explain(u"4799"_s);

    QVERIFY(explanation->meaning.contains(u"newer than"));
    QCOMPARE(bandwidth::reporterWords(4799), u"the carrier"_s);
    QVERIFY(bandwidth::classWords(4799).startsWith(u"client error"));
    QVERIFY(bandwidth::classWords(5600).startsWith(u"service error"));
    QVERIFY(bandwidth::classWords(9902).startsWith(u"unclear"));
}

void ExplanationTest::namesWhatWasLikelyMeant_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("word");

    QTest::newRow("a type") << u"mesage-delivered"_s << u"message-delivered"_s;
    QTest::newRow("its telling word") << u"deliverd"_s << u"message-delivered"_s;
    QTest::newRow("a field") << u"mesage.tag"_s << u"message.tag"_s;
    QTest::newRow("a slug") << u"invalid-destination-adress"_s << u"4720"_s;
    QTest::newRow("half a code") << u"990"_s << u"9902"_s;
}

void ExplanationTest::namesWhatWasLikelyMeant()
{
    QFETCH(const QString, asked);
    QFETCH(const QString, word);

    QVERIFY(!bandwidth::explain(asked));
    QVERIFY2(bandwidth::nearestWords(asked).contains(word),
             qPrintable(bandwidth::nearestWords(asked).join(u' ')));
}

void ExplanationTest::findsWhatHasAllWords()
{
    QCOMPARE(bandwidth::findExplanations(u"4720"_s).front().word, u"4720"_s);
    QCOMPARE(bandwidth::findExplanations(u"message.tag"_s).front().word, u"message.tag"_s);
    QVERIFY(bandwidth::findExplanations(u"qwertz"_s).empty());
    QVERIFY(bandwidth::findExplanations({}).size() > 100);
    for (const Explanation &found : bandwidth::findExplanations(u"toll free"_s)) {
        QString all = found.word + found.title + found.meaning;
        for (const Explanation::Line &line : found.lines)
            all += line.text;
        QVERIFY(all.contains(u"toll", Qt::CaseInsensitive));
        QVERIFY(all.contains(u"free", Qt::CaseInsensitive));
    }
    const auto unknown = bandwidth::findExplanations(u"4799"_s);
    QCOMPARE(unknown.front().word, u"4799"_s);
}

void ExplanationTest::aDeliveryFromATollFreeNumberSaysMore()
{
    QVERIFY(bandwidth::whatItSays(outbound("message-delivered", "+18445550100"))
                .contains(u"handset has it."));
    QVERIFY(bandwidth::whatItSays(outbound("message-delivered", "+19195550100"))
                .startsWith(u"The carrier took it."));
    QVERIFY(!bandwidth::whatItSays(outbound("message-sent", "+19195550100")).isEmpty());
    QVERIFY(bandwidth::whatItSays(outbound("message-lost", "+19195550100")).isEmpty());
    EventFacts failed = outbound("message-failed", "+19195550100");
    failed.errorCode = bandwidth::kNoReceiptCode;
    QVERIFY(bandwidth::whatItSays(failed).startsWith(u"Nobody knows"));
}

SENDSCOPE_TEST(ExplanationTest, explanation)
#include "tst_explanation.moc"
