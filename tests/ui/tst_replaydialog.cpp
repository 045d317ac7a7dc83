#include "app/replay/target.h"
#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "tests/ui/somecapture.h"
#include "ui/replay/replaydialog.h"
#include "ui/replay/replaytarget.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sendscope;
using tests::button;
using tests::isSaidIn;

namespace {

/// That many requests, ten seconds apart.
ui::ChosenRequests requests(int count)
{
    ui::ChosenRequests chosen;
    for (int i = 0; i < count; ++i)
        chosen.requests.push_back({{i + 1}, {i + 1}, base::UtcTime(10s * i)});
    return chosen;
}

template <typename Widget>
Widget *named(const QWidget &dialog, const QString &name)
{
    for (Widget *candidate : dialog.findChildren<Widget *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

void setTarget(const QWidget &dialog, const QString &target)
{
    named<QComboBox>(dialog, u"Target address"_s)->setCurrentText(target);
}

} // namespace

class ReplayDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void asksForATargetFirst();
    void beginsWithTheLastReplay();
    void forgetsCredentialsForAnotherTarget();
    void saysHowManyAndHowLong_data();
    void saysHowManyAndHowLong();
    void choosesWhatIsSet();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void saysWhatIsLeftOutAndNotKept();
    void saysSoWhenItIsSendscopeItself_data();
    void saysSoWhenItIsSendscopeItself();
    void namesEveryControl();
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void remembersTargetsOnce();
    void findsEachRequestOnce();
    void keepsOptionsButNoHeaders();
    void damagedOptionsAreAsAtFirst_data();
    void damagedOptionsAreAsAtFirst();

private:
    const ui::Theme m_theme;
};

void ReplayDialogTest::asksForATargetFirst()
{
    ui::ReplayContext context;
    context.recentTargets = {u"http://a/"_s};
    ui::ReplayDialog dialog(m_theme, context);
    QVERIFY(isSaidIn(dialog, u"Counting"_s));

    dialog.setRequests(requests(1));

    const auto *target = named<QComboBox>(dialog, u"Target address"_s);
    QCOMPARE(target->currentText(), QString());
    QCOMPARE(target->itemText(0), u"http://a/"_s);
    QVERIFY(!button(dialog, u"Replay"_s)->isEnabled());
    QVERIFY(isSaidIn(dialog, u"1 request"_s));
}

void ReplayDialogTest::beginsWithTheLastReplay()
{
    ui::ReplayContext context;
    context.last.target = QUrl(u"http://a/hook"_s);
    context.last.user = u"me"_s;
    context.last.options.pace = {2.5, false, 3s};
    context.last.options.repetitions = 4;
    context.last.options.hasShiftedTimes = true;
    context.last.options.headers = u"X-A: 1"_s;
    ui::ReplayDialog dialog(m_theme, context);
    std::optional<ui::ReplayChoice> chosen;
    connect(&dialog, &ui::ReplayDialog::chosen, this,
            [&chosen](const ui::ReplayChoice &choice) { chosen = choice; });
    dialog.setRequests(requests(2));

    button(dialog, u"Replay"_s)->click();

    QVERIFY(chosen);
    QCOMPARE(chosen->target, context.last.target);
    QCOMPARE(chosen->user, u"me"_s);
    QCOMPARE(chosen->options, context.last.options);
}

void ReplayDialogTest::forgetsCredentialsForAnotherTarget()
{
    ui::ReplayContext context;
    context.last.target = QUrl(u"http://a/hook"_s);
    context.last.user = u"me"_s;
    context.last.password = u"secret"_s;
    const ui::ReplayDialog dialog(m_theme, context);
    const auto *user = named<QLineEdit>(dialog, u"User name for the target"_s);
    const auto *password = named<QLineEdit>(dialog, u"Password for the target"_s);

    setTarget(dialog, u"http://a/other"_s);
    QCOMPARE(password->text(), u"secret"_s);
    setTarget(dialog, u"http://b/hook"_s);

    QCOMPARE(user->text(), QString());
    QCOMPARE(password->text(), QString());
}

void ReplayDialogTest::saysHowManyAndHowLong_data()
{
    QTest::addColumn<QString>("speed");
    QTest::addColumn<double>("longestGap");
    QTest::addColumn<int>("repetitions");
    QTest::addColumn<QString>("words");

    QTest::newRow("as they came") << u"1×"_s << 0.0 << 1 << u"4 requests, 30.0 s at 1×"_s;
    QTest::newRow("ten times as fast") << u"10"_s << 0.0 << 1 << u"4 requests, 3.00 s at 10×"_s;
    QTest::newRow("half") << u"0.5x"_s << 0.0 << 1 << u"4 requests, 1 min at 0.5×"_s;
    QTest::newRow("short gaps") << u"1"_s << 2.0 << 1 << u"4 requests, 6.00 s at 1×"_s;
    QTest::newRow("twice") << u"1"_s << 2.0 << 2 << u"4 requests, 2 times: 8 sent, 12.0 s at 1×"_s;
}

void ReplayDialogTest::saysHowManyAndHowLong()
{
    QFETCH(const QString, speed);
    QFETCH(const double, longestGap);
    QFETCH(const int, repetitions);
    QFETCH(const QString, words);
    ui::ReplayDialog dialog(m_theme, {});
    dialog.setRequests(requests(4));

    named<QComboBox>(dialog, u"Speed"_s)->setCurrentText(speed);
    dialog.findChild<QDoubleSpinBox *>()->setValue(longestGap);
    named<QSpinBox>(dialog, u"Repetitions"_s)->setValue(repetitions);

    QVERIFY2(isSaidIn(dialog, words), qPrintable(dialog.findChild<QLabel *>()->text()));
}

void ReplayDialogTest::choosesWhatIsSet()
{
    ui::ReplayDialog dialog(m_theme, {});
    std::optional<ui::ReplayChoice> chosen;
    size_t count = 0;
    connect(&dialog, &ui::ReplayDialog::chosen, this,
            [&](const ui::ReplayChoice &choice, const ui::ChosenRequests &what) {
                chosen = choice;
                count = what.requests.size();
            });
    dialog.setRequests(requests(3));
    setTarget(dialog, u"localhost:3000"_s);
    named<QLineEdit>(dialog, u"User name for the target"_s)->setText(u"me"_s);
    named<QLineEdit>(dialog, u"Password for the target"_s)->setText(u"secret"_s);
    dialog.findChildren<QRadioButton *>()[1]->setChecked(true);
    for (QCheckBox *box : dialog.findChildren<QCheckBox *>())
        box->setChecked(true);
    named<QPlainTextEdit>(dialog, u"Headers"_s)->setPlainText(u"X-A: 1\n\nUser-Agent:"_s);

    button(dialog, u"Replay"_s)->click();

    QVERIFY(chosen);
    QCOMPARE(count, 3U);
    const auto plan = ui::planOf(*chosen);
    QVERIFY(plan);
    QCOMPARE(plan->target, QUrl(u"http://localhost:3000"_s));
    QCOMPARE(plan->authorization, "Basic " + "me:secret"_ba.toBase64());
    QVERIFY(plan->pace.isMax);
    QVERIFY(plan->changes.hasFreshIds);
    QVERIFY(plan->changes.hasShiftedTimes);
    QVERIFY(plan->beginsPaused);
    QCOMPARE(plan->changes.fields.size(), 2U);
    QCOMPARE(plan->changes.fields[0].name, "X-A"_ba);
    QVERIFY(plan->changes.fields[1].what == replay::FieldChange::What::Remove);
}

void ReplayDialogTest::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("speed");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<bool>("isFine");

