#include "app/event/jsontext.h"
#include "app/exchange/exporter.h"
#include "app/exchange/exportfile.h"
#include "app/exchange/jsonformat.h"
#include "app/exchange/ndjsonformat.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

namespace {

/// What an export wrote, and what it says of it.
struct Exported
{
    QByteArray bytes;
    base::Result<exchange::ExportSummary> summary{exchange::ExportSummary()};
};

Exported exported(const QString &capture, exchange::ExportFormat &format,
                  exchange::Selection selection = {})
{
    Exported result;
    result.summary = exchange::exportRequests(
        capture, std::move(selection), format,
        [&result](const QByteArray &bytes) {
            result.bytes += bytes;
            return true;
        },
        {}, [](const exchange::ExportProgress &) {});
    return result;
}

/// The numbers of the requests in NDJSON.
QList<qint64> requestsIn(const QByteArray &ndjson)
{
    QList<qint64> numbers;
    for (const QByteArray &line : ndjson.split('\n')) {
        const auto json = event::JsonText::scan(line);
        if (json)
            numbers += json->raw(json->member(0, "request")).toByteArray().toLongLong();
    }
    return numbers;
}

event::DraftRequest draftOf(const QByteArray &body, std::vector<event::DraftEvent> rows)
{
    event::DraftRequest draft = tests::draftRequest(body);
    draft.events = std::move(rows);
    return draft;
}

} // namespace

/// Requests out of a capture.
class ExporterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void writesEverything();
    void writesTheChosenRows();
    void writesWhatIsFound();
    void writesWhatStandsBeside();
    void writesElementsAsTheyCame();
    void writesAnEmptyArrayOfNothing();
    void exportsWhatIsThereWhileSomebodyRecords();
    void canBeCancelled();
    void endsWhereTheSinkIsFull();
    void saysThatThereIsNoCapture();
    void leavesNoHalfFile();
    void replacesOnlyWithAWholeFile();
    void doesNotOverwriteTheCapture();
    void tellsOfAFullDisk();
    void keepsCredentialsToTheUser();

