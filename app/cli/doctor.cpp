#include "app/base/stallrecord.h"
#include "app/cli/command.h"
#include "app/cli/eventfinder.h"
#include "app/engine/diagnosis.h"
#include "app/engine/enginesettings.h"
#include "app/store/reader.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSslSocket>
#include <QStorageInfo>
#include <QSysInfo>
#include <QTcpServer>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace sendscope::cli {
namespace {

using namespace std::chrono_literals;
using settings::Key;

constexpr qsizetype kSubjectWidth = 21;

QList<settings::Option> options()
{
    return {settings::optionFor(settings::entry(Key::Capture)),
            settings::optionFor(settings::entry(Key::ListenAddresses)),
            settings::optionFor(settings::entry(Key::ListenPath)),
            {"json", "", "One JSON object for each line of the report."}};
}

/// One line of the report.
struct Finding
{
    bool isFine = true; ///< False: it asks for something.
    QString subject;
    QString state;
    QString remedy;          ///< What to do; empty where nothing has to be.
    QByteArray figures = {}; ///< A JSON object for --json; empty where there are none.
    bool isSeen = true;      ///< False: it cannot be seen from here.
};

/// Writes findings as they are made, and remembers whether one asks for something.
class Report
{
public:
    explicit Report(Output &output)
        : m_output(output)
    {
    }

    void add(const Finding &finding)
    {
        m_isFine = m_isFine && finding.isFine;
        if (m_output.isJson()) {
            QByteArray json = "{\"fine\":" + QByteArray(finding.isFine ? "true" : "false")
                + ",\"subject\":" + jsonString(finding.subject) + ",\"state\":"
                + jsonString(finding.state) + ",\"remedy\":" + jsonString(finding.remedy);
            if (!finding.isSeen)
                json += ",\"seen\":false";
            if (!finding.figures.isEmpty())
                json += ",\"figures\":" + finding.figures;
            m_output.writeJson(json + "}\n");
            return;
        }
        const QString mark = !finding.isSeen ? u"ask "_s : finding.isFine ? u"ok  "_s : u"look"_s;
        m_output.writeLine(mark + u"  "_s + finding.subject.leftJustified(kSubjectWidth) + u"  "_s
                           + finding.state);
        if (!finding.remedy.isEmpty())
            m_output.writeLine(QString(kSubjectWidth + 8, u' ') + finding.remedy);
    }

    bool isFine() const { return m_isFine; }

private:
    Output &m_output;
    bool m_isFine = true;
};

Finding aboutProgram()
{
    return {
        true, u"Sendscope"_s,
        QStringLiteral(SENDSCOPE_VERSION)
            + u", Qt %1, %2"_s.arg(QLatin1StringView(qVersion()), QSysInfo::prettyProductName())};
}

Finding aboutCapture(const QString &path)
{
    if (!QFileInfo::exists(path))
        return {true, u"capture"_s, path + u": begun with the first event"_s};
    const auto reader = store::Reader::open(path);
    if (!reader)
        return {false, u"capture"_s, base::sentence(reader.error()), base::hint(reader.error())};
    const auto newest = (*reader)->newest();
    if (!newest)
        return {false, u"capture"_s, base::sentence(newest.error()), base::hint(newest.error())};
    const QString use = (*reader)->info().isInUse ? u", recorded into now"_s : QString();
    return {true, u"capture"_s,
            u"%1: newest event %2%3"_s.arg(path, QString::number(newest->value), use)};
}

Finding aboutDisk(const QString &path)
{
    constexpr qint64 kLittle = 1'000'000'000;
    QFileInfo folder(QFileInfo(path).path());
    while (!folder.exists() && !folder.isRoot())
        folder = QFileInfo(folder.path());
    const qint64 free = QStorageInfo(folder.absoluteFilePath()).bytesAvailable();
    if (!QFileInfo(folder.absoluteFilePath()).isWritable())
        return {false, u"disk"_s, folder.absoluteFilePath() + u" cannot be written"_s,
                u"Choose a folder that you may write to: --capture FILE"_s};
    const QString state = u"%1 MB free"_s.arg(free / 1'000'000);
    if (free < kLittle)
        return {false, u"disk"_s, state,
                u"Free some space: what cannot be stored is answered 503."_s};
    return {true, u"disk"_s, state};
}

/// \p isRecording: a Sendscope records into the capture, and listens most likely here.
Finding aboutAddress(const QString &text, bool isRecording)
{
    const auto endpoint = listen::parseEndpoint(text);
    if (!endpoint)
        return {false, u"address"_s, base::sentence(endpoint.error()),
                base::hint(endpoint.error())};
    QTcpServer probe;
    if (probe.listen(endpoint->address, endpoint->port))
        return {true, u"address"_s, text + u" is free"_s};
    if (probe.serverError() == QAbstractSocket::AddressInUseError && isRecording)
        return {true, u"address"_s, text + u" is in use while a Sendscope is recording"_s};
    if (probe.serverError() == QAbstractSocket::AddressInUseError) {
        return {false, u"address"_s, text + u" is in use"_s,
                u"Another program has it. Listen elsewhere: --listen 127.0.0.1:0"_s};
    }
    return {false, u"address"_s, text + u": "_s + probe.errorString(),
            u"Choose an address of this machine with --listen."_s};
}

Finding aboutOpenFiles()
{
    constexpr rlim_t kUsual = 4'096;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const QString state = u"%1 files may be open"_s.arg(limit.rlim_max);
    if (limit.rlim_max < kUsual)
        return {false, u"open files"_s, state,
                u"More connections need a higher limit: ulimit -Hn"_s};
    return {true, u"open files"_s, state};
}

Finding aboutTls()
{
    if (QSslSocket::supportsSsl())
        return {true, u"TLS"_s, QSslSocket::sslLibraryVersionString()};
    return {false, u"TLS"_s, u"not there"_s,
            u"Install OpenSSL's library: targets over https need it."_s};
}

Finding aboutDisplay()
{
    const bool hasDisplay =
        !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    return {true, u"display"_s,
            hasDisplay ? u"there"_s : u"none: the window cannot open here, listen can"_s};
}

/// "2 h 4 min", "4 min 7 s", "7 s".
QString spanText(std::chrono::microseconds span)
{
    const qint64 seconds = span / 1s;
    const qint64 minutes = seconds / 60;
    if (minutes >= 60)
        return u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60);
    return minutes > 0 ? u"%1 min %2 s"_s.arg(minutes).arg(seconds % 60) : u"%1 s"_s.arg(seconds);
}

