#include "app/filter/offers.h"
#include "app/filter/typedmatch.h"
#include "tests/support/filterlist.h"
#include "tests/support/madefilter.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

using filter::CompletionPlace;
using filter::Judgement;
using filter::Offer;

namespace {

/// Values that are awkward to write, for every type of field.
std::vector<filter::SeenValue> someValues(const CompletionPlace &place)
{
    std::vector<filter::SeenValue> values = filter::knownValues(place);
    if (!filter::hasCountedValues(place))
        return values;
    const QByteArrayList numbers{"0", "4720", "-3"};
    const QByteArrayList texts{"load-test",      "v2 lab",      "and",      "a,b}",
                               "\"quoted\"",     "back\\slash", "12 and 5", "+19195550142",
                               "(919) 555-0142", "ü€",          "in",       "-5m",
                               "4720",           "/x/",         "=",        ")",
                               "exists",         "2020-06-25"};
    const bool isNumber = event::typeOf(place.field) == event::FieldType::Number;
    const filter::TypedMatch match(place.typed, place.field);
    for (const QByteArray &text : isNumber ? numbers : texts) {
        if (match.fit(text) != filter::TypedMatch::Fit::None)
            values.push_back({text, 2});
    }
    return values;
}

std::vector<Offer> offersAt(const QString &text, qsizetype cursor)
{
    const CompletionPlace place = filter::completionPlace(text, cursor);
    return filter::offersAt(place, someValues(place));
}

QStringList textsAt(const QString &marked)
{
    const qsizetype cursor = marked.indexOf(u'|');
    QString text = marked;
    text.remove(cursor, 1);
    QStringList texts;
    for (const Offer &offer : offersAt(text, cursor))
        texts << offer.text;
    return texts;
}

bool hasComparison(const filter::NodePtr &node, const CompletionPlace &place,
                   const QByteArray &value)
{
    if (node->type == filter::Node::Type::Compare && node->field == place.field
        && node->comparison == place.comparison) {
        const auto holds = [&value](const filter::Value &v) {
            return v.type == filter::Value::Type::Text ? v.text == value
                : v.type == filter::Value::Type::Number
                ? v.text == value || QByteArray::number(v.from) == value
                : true; // moments, spans and sizes: that the text was read is all there is
        };
        if (std::any_of(node->values.begin(), node->values.end(), holds))
            return true;
    }
    return std::any_of(
        node->children.begin(), node->children.end(),
        [&](const filter::NodePtr &child) { return hasComparison(child, place, value); });
}

} // namespace

class CompletionTest : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatCanStandThere_data();
    void findsWhatCanStandThere();
    void putsOffersInPlace_data();
    void putsOffersInPlace();
    void leavesOutTheTermBeingTyped_data();
    void leavesOutTheTermBeingTyped();
    void whateverIsOfferedParsesAndMeansWhatItSays_data();
    void whateverIsOfferedParsesAndMeansWhatItSays();
    void whateverIsOfferedWhileTypingIsNeverWrong();
    void takingOffersAloneWritesAFilter();
    void asksOnlyForValuesThatRowsShare();
};

void CompletionTest::findsWhatCanStandThere_data()
{
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QStringList>("first");
    QTest::addColumn<QStringList>("none");

    const auto row = [](const QString &marked, const QStringList &first,
                        const QStringList &none = {}) {
        QTest::newRow(qPrintable(marked)) << marked << first << none;
    };
    row(u"|"_s, {u"event"_s, u"received"_s}, {u"and"_s, u"=="_s});
    row(u"ty|"_s, {u"type"_s}, {u"to"_s, u"and"_s});
    row(u"tag|"_s, {u"message.tag"_s});
    row(u"Application|"_s, {u"message.applicationId"_s});
    row(u"type |"_s, {u"=="_s, u"!="_s, u"contains"_s}, {u")"_s});
    row(u"type c|"_s, {u"contains"_s}, {u"=="_s});
    row(u"type =|"_s, {u"=="_s}, {u"!="_s});
    row(u"type !|"_s, {u"!="_s}, {u"=="_s});
    row(u"received |"_s, {u">"_s}, {u"contains"_s, u"matches"_s});
    row(u"received > |"_s, {u"-5m"_s, u"-15m"_s});
    row(u"received == |"_s, {});
    row(u"type == |"_s, {u"message-sending"_s});
    row(u"type ==|"_s, {u"message-sending"_s});
    row(u"type:|"_s, {u"message-sending"_s});
    row(u"type == message-f|"_s, {u"message-failed"_s}, {u"message-sent"_s});
    row(u"type == MESSAGE-F|"_s, {u"message-failed"_s});
    row(u"type in |"_s, {u"message-sending"_s});
    row(u"type in {|"_s, {u"message-sending"_s});
    row(u"type in {message-sent |"_s, {u","_s, u"}"_s}, {u"and"_s});
    row(u"type in {message-sent, |"_s, {u"message-sending"_s});
    row(u"type == message-sent |"_s, {u"and"_s, u"or"_s}, {u")"_s, u"type"_s});
    row(u"(type == message-sent |"_s, {u"and"_s, u"or"_s, u")"_s});
    row(u"type == message-sent o|"_s, {u"or"_s}, {u"and"_s});
    row(u"failed and |"_s, {u"event"_s}, {u"and"_s, u"or"_s});
    row(u"exists |"_s, {u"event"_s}, {u"not"_s, u"=="_s});
    row(u"exists ta|"_s, {u"message.tag"_s});
    row(u"exists message.tag |"_s, {u"and"_s});
    row(u"-|"_s, {u"event"_s});
    row(u"message.tag == \"v2 l|"_s, {u"\"v2 lab\""_s}, {u"load-test"_s});
    row(u"message.tag matches |"_s, {});
    row(u"to == 919555|"_s, {u"+19195550142"_s}, {u"load-test"_s});
    row(u"ty|pe == x"_s, {u"type"_s});
    row(u"\"some text|"_s, {});
    row(u"after marker |"_s, {});
}

