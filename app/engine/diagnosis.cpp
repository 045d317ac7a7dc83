#include "app/engine/diagnosis.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sendscope::engine {
namespace {

using State = Check::State;
using Reason = event::RefusalReason;

struct DiagnosisWords
{
    Q_DECLARE_TR_FUNCTIONS(Diagnosis)
};

QString addressesOf(const Situation &situation)
{
    QStringList addresses;
    for (const listen::Endpoint &endpoint : situation.endpoints)
        addresses.append(listen::toText(endpoint));
    return addresses.join(DiagnosisWords::tr(" and "));
}

/// Where a tunnel has to lead to.
QString targetOf(const Situation &situation)
{
    if (situation.endpoints.empty())
        return {};
    const QString url = listen::toUrl(situation.endpoints.front());
    return situation.path.isEmpty() ? url : url.chopped(1) + QString::fromUtf8(situation.path);
}

bool isForThisMachineOnly(const Situation &situation)
{
    return std::all_of(
        situation.endpoints.begin(), situation.endpoints.end(),
        [](const listen::Endpoint &endpoint) { return endpoint.address.isLoopback(); });
}

/// "just now", "3 min ago", "2 h ago", "5 days ago".
QString ago(base::UtcTime now, base::UtcTime then)
{
    const qint64 seconds = std::max<qint64>(0, (now - then) / 1s);
    if (seconds < 10)
        return DiagnosisWords::tr("just now");
    if (seconds < 120)
        return DiagnosisWords::tr("%1 s ago").arg(seconds);
    if (seconds < 7'200)
        return DiagnosisWords::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 172'800)
        return DiagnosisWords::tr("%1 h ago").arg(seconds / 3'600);
    return DiagnosisWords::tr("%1 days ago").arg(seconds / 86'400);
}

Check checkListening(const Situation &situation)
{
    const QString subject = DiagnosisWords::tr("Listening");
    if (situation.isRecordedByOthers) {
        return {
            State::Note, subject,
            DiagnosisWords::tr("Another Sendscope records into this capture, and listens."),
            DiagnosisWords::tr("Look there whether anything arrives; it is shown here as well.")};
    }
    switch (*situation.listening) {
    case EngineStatus::Listening::On:
        return {State::Fine,
                subject,
                DiagnosisWords::tr("Listens on %1.").arg(addressesOf(situation)),
                {}};
    case EngineStatus::Listening::Starting:
        return {State::Note, subject, DiagnosisWords::tr("Begins to listen."), {}};
    case EngineStatus::Listening::Failed:
        return {State::Wrong, subject, base::sentence(*situation.listenError),
                base::hint(*situation.listenError)};
    case EngineStatus::Listening::Off:
        break;
    }
    return {State::Wrong, subject,
            DiagnosisWords::tr("This capture is only looked at: nothing is received."),
            DiagnosisWords::tr("Open the capture that is recorded into.")};
}

Check checkReach(const Situation &situation)
{
    const QString subject = DiagnosisWords::tr("Reach");
    if (isForThisMachineOnly(situation)) {
        return {State::Note, subject,
                DiagnosisWords::tr("Only programs on this machine reach the address."),
                DiagnosisWords::tr(
                    "Bandwidth comes in through a tunnel or a reverse proxy: let it lead to "
                    "%1")
                    .replace(u"%1"_s, targetOf(situation))};
    }
    return {State::Note, subject, DiagnosisWords::tr("Other machines can reach the address."),
            DiagnosisWords::tr(
                "Bandwidth needs a public name for it, and port 80, 443, or one from 1024 on. "
                "A firewall or a router may still stand before it.")};
}

Check checkPath(const Situation &situation)
{
    const QString path = QString::fromUtf8(situation.path);
    if (path.isEmpty())
        return {State::Fine,
                DiagnosisWords::tr("Path"),
                DiagnosisWords::tr("Every path is taken."),
                {}};
    return {State::Note, DiagnosisWords::tr("Path"),
            DiagnosisWords::tr("Only %1 is taken; others are answered 404.").replace(u"%1"_s, path),
            DiagnosisWords::tr("The callback URL has to end with it.")};
}

Check checkCredentials(const Situation &situation)
{
    const QString subject = DiagnosisWords::tr("User and password");
    const qint64 givenUp = situation.arrivals.signInsGivenUp;
    if (givenUp > 0) {
        return {
            State::Wrong, subject,
            DiagnosisWords::tr(
                "Asked for credentials %1 × in the last hour, and the sender did not come "
                "back.")
                .arg(givenUp),
            DiagnosisWords::tr("Set user name and password in the Bandwidth application, or turn "
                               "credentials off here.")};
    }
    if (!situation.demandsCredentials)
        return {State::Fine, subject, DiagnosisWords::tr("None are demanded."), {}};
    return {State::Note, subject, DiagnosisWords::tr("They are demanded from every sender."),
            DiagnosisWords::tr(
                "Bandwidth sends without them first, and again with them once it was asked.")};
}

Check checkStoring(const Situation &situation)
{
    const QString subject = DiagnosisWords::tr("Storing");
    if (situation.storeError) {
        return {State::Wrong, subject, base::sentence(*situation.storeError),
                base::hint(*situation.storeError)};
    }
    return {State::Fine, subject, DiagnosisWords::tr("What arrives can be stored."), {}};
}

/// What most likely is behind it, and helps.
QString remedyFor(Reason reason, const Situation &situation)
{
    switch (reason) {
    case Reason::WrongMethod:
        return DiagnosisWords::tr(
            "Somebody opened the address in a browser, or a tunnel looks whether it is "
            "alive: it can be reached. Bandwidth posts.");
    case Reason::WrongPath:
        return DiagnosisWords::tr("The callback URL has to end with %1")
            .replace(u"%1"_s, QString::fromUtf8(situation.path));
    case Reason::WrongCredentials:
        return DiagnosisWords::tr(
            "Compare user name and password in the Bandwidth application with those "
            "here.");
    case Reason::TlsOnPlainPort:
        return DiagnosisWords::tr(
            "Let the tunnel or proxy use http, not https, on its way to here.");
    case Reason::Http2:
        return DiagnosisWords::tr("Let the tunnel or proxy use HTTP/1.1 on its way to here.");
    case Reason::CutShort:
    case Reason::HeadTimeout:
    case Reason::BodyTimeout:
        return DiagnosisWords::tr(
            "The sender, or the tunnel between, gave up: look at the tunnel's log.");
    case Reason::LineTooLong:
    case Reason::HeadTooLarge:
    case Reason::TooManyFields:
    case Reason::ExtensionsTooLarge:
    case Reason::BodyTooLarge:
        return DiagnosisWords::tr(
            "Raise the limit in the settings, if the sender is one of yours.");
    case Reason::NotJson:
    case Reason::EmptyBody:
    case Reason::InvalidUtf8:
    case Reason::TooDeep:
    case Reason::BadContentEncoding:
        return DiagnosisWords::tr(
            "It is not Bandwidth that posts this, or a proxy changes it on the way.");
    default:
        return DiagnosisWords::tr("The row in the table says what was wrong, and where.");
    }
}

Check checkTurned(const RecentArrivals::Turned &turned, const Situation &situation)
{
    const QString finding =
        DiagnosisWords::tr("%1 × in the last hour, the last %2.")
            .arg(QString::number(turned.count), ago(situation.now, turned.last));
    return {turned.reason == Reason::WrongMethod ? State::Note : State::Wrong,
            event::sentence({turned.reason, -1, {}}), finding, remedyFor(turned.reason, situation)};
}

void addRefusals(std::vector<Check> &checks, const Situation &situation)
{
    const RecentArrivals &arrivals = situation.arrivals;
    for (const RecentArrivals::Turned &turned : arrivals.turned)
        checks.push_back(checkTurned(turned, situation));
    if (arrivals.turned.empty()) {
        checks.push_back({State::Fine,
                          DiagnosisWords::tr("Refusals"),
                          DiagnosisWords::tr("Nothing was refused in the last hour."),
                          {}});
    }
    if (!arrivals.isWhole) {
        checks.push_back(
            {State::Note,
             DiagnosisWords::tr("Refusals"),
             DiagnosisWords::tr("Only the newest %1 rows were looked at: so much came.")
                 .arg(kMostArrivals),
             {}});
    }
    if (situation.notKept > 0) {
        checks.push_back(
            {State::Note,
             DiagnosisWords::tr("Refusals"),
             DiagnosisWords::tr("%1 × more, which came too fast and were only counted.")
                 .arg(situation.notKept),
             {}});
    }
}

Check checkNewest(const Situation &situation)
{
    const QString subject = DiagnosisWords::tr("Last request");
    const auto &newest = situation.arrivals.newest;
    if (!newest) {
        return {State::Note, subject, DiagnosisWords::tr("None has come yet."),
                DiagnosisWords::tr(
                    "Open the public address in a browser: even that is seen here at once.")};
    }
    QStringList parts{QString::fromUtf8(newest->what), ago(situation.now, newest->at)};
    if (!newest->peer.isEmpty())
        parts.append(DiagnosisWords::tr("from ") + newest->peer);
    if (newest->status != 0)
        parts.append(DiagnosisWords::tr("answered %1").arg(newest->status));
    return {State::Fine, subject, parts.join(u", "_s) + u'.', {}};
}

} // namespace

Situation situationOf(const Engine &engine)
{
    const EngineStatus &status = engine.status();
    Situation situation;
    situation.now = engine.clock().utc();
    situation.listening = status.listening;
    situation.listenError = status.listenError;
    situation.endpoints = status.endpoints.empty() ? engine.options().endpoints : status.endpoints;
    situation.isRecordedByOthers = status.capture.isInUse && !status.capture.isWritable;
    situation.demandsCredentials = engine.options().credentials.has_value();
    situation.path = engine.options().path;
    situation.storeError = status.storeError;
    situation.notKept = status.notKept;
    situation.arrivals = recentArrivals(*engine.snapshot(), situation.now);
    return situation;
}

std::vector<Check> diagnose(const Situation &situation)
{
    std::vector<Check> checks;
    if (situation.listening)
        checks.push_back(checkListening(situation));
    if (!situation.endpoints.empty()) {
        checks.push_back(checkReach(situation));
        checks.push_back(checkPath(situation));
    }
    checks.push_back(checkCredentials(situation));
    if (situation.listening)
        checks.push_back(checkStoring(situation));
    addRefusals(checks, situation);
    checks.push_back(checkNewest(situation));
    return checks;
}

std::vector<Check> checksAtBandwidth(const Situation &situation)
{
    const auto look = [](const QString &subject, const QString &finding, const QString &remedy) {
        return Check{State::Unknown, subject, finding, remedy};
    };
    std::vector<Check> checks{
        look(DiagnosisWords::tr("Callback URL"),
             DiagnosisWords::tr(
                 "It is set in the messaging application, not at the number: one for inbound "
                 "messages, one for the status of those you send."),
             DiagnosisWords::tr(
                 "Set both to your public address, and see that the number's location has "
                 "this application.")),
        look(DiagnosisWords::tr("Requested types"),
             DiagnosisWords::tr("An application gets only the status events it has requested."),
             DiagnosisWords::tr(
                 "message-sending has to be among its requested callback types, beside "
                 "message-delivered and message-failed.")),
        look(DiagnosisWords::tr("MMS delivery receipts"),
             DiagnosisWords::tr("message-sending comes only where the account has them enabled."),
             DiagnosisWords::tr(
                 "Ask Bandwidth's support whether MMS delivery receipts are on for the "
                 "account.")),
        look(
            DiagnosisWords::tr("SMS or MMS"),
            DiagnosisWords::tr("An SMS never has a message-sending."),
            DiagnosisWords::tr("Send a message with media, or to several recipients, to see one.")),
    };
    if (situation.demandsCredentials) {
        checks.push_back(look(
            DiagnosisWords::tr("User and password"),
            DiagnosisWords::tr("This address demands them, so Bandwidth must have them too."),
            DiagnosisWords::tr("Enter the same user name and password with the callback URL.")));
    } else {
        checks.push_back(
            look(DiagnosisWords::tr("User and password"),
                 DiagnosisWords::tr("This address demands none, so it does not matter whether the "
                                    "application has some."),
                 DiagnosisWords::tr("A proxy in between may demand its own.")));
    }
    return checks;
}

} // namespace sendscope::engine
