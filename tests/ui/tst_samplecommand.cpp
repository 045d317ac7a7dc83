#include "app/bandwidth/message.h"
#include "tests/testregistry.h"
#include "ui/welcome/samplecommand.h"

#include <QProcess>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::UtcTime kNow{1'795'442'855s};

bandwidth::EventFacts factsOf(const QByteArray &body)
{
    const auto json = event::JsonText::scan(body);
    return bandwidth::readEvent(*json, json->firstChild(0));
}

} // namespace

class SampleCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsAWholeMessage();
    void comesFromThePast();
    void isAnotherMessageEachTime();
    void survivesAShell();
};

void SampleCommandTest::tellsAWholeMessage()
{
    const std::vector<QByteArray> bodies = ui::sampleBodies(kNow);

    QVERIFY(bodies.size() >= 2);
    QCOMPARE(factsOf(bodies.front()).type, "message-sending"_ba);
    QCOMPARE(factsOf(bodies.back()).type, "message-delivered"_ba);
    QVERIFY(!factsOf(bodies.front()).media.empty());
    QCOMPARE(factsOf(bodies.front()).messageId, factsOf(bodies.back()).messageId);
}

void SampleCommandTest::comesFromThePast()
{
    for (int i = 0; i < 100; ++i) {
        const base::UtcTime now = kNow + i * 1s;
        for (const QByteArray &body : ui::sampleBodies(now))
            QVERIFY(factsOf(body).time <= now);
    }
}

void SampleCommandTest::isAnotherMessageEachTime()
{
    QVERIFY(ui::sampleBodies(kNow) != ui::sampleBodies(kNow + 1s));
}

void SampleCommandTest::survivesAShell()
{
    const QByteArray body = "[{\"text\":\"it's $HOME `x` \\\\ !\"}]";
    // Not curl itself, but what it would be given.
    const QString command =
        ui::sampleCommand(u"http://127.0.0.1:1/"_s, body, false).replace(0, 4, u"printf '%s|'"_s);
    QProcess shell;

    shell.start(u"sh"_s, {u"-c"_s, command});

    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput().split('|').value(4), body);
}

SENDSCOPE_TEST(SampleCommandTest, samplecommand)
#include "tst_samplecommand.moc"