    QTest::newRow("all fine") << u"http://a/"_s << u"2×"_s << u"X: 1"_s << true;
    QTest::newRow("no address") << u"http://"_s << u"2"_s << QString() << false;
    QTest::newRow("no speed") << u"http://a/"_s << u"fast"_s << QString() << false;
    QTest::newRow("not at all fast") << u"http://a/"_s << u"0"_s << QString() << false;
    QTest::newRow("a bad header") << u"http://a/"_s << u"1"_s << u"X: 1\nb ad: 2"_s << false;
    QTest::newRow("a header of the connection")
        << u"http://a/"_s << u"1"_s << u"Content-Length: 2"_s << false;
}

void ReplayDialogTest::refusesWhatItCannotRead()
{
    QFETCH(const QString, target);
    QFETCH(const QString, speed);
    QFETCH(const QString, headers);
    QFETCH(const bool, isFine);
    ui::ReplayDialog dialog(m_theme, {});
    dialog.setRequests(requests(1));

    setTarget(dialog, target);
    named<QComboBox>(dialog, u"Speed"_s)->setCurrentText(speed);
    named<QPlainTextEdit>(dialog, u"Headers"_s)->setPlainText(headers);

    QCOMPARE(button(dialog, u"Replay"_s)->isEnabled(), isFine);
}

