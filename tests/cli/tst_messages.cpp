#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

QByteArray bodyOf(const QByteArray &type, const QByteArray &to, const QByteArray &second,
                  const QByteArray &more = {})
{
    return "[{\"type\":\"message-" + type + "\",\"time\":\"2026-11-27T08:00:" + second
        + "Z\",\"to\":\"" + to + "\"" + more
        + ",\"description\":\"ok\",\"message\":{\"id\":\"m1\",\"owner\":\"+19845550100\","
          "\"applicationId\":\"93de2206-9669-4e07-948d-329f4b722ee2\",\"segmentCount\":1,\"time\":"
          "\"2026-11-27T08:00:00Z\",\"direction\":\"out\","
          "\"from\":\"+19845550100\",\"to\":[\"+19195550101\",\"+19195550102\"],\"tag\":\"lab\"}}]";
}

QJsonObject onlyObject(const QByteArray &lines)
{
    return lines.count('\n') == 1 ? QJsonDocument::fromJson(lines).object() : QJsonObject();
}

QJsonObject recipient(const QJsonObject &message, const QString &number)
{
    for (const QJsonValue &one : message.value(u"recipients"_s).toArray()) {
        if (one[u"to"_s] == number)
            return one.toObject();
    }
    return {};
}

} // namespace

/// `sendscope-cli messages`, and what `events` says of messages.
class CliMessagesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void sayWhatBecameOfEachRecipient();
    void areFilteredByAnyOfTheirEvents();
    void areLinesForPeople();
    void areLeftAloneByAReplay();
    void eventsShowThemWhenAsked();

private:
    tests::ProgramHome m_home;
    QString m_capture = m_home.path(u"a.sendscope"_s);
};

void CliMessagesTest::initTestCase()
{
    tests::ListeningProgram listener(m_home, m_capture);
    QCOMPARE(listener.post(bodyOf("sending", "+19195550101", "01")), 1);
    QCOMPARE(listener.post(bodyOf("sending", "+19195550101", "01")), 2);
    QCOMPARE(listener.post(bodyOf("delivered", "+19195550101", "04.28")), 3);
    QCOMPARE(listener.post("[{\"type\":\"message-received\",\"message\":{\"id\":\"m2\"}}]"), 4);
    QCOMPARE(listener.stop(), 0);
}

void CliMessagesTest::sayWhatBecameOfEachRecipient()
{
    const tests::Ended ended =
        m_home.run({u"messages"_s, m_capture, u"--format"_s, u"ndjson"_s, u"--limit"_s, u"1"_s});

    QCOMPARE(ended.code, 0);
    const QJsonObject message = onlyObject(ended.out);
    QCOMPARE(message.value(u"message.id"_s), u"m1"_s);
    QCOMPARE(message.value(u"verdict"_s), u"1 of 2 delivered"_s);
    QCOMPARE(message.value(u"events"_s), QJsonArray({1, 2, 3}));
    const QJsonObject first = recipient(message, u"+19195550101"_s);
    QCOMPARE(first.value(u"state"_s), u"delivered"_s);
    QCOMPARE(first.value(u"took"_s), 4280);
    QCOMPARE(first.value(u"sendingAfter"_s), 1000);
    QCOMPARE(first.value(u"finalAfter"_s), 3280);
    QCOMPARE(first.value(u"event"_s), 3);
    QCOMPARE(first.value(u"issues"_s), QJsonArray({u"repeat"_s}));
    QCOMPARE(recipient(message, u"+19195550102"_s).value(u"state"_s), u"waiting"_s);
    const QJsonObject repeat = message.value(u"repeats"_s).toArray().first().toObject();
    QCOMPARE(repeat.value(u"event"_s), 2);
    QCOMPARE(repeat.value(u"repeatOf"_s), 1);
    QCOMPARE(repeat.value(u"reason"_s), u"answered 200 all the same"_s);
}

