#include "app/engine/diagnosis.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::Check;
using engine::Situation;
using event::RefusalReason;
using Listening = engine::EngineStatus::Listening;

namespace {

constexpr base::UtcTime kNow{1'593'110'556s};

/// All is well, and an event has come.
Situation fineSituation()
{
    Situation situation;
    situation.now = kNow;
    situation.listening = Listening::On;
    situation.endpoints = {{QHostAddress(QHostAddress::LocalHost), 8667}};
    situation.arrivals.newest = engine::RecentArrivals::Newest{
        {17}, kNow - 3min, u"127.0.0.1:40312"_s, "message-sending", 200};
    return situation;
}

std::vector<Check> inState(const std::vector<Check> &checks, Check::State state)
{
    std::vector<Check> found;
    std::copy_if(checks.begin(), checks.end(), std::back_inserter(found),
                 [state](const Check &check) { return check.state == state; });
    return found;
}

/// All the words of the checks that ask for something.
QString wrongs(const Situation &situation)
{
    QStringList words;
    for (const Check &check : inState(engine::diagnose(situation), Check::State::Wrong))
        words << check.subject << check.finding << check.remedy;
    return words.join(u'\n');
}

QString everything(const std::vector<Check> &checks)
{
    QStringList words;
    for (const Check &check : checks)
        words << check.subject << check.finding << check.remedy;
    return words.join(u'\n');
}

} // namespace

class DiagnosisTest : public QObject
{
    Q_OBJECT

private slots:
    void findsNothingWrongWhereAllIsWell();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void tellsWhoCanReachTheAddress();
    void knowsThatABrowserShowsTheAddressToBeReached();
    void saysWhereATunnelHasToLead();
    void saysNothingOfAListenerThatIsNotItsOwn();
    void listsWhatCannotBeSeen();
    void showsForeignTextAsItIs();
};

void DiagnosisTest::findsNothingWrongWhereAllIsWell()
{
    const std::vector<Check> checks = engine::diagnose(fineSituation());

    QCOMPARE(wrongs(fineSituation()), QString());
    QVERIFY(everything(checks).contains(u"Listens on 127.0.0.1:8667."));
    QVERIFY(everything(checks).contains(u"Nothing was refused in the last hour."));
    QVERIFY(everything(checks).contains(
        u"message-sending, 3 min ago, from 127.0.0.1:40312, answered 200."));
}

void DiagnosisTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<std::function<void(Situation &)>>("change");
    QTest::addColumn<QString>("part");

    using Change = std::function<void(Situation &)>;
    const auto row = [](const char *name, const Change &change, const QString &part) {
        QTest::newRow(name) << change << part;
    };
    const auto turned = [](RefusalReason reason) {
        return [reason](Situation &s) { s.arrivals.turned = {{reason, 3, kNow - 20s}}; };
    };
    row(
        "port taken",
        [](Situation &s) {
            s.listening = Listening::Failed;
            s.listenError =
                base::Error{base::Error::Code::PortInUse, {u"127.0.0.1:8667"_s, u"8668"_s}};
        },
        u"Port 8668 is free."_s);
    row(
        "only looked at", [](Situation &s) { s.listening = Listening::Off; }, u"looked at"_s);
    row(
        "disk full",
        [](Situation &s) {
            s.storeError = base::Error{base::Error::Code::DiskFull, {u"x"_s}};
        },
        u"Free some space"_s);
    row(
        "given up", [](Situation &s) { s.arrivals.signInsGivenUp = 2; },
        u"Asked for credentials 2 × in the last hour, and the sender did not come back.\nSet user "
        "name and password"_s);
    row("wrong password", turned(RefusalReason::WrongCredentials),
        u"Wrong user name or password\n3 × in the last hour, the last 20 s ago.\nCompare"_s);
    row(
        "wrong path",
        [](Situation &s) {
            s.path = "/cb";
            s.arrivals.turned = {{RefusalReason::WrongPath, 1, kNow}};
        },
        u"has to end with /cb"_s);
    row("TLS", turned(RefusalReason::TlsOnPlainPort), u"http, not https"_s);
    row("cut short", turned(RefusalReason::CutShort), u"the tunnel's log"_s);
    row("too large", turned(RefusalReason::BodyTooLarge), u"Raise the limit"_s);
    row("no JSON", turned(RefusalReason::NotJson), u"a proxy changes it"_s);
    row("another", turned(RefusalReason::BadHost), u"The row in the table"_s);
}

void DiagnosisTest::tellsWhatIsWrong()
{
    QFETCH(const std::function<void(Situation &)>, change);
    QFETCH(const QString, part);
    Situation situation = fineSituation();

    change(situation);

    QVERIFY2(wrongs(situation).contains(part), qPrintable(wrongs(situation)));
}

void DiagnosisTest::tellsWhoCanReachTheAddress()
{
    Situation situation = fineSituation();
    QVERIFY(everything(engine::diagnose(situation)).contains(u"Only programs on this machine"));

    situation.endpoints.push_back({QHostAddress(QHostAddress::AnyIPv4), 8667});

    QVERIFY(everything(engine::diagnose(situation)).contains(u"Other machines can reach"));
}

void DiagnosisTest::knowsThatABrowserShowsTheAddressToBeReached()
{
    Situation situation = fineSituation();
    situation.arrivals.turned = {{RefusalReason::WrongMethod, 1, kNow}};

    QCOMPARE(wrongs(situation), QString());
    QVERIFY(everything(engine::diagnose(situation)).contains(u"it can be reached"));
}

void DiagnosisTest::saysWhereATunnelHasToLead()
{
    Situation situation = fineSituation();
    situation.path = "/cb";

    QVERIFY(everything(engine::diagnose(situation)).contains(u"lead to http://127.0.0.1:8667/cb"));
}

void DiagnosisTest::saysNothingOfAListenerThatIsNotItsOwn()
{
    Situation situation = fineSituation();
    situation.listening.reset();

    QVERIFY(!everything(engine::diagnose(situation)).contains(u"Listens on"));
    QVERIFY(!everything(engine::diagnose(situation)).contains(u"stored"));
}

void DiagnosisTest::listsWhatCannotBeSeen()
{
    Situation situation = fineSituation();

    const std::vector<Check> open = engine::checksAtBandwidth(situation);
    situation.demandsCredentials = true;
    const std::vector<Check> closed = engine::checksAtBandwidth(situation);

    QCOMPARE(inState(open, Check::State::Unknown).size(), open.size());
    for (const QString &part :
         {u"messaging application"_s, u"message-sending has to be among"_s,
          u"MMS delivery receipts"_s, u"An SMS never has a message-sending."_s})
        QVERIFY2(everything(open).contains(part), qPrintable(part));
    QVERIFY(everything(closed).contains(u"Enter the same user name and password"));
    QVERIFY(std::all_of(open.begin(), open.end(),
                        [](const Check &check) { return !check.remedy.isEmpty(); }));
}

void DiagnosisTest::showsForeignTextAsItIs()
{
    Situation situation = fineSituation();
    situation.arrivals.newest->what = "%1 %2 <b>";
    situation.path = "/%1%2";

    const QString words = everything(engine::diagnose(situation));

    QVERIFY(words.contains(u"%1 %2 <b>, 3 min ago, from"));
    QVERIFY(words.contains(u"Only /%1%2 is taken"));
}

SENDSCOPE_TEST(DiagnosisTest, diagnosis)
#include "tst_diagnosis.moc"