private:
    QString path(const QString &name = u"test.sendscope"_s) const
    {
        return m_folder->filePath(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ExporterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ExporterTest::writesEverything()
{
    tests::Recorder recorder(path());
    for (int i = 0; i < 3; ++i)
        QVERIFY(recorder.write("[{}]"_ba));
    recorder.close();
    exchange::NdjsonFormat format(false);

    const Exported result = exported(path(), format);

    QVERIFY(result.summary);
    QCOMPARE(result.summary->parts, 3);
    QCOMPARE(result.summary->leftOut, 0);
    QCOMPARE(result.summary->bytes, result.bytes.size());
    QCOMPARE(requestsIn(result.bytes), (QList<qint64>{1, 2, 3}));
}

void ExporterTest::writesTheChosenRows()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    for (int i = 0; i < 10'000; ++i)
        batch.requests.push_back(draftOf("[1,2]"_ba, {{0, 1, 1}, {1, 3, 1}}));
    QVERIFY(recorder.write(std::move(batch)));
    recorder.close();
    exchange::Selection selection;
    selection.events = {{1}, {2}, {4}, {40}, {41}, {19'999}};
    exchange::NdjsonFormat ndjson(false);
    exchange::JsonFormat json;

    QCOMPARE(requestsIn(exported(path(), ndjson, selection).bytes),
             (QList<qint64>{1, 2, 20, 21, 10'000}));
    QCOMPARE(exported(path(), json, selection).bytes, "[\n1,\n2,\n2,\n2,\n1,\n1\n]\n"_ba);
}

void ExporterTest::writesWhatIsFound()
{
    tests::Recorder recorder(path());
    for (int i = 0; i < 10; ++i)
        QVERIFY(recorder.write("[{}]"_ba));
    recorder.close();
    exchange::Selection selection;
    selection.find = [](const std::vector<event::StoredRequest> &requests) {
        std::vector<event::EventId> found;
        for (const event::StoredRequest &request : requests) {
            if (request.firstEvent.value % 4 == 0)
                found.push_back(request.firstEvent);
        }
        return found;
    };
    exchange::NdjsonFormat format(false);

    QCOMPARE(requestsIn(exported(path(), format, selection).bytes), (QList<qint64>{4, 8}));
}

void ExporterTest::writesWhatStandsBeside()
{
    tests::Recorder recorder(path());
    for (int i = 0; i < 3; ++i)
        QVERIFY(recorder.write("[{}]"_ba));
    event::Attempt attempt;
    attempt.request = {2};
    attempt.target = u"http://localhost/"_s;
    attempt.status = 404;
    QVERIFY(recorder.writeAttempts({attempt}));
    QVERIFY(store::addRemarks(path(), {{{{2}, {}, u"a note"_s}}, {{{3}, {}, u"star"_s}}}));
    recorder.close();
    exchange::NdjsonFormat format(false);

    const QList<QByteArray> lines = exported(path(), format).bytes.split('\n');

    QVERIFY(!lines[0].contains("attempts") && !lines[0].contains("notes"));
    const QByteArray target = "\"target\":\"http://localhost/\"";
    QVERIFY(lines[1].contains(target));
    QVERIFY(lines[1].contains("\"text\":\"a note\""));
    QVERIFY(lines[2].contains("\"mark\":\"star\"") && !lines[2].contains("notes"));
}

void ExporterTest::writesElementsAsTheyCame()
{
    tests::Recorder recorder(path());
    event::DraftBatch batch;
    batch.requests.push_back(draftOf("[ {\"a\" : 1.10} ,-0]"_ba, {{0, 2, 12}, {1, 16, 2}}));
    batch.requests.push_back(draftOf("{\"a\":1e400}"_ba, {{0, 0, 11}}));
    event::DraftRequest malformed = draftOf("[{"_ba, {{}});
    malformed.request.verdict = event::Verdict::Malformed;
    malformed.request.refusal = event::Refusal{event::RefusalReason::NotJson, 2, {}};
    batch.requests.push_back(malformed);
    QVERIFY(recorder.write(std::move(batch)));
    recorder.close();
    exchange::JsonFormat format;

    const Exported result = exported(path(), format);

    QCOMPARE(result.bytes, "[\n{\"a\" : 1.10},\n-0,\n{\"a\":1e400}\n]\n"_ba);
    QCOMPARE(result.summary->parts, 3);
    QCOMPARE(result.summary->leftOut, 1);
}

void ExporterTest::writesAnEmptyArrayOfNothing()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.isOpen());
    exchange::JsonFormat format;

    QVERIFY(event::JsonText::scan(exported(path(), format).bytes));
}

void ExporterTest::exportsWhatIsThereWhileSomebodyRecords()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[{}]"_ba));
    exchange::NdjsonFormat format(false);
    exchange::Selection selection;
    selection.find = [&](const std::vector<event::StoredRequest> &requests) {
        return std::vector{requests.front().firstEvent};
    };
    auto source = exchange::RequestSource::open(path(), selection);
    QVERIFY(source);

    QVERIFY(recorder.write("[{}]"_ba));

    QCOMPARE((*source)->rows(), 1);
    QCOMPARE((**(*source)->next()).size(), 1U);
    QVERIFY(!(*source)->next()->has_value());
}

void ExporterTest::canBeCancelled()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[{}]"_ba));
    const base::CancelToken cancel;
    cancel.cancel();
    exchange::NdjsonFormat format(false);

    const auto summary = exchange::exportRequests(
        path(), {}, format, [](const QByteArray &) { return true; }, cancel,
        [](const exchange::ExportProgress &) {});

    QVERIFY(!summary);
    QCOMPARE(summary.error().code, Code::Cancelled);
}

void ExporterTest::endsWhereTheSinkIsFull()
{
    tests::Recorder recorder(path());
    for (int i = 0; i < 3; ++i)
        QVERIFY(recorder.write("[\"" + QByteArray(900'000, 'x') + "\"]"));
    exchange::NdjsonFormat format(false);
    int calls = 0;

    const auto summary = exchange::exportRequests(
        path(), {}, format,
        [&calls](const QByteArray &) {
            ++calls;
            return false;
        },
        {}, [](const exchange::ExportProgress &) {});

    QVERIFY(!summary);
    QCOMPARE(calls, 1);
}

void ExporterTest::saysThatThereIsNoCapture()
{
    exchange::NdjsonFormat format(false);

    const Exported result = exported(path(), format);

    QVERIFY(!result.summary);
    QCOMPARE(result.summary.error().code, Code::NotFound);
}

void ExporterTest::leavesNoHalfFile()
{
    {
        const auto file = exchange::ExportFile::open(path(u"out"_s), path(), false);
        QVERIFY(file);
        QVERIFY((*file)->write("half"_ba));
    }

    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void ExporterTest::replacesOnlyWithAWholeFile()
{
    QFile old(path(u"out"_s));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    const auto file = exchange::ExportFile::open(path(u"out"_s), path(), false);
    QVERIFY(file);
    QVERIFY((*file)->write("whole"_ba));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), "old"_ba);
    old.close();

    QVERIFY((*file)->commit());

    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), "whole"_ba);
}

void ExporterTest::doesNotOverwriteTheCapture()
{
    tests::Recorder recorder(path());
    QVERIFY(recorder.write("[{}]"_ba));
    QVERIFY(QFile::link(path(), path(u"link"_s)));

    for (const QString &name : {path(), path(u"link"_s), m_folder->path()}) {
        const auto file = exchange::ExportFile::open(name, path(), false);
        QVERIFY(!file);
        QCOMPARE(file.error().code, Code::FileUnwritable);
    }
}

void ExporterTest::tellsOfAFullDisk()
{
    const auto file = exchange::ExportFile::open(u"/dev/full"_s, path(), false);
    QVERIFY(file);

    QVERIFY(!(*file)->write("anything"_ba));

    const auto done = (*file)->commit();
    QVERIFY(!done);
    QCOMPARE(done.error().code, Code::DiskFull);
}

void ExporterTest::keepsCredentialsToTheUser()
{
    const auto file = exchange::ExportFile::open(path(u"out"_s), path(), true);
    QVERIFY(file);
    QVERIFY((*file)->write("a"_ba));
    QVERIFY((*file)->commit());

    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(QFile::permissions(path(u"out"_s)) & others));
}

SENDSCOPE_TEST(ExporterTest, exporter)

#include "tst_exporter.moc"