void CompletionTest::findsWhatCanStandThere()
{
    QFETCH(const QString, marked);
    QFETCH(const QStringList, first);
    QFETCH(const QStringList, none);

    const QStringList texts = textsAt(marked);

    QCOMPARE(texts.first(qMin(first.size(), texts.size())), first);
    QVERIFY2(!first.isEmpty() || texts.isEmpty(), qPrintable(texts.join(u' ')));
    for (const QString &text : none)
        QVERIFY2(!texts.contains(text), qPrintable(text));
}

void CompletionTest::putsOffersInPlace_data()
{
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("taken");
    QTest::addColumn<QString>("result");

    const auto row = [](const QString &marked, const QString &taken, const QString &result) {
        QTest::newRow(qPrintable(marked)) << marked << taken << result;
    };
    row(u"ty|"_s, u"type"_s, u"type |"_s);
    row(u"ty|pe == x"_s, u"type"_s, u"type |== x"_s);
    row(u"type |"_s, u"=="_s, u"type == |"_s);
    row(u"type =|"_s, u"=="_s, u"type == |"_s);
    row(u"type == |"_s, u"message-sent"_s, u"type == message-sent|"_s);
    row(u"type ==|"_s, u"message-sent"_s, u"type == message-sent|"_s);
    row(u"type:|"_s, u"message-sent"_s, u"type:message-sent|"_s);
    row(u"type == messag|e-failed and x"_s, u"message-sent"_s, u"type == message-sent| and x"_s);
    row(u"type == |message-failed and x"_s, u"message-sent"_s, u"type == message-sent| and x"_s);
    row(u"(type == |)"_s, u"message-sent"_s, u"(type == message-sent|)"_s);
    row(u"type in |"_s, u"message-sent"_s, u"type in {message-sent|}"_s);
    row(u"type in {message-failed |"_s, u","_s, u"type in {message-failed , |"_s);
    row(u"type in {message-failed, |}"_s, u"message-sent"_s,
        u"type in {message-failed, message-sent|}"_s);
    row(u"x |"_s, u"and"_s, u"x and |"_s);
    row(u"x |y"_s, u"or"_s, u"x or |y"_s);
    row(u"message.tag == |"_s, u"\"v2 lab\""_s, u"message.tag == \"v2 lab\"|"_s);
}

void CompletionTest::putsOffersInPlace()
{
    QFETCH(QString, marked);
    QFETCH(const QString, taken);
    QFETCH(const QString, result);
    const qsizetype cursor = marked.indexOf(u'|');
    marked.remove(cursor, 1);

    const std::vector<Offer> offers = offersAt(marked, cursor);
    const auto offer = std::find_if(offers.begin(), offers.end(),
                                    [&taken](const Offer &o) { return o.text == taken; });

    QVERIFY(offer != offers.end());
    QString shown = offer->result;
    QCOMPARE(shown.insert(offer->cursor, u'|'), result);
}

void CompletionTest::leavesOutTheTermBeingTyped_data()
{
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("rest");

    QTest::newRow("alone") << u"type == |"_s << QString();
    QTest::newRow("beside") << u"message.tag != load-test and type == |"_s
                            << u"message.tag != load-test"_s;
    QTest::newRow("in the middle") << u"a type == x| b"_s << u"a and b"_s;
    QTest::newRow("denied") << u"a not type == x|"_s << u"a"_s;
    QTest::newRow("in a list") << u"a type in {x, | } b"_s << u"a and b"_s;
    QTest::newRow("a list begun") << u"a type in {x, |"_s << u"a"_s;
    QTest::newRow("one of two") << u"a (b or type == |) c"_s << u"a and c"_s;
    QTest::newRow("an open parenthesis") << u"a and (b type == |"_s << u"a and b"_s;
    QTest::newRow("nested") << u"(a or (b type == x|)) c"_s << u"c and b"_s;
    QTest::newRow("an open phrase") << u"a message.tag == \"v2|"_s << u"a"_s;
}

