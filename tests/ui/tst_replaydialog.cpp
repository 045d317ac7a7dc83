#include "app/net/client.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"
#include "ui/replay/replaydialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

event::StoredRequest request(qint64 id, event::Verdict verdict = event::Verdict::Accepted)
{
    event::StoredRequest stored;
    stored.id = {id};
    stored.draft.request.head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n";
    stored.draft.request.body = "[]";
    stored.draft.request.verdict = verdict;
    return stored;
}

ui::Button *button(const QWidget &dialog, const QString &text)
{
    for (ui::Button *candidate : dialog.findChildren<ui::Button *>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

bool isSaidIn(const QWidget &dialog, const QString &text)
{
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        if (!label->isHidden() && label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

class ReplayDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void asksForATargetFirst();
    void sendsAndSaysHowItWent();
    void saysWhatFailed();
    void leavesOutWhatWasRefused();
    void warnsOfOurOwnAddress_data();
    void warnsOfOurOwnAddress();
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void remembersTargetsOnce();

private:
    const ui::Theme m_theme;
    const tests::FakeClock m_clock;
    net::Client m_client;
};

void ReplayDialogTest::asksForATargetFirst()
{
    ui::ReplayDialog dialog(m_theme, m_client, m_clock, {{u"http://a/"_s}, {}, true});

    dialog.setRequests(std::vector{request(1)});

    QCOMPARE(dialog.findChild<QComboBox *>()->currentText(), QString());
    QVERIFY(!button(dialog, u"Resend"_s)->isEnabled());
    QVERIFY(isSaidIn(dialog, u"Resend 1 request, as it came"_s));
}

void ReplayDialogTest::sendsAndSaysHowItWent()
{
    tests::ScriptedServer server;
    server.answerBody("ok");
    server.answerBody("no", "500 Internal Server Error");
    ui::ReplayDialog dialog(m_theme, m_client, m_clock, {});
    std::vector<event::Attempt> attempts;
    QStringList targets;
    connect(&dialog, &ui::ReplayDialog::attempted, this,
            [&attempts](const event::Attempt &attempt) { attempts.push_back(attempt); });
    connect(&dialog, &ui::ReplayDialog::targetChosen, this,
            [&targets](const QString &target) { targets += target; });
    dialog.setRequests(std::vector{request(1), request(2)});

    dialog.findChild<QComboBox *>()->setCurrentText(server.url().toString());
    button(dialog, u"Resend"_s)->click();

    QTRY_VERIFY(isSaidIn(dialog, u"2 of 2 sent, 1 answered 2xx"_s));
    QCOMPARE(attempts.size(), 2U);
    QCOMPARE(attempts[1].status, 500);
    QCOMPARE(attempts[1].request, event::RequestId{2});
    QCOMPARE(targets, QStringList{server.url().toString()});
    QVERIFY(button(dialog, u"Resend again"_s)->isEnabled());
    QVERIFY(button(dialog, u"Close"_s));
}

void ReplayDialogTest::saysWhatFailed()
{
    quint16 closedPort = 0;
    {
        const tests::ScriptedServer gone;
        closedPort = gone.port();
    }
    ui::ReplayDialog dialog(m_theme, m_client, m_clock, {});
    dialog.setRequests(std::vector{request(1)});

    dialog.findChild<QComboBox *>()->setCurrentText(u"127.0.0.1:%1"_s.arg(closedPort));
    button(dialog, u"Resend"_s)->click();

    QTRY_VERIFY(isSaidIn(dialog, u"0 of 1 sent, 0 answered 2xx, 1 failed"_s));
}

void ReplayDialogTest::leavesOutWhatWasRefused()
{
    ui::ReplayDialog dialog(m_theme, m_client, m_clock, {});

    dialog.setRequests(std::vector{request(1), request(2, event::Verdict::Refused),
                                   request(3, event::Verdict::Handshake)});

    QVERIFY(isSaidIn(dialog, u"Resend 1 request, as it came"_s));
    QVERIFY(isSaidIn(dialog, u"2 refused are left out"_s));
}

void ReplayDialogTest::warnsOfOurOwnAddress_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isOurs");

    QTest::newRow("by address") << u"http://127.0.0.1:8667/"_s << true;
    QTest::newRow("by name") << u"http://localhost:8667/x"_s << true;
    QTest::newRow("IPv6") << u"http://[::1]:8667/"_s << true;
    QTest::newRow("another port") << u"http://127.0.0.1:8668/"_s << false;
    QTest::newRow("another host") << u"http://192.0.2.1:8667/"_s << false;
}

void ReplayDialogTest::warnsOfOurOwnAddress()
{
    QFETCH(const QString, target);
    QFETCH(const bool, isOurs);
    ui::ReplayDialog dialog(m_theme, m_client, m_clock, {{}, {8667}, true});
    dialog.setRequests(std::vector{request(1)});

    dialog.findChild<QComboBox *>()->setCurrentText(target);

    QCOMPARE(isSaidIn(dialog, u"Sendscope's own address"_s), isOurs);
    QVERIFY(button(dialog, u"Resend"_s)->isEnabled());
}

void ReplayDialogTest::readsWhatPeopleType_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");

    QTest::newRow("whole") << u"https://example.com/a?b=c"_s << u"https://example.com/a?b=c"_s;
    QTest::newRow("spaces round it") << u" http://a/ "_s << u"http://a/"_s;
    QTest::newRow("without a scheme")
        << u"localhost:3000/hook"_s << u"http://localhost:3000/hook"_s;
    QTest::newRow("nothing") << u"  "_s << QString();
    QTest::newRow("a file") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("no host") << u"http:///x"_s << QString();
}

void ReplayDialogTest::readsWhatPeopleType()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);

    const auto target = ui::parseReplayTarget(text);

    QCOMPARE(target ? target->toString() : QString(), url);
}

void ReplayDialogTest::remembersTargetsOnce()
{
    QStringList targets;
    for (int i = 0; i < 12; ++i)
        targets = ui::withRecentTarget(targets, u"http://%1/"_s.arg(i));

    targets = ui::withRecentTarget(targets, u"http://5/"_s);

    QCOMPARE(targets.size(), 10);
    QCOMPARE(targets.first(), u"http://5/"_s);
    QCOMPARE(targets.count(u"http://5/"_s), 1);
}

SENDSCOPE_TEST(ReplayDialogTest, replaydialog)
#include "tst_replaydialog.moc"
