#include "app/event/sentmark.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class SentMarkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void readsWhatItWrites();
    void readsOneFieldOfTheRightForm_data();
    void readsOneFieldOfTheRightForm();
    void makesNamesThatNobodyElseHas();
};

void SentMarkTest::readsWhatItWrites()
{
    for (const event::Via via : {event::Via::Replay, event::Via::Generate}) {
        const event::SentMark mark{via, event::newRunName(), 17};

        const QByteArray head = "POST / HTTP/1.1\r\nHost: a\r\n" + event::fieldName(mark) + ": "
            + event::fieldValue(mark) + "\r\n\r\n";

        QCOMPARE(event::sentMarkOf(head), mark);
    }
}

void SentMarkTest::readsOneFieldOfTheRightForm_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isMark");

    const auto row = [](const char *name, const QByteArray &fields, bool isMark = false) {
        QTest::newRow(name) << fields << isMark;
    };
    row("as it is", "Sendscope-Replay: abcdefgh/1\r\n", true);
    row("in other letters", "sendscope-REPLAY: 0123-abc/0\r\n", true);
    row("none", "X: abcdefgh/1\r\n");
    row("a number alone", "Sendscope-Replay: 17\r\n");
    row("a short name", "Sendscope-Replay: abcdefg/1\r\n");
    row("a long name", "Sendscope-Replay: " + QByteArray(65, 'a') + "/1\r\n");
    row("the longest name", "Sendscope-Replay: " + QByteArray(64, 'a') + "/1\r\n", true);
    row("capitals in it", "Sendscope-Replay: Abcdefgh/1\r\n");
    row("a path", "Sendscope-Replay: ../../etc/1\r\n");
    row("no number", "Sendscope-Replay: abcdefgh/\r\n");
    row("a sign", "Sendscope-Replay: abcdefgh/-1\r\n");
    row("more than a number", "Sendscope-Replay: abcdefgh/1/2\r\n");
    row("the largest number", "Sendscope-Replay: abcdefgh/999999999999999999\r\n", true);
    row("too large a number", "Sendscope-Replay: abcdefgh/9999999999999999999\r\n");
    row("two of them", "Sendscope-Replay: abcdefgh/1\r\nSendscope-Replay: abcdefgh/1\r\n");
    row("one of each", "Sendscope-Replay: abcdefgh/1\r\nSendscope-Generate: abcdefgh/1\r\n");
    row("nothing", "Sendscope-Replay:\r\n");
}

void SentMarkTest::readsOneFieldOfTheRightForm()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const bool, isMark);

    const QByteArray head = "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";

    QCOMPARE(event::sentMarkOf(head).has_value(), isMark);
}

void SentMarkTest::makesNamesThatNobodyElseHas()
{
    const QByteArray name = event::newRunName();

    QCOMPARE(name.size(), 16);
    QVERIFY(event::newRunName() != name);
}

SENDSCOPE_TEST(SentMarkTest, sentmark)
#include "tst_sentmark.moc"