void CompletionTest::leavesOutTheTermBeingTyped()
{
    QFETCH(QString, marked);
    QFETCH(const QString, rest);
    const qsizetype cursor = marked.indexOf(u'|');
    marked.remove(cursor, 1);

    const CompletionPlace place = filter::completionPlace(marked, cursor);

    QVERIFY(place.wants & CompletionPlace::Value);
    const filter::Filter wanted = filter::parse(rest).filter;
    const auto sorted = [](const filter::Filter &filter) {
        QStringList terms = filter::print(filter).split(u" and "_s);
        terms.sort();
        return terms;
    };
    QCOMPARE(sorted(place.rest), sorted(wanted));
}

void CompletionTest::whateverIsOfferedParsesAndMeansWhatItSays_data()
{
    QTest::addColumn<QStringList>("filters");

    QTest::newRow("listed") << tests::listedFilters();
    QRandomGenerator random(11);
    QStringList made;
    for (int i = 0; i < 60; ++i)
        made << filter::print(tests::madeFilter(random, 2));
    QTest::newRow("made") << made;
}

void CompletionTest::whateverIsOfferedParsesAndMeansWhatItSays()
{
    QFETCH(const QStringList, filters);

    int values = 0;
    for (const QString &text : filters) {
        for (qsizetype cursor = 0; cursor <= text.size(); ++cursor) {
            const CompletionPlace place = filter::completionPlace(text, cursor);
            for (const Offer &offer : filter::offersAt(place, someValues(place))) {
                const filter::Parsed parsed = filter::parse(offer.result);
                const QString about = text + u" @"_s + QString::number(cursor) + u" -> "_s
                    + offer.result + u" ("_s + offer.text + u')';

                QVERIFY2(parsed.judgement != Judgement::Wrong, qPrintable(about));
                QVERIFY2(offer.cursor >= 0 && offer.cursor <= offer.result.size(),
                         qPrintable(about));
                if (offer.kind != Offer::Kind::Value)
                    continue;
                QVERIFY2(parsed.judgement == Judgement::Fine, qPrintable(about));
                QVERIFY2(hasComparison(parsed.filter.root, place, offer.value), qPrintable(about));
                ++values;
            }
        }
    }
    QVERIFY(values > 500);
}

void CompletionTest::whateverIsOfferedWhileTypingIsNeverWrong()
{
    for (const QString &text : tests::listedFilters()) {
        for (qsizetype typed = 0; typed < text.size(); ++typed) {
            for (const Offer &offer : offersAt(text.first(typed), typed))
                QVERIFY2(filter::parse(offer.result).judgement != Judgement::Wrong,
                         qPrintable(text.first(typed) + u" -> "_s + offer.result));
        }
    }
}

void CompletionTest::takingOffersAloneWritesAFilter()
{
    QRandomGenerator random(3);
    int fine = 0;
    for (int i = 0; i < 300; ++i) {
        QString text;
        qsizetype cursor = 0;
        for (int step = 0; step < 12; ++step) {
            const std::vector<Offer> offers = offersAt(text, cursor);
            if (offers.empty())
                break;
            const Offer &offer = offers[size_t(random.bounded(int(offers.size())))];
            text = offer.result;
            cursor = offer.cursor;
            if (cursor < text.size() || offer.kind == Offer::Kind::Value) {
                text.insert(cursor, u' ');
                ++cursor;
            }
            const filter::Parsed parsed = filter::parse(text);
            QVERIFY2(parsed.judgement != Judgement::Wrong, qPrintable(text));
            fine += parsed.judgement == Judgement::Fine ? 1 : 0;
        }
    }
    QVERIFY(fine > 300);
}

void CompletionTest::asksOnlyForValuesThatRowsShare()
{
    const auto isCounted = [](const QString &text) {
        return filter::hasCountedValues(filter::completionPlace(text, text.size()));
    };

    QVERIFY(isCounted(u"type == "_s));
    QVERIFY(isCounted(u"errorCode == "_s));
    QVERIFY(isCounted(u"json.a.b == "_s));
    QVERIFY(!isCounted(u"event == "_s));
    QVERIFY(!isCounted(u"received > "_s));
    QVERIFY(!isCounted(u"type matches "_s));
    QVERIFY(!isCounted(u"type "_s));
}

SENDSCOPE_TEST(CompletionTest, completion)

#include "tst_completion.moc"