void CliMessagesTest::areFilteredByAnyOfTheirEvents()
{
    const auto idsOf = [this](const QStringList &words) {
        const tests::Ended ended =
            m_home.run(QStringList{u"messages"_s, m_capture, u"--json"_s} + words);
        QStringList ids;
        for (const QByteArray &line : ended.out.split('\n')) {
            if (!line.isEmpty())
                ids += QJsonDocument::fromJson(line).object().value(u"message.id"_s).toString();
        }
        return ids;
    };

    QCOMPARE(idsOf({}), QStringList({u"m1"_s, u"m2"_s}));
    QCOMPARE(idsOf({u"--last"_s, u"1"_s}), QStringList({u"m2"_s}));
    QCOMPARE(idsOf({u"--filter"_s, u"state == delivered"_s}), QStringList({u"m1"_s}));
    QCOMPARE(idsOf({u"--filter"_s, u"issues == repeat"_s}), QStringList({u"m1"_s}));
    QCOMPARE(idsOf({u"--filter"_s, u"json.message.id == m2"_s}), QStringList({u"m2"_s}));
    QCOMPARE(idsOf({u"--filter"_s, u"state == failed"_s}), QStringList());
}

void CliMessagesTest::areLinesForPeople()
{
    const tests::Ended ended = m_home.run({u"messages"_s, m_capture});

    QCOMPARE(ended.code, 0);
    const QByteArrayList lines = ended.out.split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].contains("1 of 2 delivered  +19845550100  2 numbers"), lines[0]);
    QVERIFY2(lines[1].contains("  Received"), lines[1]);
}

void CliMessagesTest::areLeftAloneByAReplay()
{
    const QStringList words{u"messages"_s, m_capture, u"--json"_s, u"--limit"_s, u"2"_s};
    const QByteArray before = m_home.run(words).out;
    {
        tests::ListeningProgram listener(m_home, m_capture);
        const tests::Ended replayed =
            m_home.run({u"replay"_s, m_capture, u"--to"_s,
                        u"http://127.0.0.1:%1/"_s.arg(listener.port()), u"--speed"_s, u"max"_s});
        QCOMPARE(replayed.code, 0);
        QCOMPARE(listener.stop(), 0);
    }

    const QByteArrayList lines =
        m_home.run({u"messages"_s, m_capture, u"--json"_s}).out.split('\n');

    QCOMPARE(lines.size(), 5);
    // While recording goes on the wait for the other recipient grows; nothing else may change.
    const QRegularExpression waiting(u"Waiting for [^\"]*"_s);
    QCOMPARE(QString::fromUtf8(lines[0] + '\n' + lines[1] + '\n').remove(waiting),
             QString::fromUtf8(before).remove(waiting));
    QVERIFY(QJsonDocument::fromJson(lines[2]).object().value(u"run"_s).toInt() > 1);
    QCOMPARE(QJsonDocument::fromJson(lines[2]).object().value(u"message.id"_s), u"m1"_s);
}

void CliMessagesTest::eventsShowThemWhenAsked()
{
    const tests::Ended ended = m_home.run(
        {u"events"_s, m_capture, u"--filter"_s, u"state == delivered not via == replay"_s,
         u"--json"_s, u"--columns"_s, u"event,state,issues,took,repeatOf,repeats"_s});

    QCOMPARE(ended.out,
             "{\"event\":1,\"state\":\"delivered\",\"issues\":null,\"took\":4280,\"repeatOf\":null,"
             "\"repeats\":1}\n"
             "{\"event\":2,\"state\":\"delivered\",\"issues\":[\"repeat\"],\"took\":4280,"
             "\"repeatOf\":1,\"repeats\":null}\n"
             "{\"event\":3,\"state\":\"delivered\",\"issues\":null,\"took\":4280,\"repeatOf\":null,"
             "\"repeats\":null}\n");
    QVERIFY(!m_home.run({u"events"_s, m_capture, u"--json"_s}).out.contains("\"state\""));
}

SENDSCOPE_TEST(CliMessagesTest, messages)
#include "tst_messages.moc"