QString momentText(base::UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch() / 1ms, Qt::UTC)
        .toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

/// "longest stall 38 ms, none over 50 ms, in 2 h 4 min (last watched run, from 2020-06-25 18:42:36
/// UTC)"
QString stallText(const base::StallRecord &record)
{
    QString text = u"longest stall %1 ms"_s.arg(record.longest / 1ms);
    if (record.overLimit > 0)
        text += u" at "_s + momentText(record.longestAt);
    text += u", "_s + (record.overLimit > 0 ? QString::number(record.overLimit) : u"none"_s)
        + u" over %1 ms"_s.arg(base::StallRecord::kLimit / 1ms);
    const QString run =
        record.isOver ? u"last watched run"_s : u"a run that goes on or was cut off"_s;
    return text
        + u", in %1 (%2, from %3 UTC)"_s.arg(spanText(record.watched), run,
                                             momentText(record.begun));
}

/// How long the window stood still when it last ran. Said, not judged: a busy machine is no fault
/// of the installation.
Finding aboutWindow(const QString &stallFile)
{
    constexpr qint64 kMost = 65'536;
    QFile file(stallFile);
    if (!file.open(QFile::ReadOnly)) {
        return {true, u"window"_s,
                u"not watched: sendscope --watch measures how long it ever stands still"_s};
    }
    const QByteArray json = file.read(kMost);
    const auto record = base::stallRecordFromJson(json);
    if (!record)
        return {false, u"window"_s, stallFile + u" cannot be read"_s,
                u"Remove it: the window writes a new one."_s};
    return {true, u"window"_s, stallText(*record), {}, base::toJson(*record)};
}

/// What came lately into a capture that may be recorded into now. Nothing where it cannot be read:
/// aboutCapture() says why.
engine::RecentArrivals arrivalsOf(const store::Reader &reader, base::UtcTime now)
{
    const auto newest = reader.newest();
    const auto requests = newest
        ? reader.requests({std::max<qint64>(1, newest->value - engine::kMostArrivals)}, *newest)
        : newest.error();
    if (!requests)
        return {};
    const EventFinder finder({}, {{}, {}, now, {}});
    return engine::recentArrivals(*finder.snapshotOf(*requests, now), now);
}

/// The same as the window says where nothing arrives.
void addArrivals(Report &report, const settings::Settings &settings, const store::Reader *reader)
{
    engine::Situation situation;
    situation.now = base::SystemClock().utc();
    situation.demandsCredentials = !settings.text(Key::ListenCredentials).isEmpty();
    situation.path = settings.text(Key::ListenPath).toUtf8();
    for (const QString &address : settings.list(Key::ListenAddresses)) {
        if (const auto endpoint = listen::parseEndpoint(address))
            situation.endpoints.push_back(*endpoint);
    }
    if (reader)
        situation.arrivals = arrivalsOf(*reader, situation.now);

    std::vector<engine::Check> checks = engine::diagnose(situation);
    const std::vector<engine::Check> others = engine::checksAtBandwidth(situation);
    checks.insert(checks.end(), others.begin(), others.end());
    for (const engine::Check &check : checks) {
        report.add({check.state != engine::Check::State::Wrong, check.subject, check.finding,
                    check.remedy, QByteArray(), check.state != engine::Check::State::Unknown});
    }
}

ExitCode run(Context &context)
{
    const QString capture = engine::chosenCapture(context.settings, context.paths, {});
    Report report(context.output);
    report.add(aboutProgram());
    report.add({true, u"settings"_s, context.paths.settingsFile});
    report.add(aboutCapture(capture));
    report.add(aboutDisk(capture));
    const auto reader = store::Reader::open(capture);
    const bool isRecording = reader && (*reader)->info().isInUse;
    for (const QString &address : context.settings.list(Key::ListenAddresses))
        report.add(aboutAddress(address, isRecording));
    report.add(aboutOpenFiles());
    report.add(aboutTls());
    report.add(aboutDisplay());
    report.add(aboutWindow(context.paths.stallFile));
    addArrivals(report, context.settings, reader ? reader->get() : nullptr);
    return report.isFine() ? ExitCode::Done : ExitCode::Findings;
}

} // namespace

const Command kDoctor{
    "doctor", "", 0, 0, "Tells what is here, what is missing, and what to do about it.",
    options,  run};

} // namespace sendscope::cli