void ReplayDialogTest::saysWhatIsLeftOutAndNotKept()
{
    ui::ReplayContext context;
    context.areAttemptsKept = false;
    ui::ReplayDialog dialog(m_theme, context);
    setTarget(dialog, u"http://a/"_s);

    dialog.setRequests({{}, 2});

    QVERIFY(isSaidIn(dialog, u"There is no whole request among these"_s));
    QVERIFY(isSaidIn(dialog, u"2 refused are left out"_s));
    QVERIFY(isSaidIn(dialog, u"can only be read"_s));
    QVERIFY(!button(dialog, u"Replay"_s)->isEnabled());
}

void ReplayDialogTest::saysSoWhenItIsSendscopeItself_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isOurs");

    QTest::newRow("by address") << u"http://127.0.0.1:8667/"_s << true;
    QTest::newRow("by name") << u"http://localhost:8667/x"_s << true;
    QTest::newRow("IPv6") << u"http://[::1]:8667/"_s << true;
    QTest::newRow("another port") << u"http://127.0.0.1:8668/"_s << false;
    QTest::newRow("another host") << u"http://192.0.2.1:8667/"_s << false;
}

void ReplayDialogTest::saysSoWhenItIsSendscopeItself()
{
    QFETCH(const QString, target);
    QFETCH(const bool, isOurs);
    ui::ReplayContext context;
    context.ownPorts = {8667};
    ui::ReplayDialog dialog(m_theme, context);
    dialog.setRequests(requests(1));

    setTarget(dialog, target);

    QCOMPARE(
        isSaidIn(dialog, u"This is Sendscope itself: it will record them as a run of its own."_s),
        isOurs);
    QVERIFY(button(dialog, u"Replay"_s)->isEnabled());
}

void ReplayDialogTest::namesEveryControl()
{
    const ui::ReplayDialog dialog(m_theme, {});

    for (const QWidget *widget : dialog.findChildren<QWidget *>()) {
        const bool isInput = qobject_cast<const QComboBox *>(widget)
            || qobject_cast<const QAbstractSpinBox *>(widget)
            || qobject_cast<const QPlainTextEdit *>(widget);
        QVERIFY2(!isInput || !widget->accessibleName().isEmpty(),
                 widget->metaObject()->className());
    }
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

    const auto target = replay::parseTarget(text);

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

void ReplayDialogTest::findsEachRequestOnce()
{
    tests::SomeCapture capture;
    const event::EventId first = capture.add("message-sending");
    const event::EventId malformed = capture.addMalformed();
    const event::EventId last = capture.add("message-sent");
    const engine::QueryResult result = capture.result();
    const std::vector<event::EventId> rows{last, first, malformed, first};

    const ui::ChosenRequests chosen = ui::chosenRequests(*result.snapshot, rows);

    QCOMPARE(chosen.requests.size(), 3U);
    QCOMPARE(chosen.leftOut, 0);
    QCOMPARE(chosen.requests[0].event, first);
    QCOMPARE(chosen.requests[2].event, last);
}

void ReplayDialogTest::keepsOptionsButNoHeaders()
{
    ui::ReplayOptions options;
    options.pace = {2.5, true, 1'500ms};
    options.repetitions = 7;
    options.concurrency = 3;
    options.hasFreshIds = true;
    options.beginsPaused = true;
    options.headers = u"Authorization: secret"_s;

    const QByteArray json = ui::toJson(options);

    QVERIFY(!json.contains("secret"));
    options.headers.clear();
    QCOMPARE(ui::replayOptionsFromJson(json), options);
}

void ReplayDialogTest::damagedOptionsAreAsAtFirst_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no JSON") << "{"_ba;
    QTest::newRow("other values")
        << R"({"speed":-1,"repetitions":-3,"concurrency":"x","longestGapMs":10000})"_ba;
}

void ReplayDialogTest::damagedOptionsAreAsAtFirst()
{
    QFETCH(const QByteArray, json);

    QCOMPARE(ui::replayOptionsFromJson(json), ui::ReplayOptions());
}

SENDSCOPE_TEST(ReplayDialogTest, replaydialog)
#include "tst_replaydialog.moc"
