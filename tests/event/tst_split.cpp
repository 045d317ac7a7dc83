#include "app/event/split.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class SplitTest : public QObject
{
    Q_OBJECT

private slots:
    void makesRows_data();
    void makesRows();
    void refusesWhatIsNoJson();
};

void SplitTest::makesRows_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("rows");

    const auto row = [](const char *name, const QByteArray &body, const QByteArrayList &rows) {
        QTest::newRow(name) << body << rows;
    };
    row("one element", " [ {\"a\":1} ]\n", {"{\"a\":1}"});
    row("several elements", "[{},[1,2],\"x\",{\"b\":[{}]}]",
        {"{}", "[1,2]", "\"x\"", "{\"b\":[{}]}"});
    row("empty array", "\t[ ] ", {"[ ]"});
    row("single object", "\n{\"type\":\"message-sent\"}\n", {"{\"type\":\"message-sent\"}"});
    row("scalar", " 42 ", {"42"});
    row("after a byte order mark", "\xEF\xBB\xBF[1,2]", {"1", "2"});
}

void SplitTest::makesRows()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArrayList, rows);

    const auto events = event::splitBody(body);

    QVERIFY(events);
    QCOMPARE(qsizetype(events->size()), rows.size());
    for (qint32 i = 0; i < rows.size(); ++i) {
        const event::DraftEvent &event = (*events)[size_t(i)];
        QCOMPARE(event.element, i);
        QCOMPARE(body.sliced(event.begin, event.length), rows[i]);
    }
}

void SplitTest::refusesWhatIsNoJson()
{
    const auto events = event::splitBody("[{},"_ba);

    QVERIFY(!events);
    QCOMPARE(events.error().offset, 4);
    QCOMPARE(events.error().args.value(1), u"not-json"_s);
}

SENDSCOPE_TEST(SplitTest, split)
#include "tst_split.moc"
