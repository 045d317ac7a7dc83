#include "app/exchange/exporter.h"
#include "app/exchange/importer.h"
#include "app/exchange/ndjsonformat.h"
#include "app/store/addendareader.h"
#include "app/store/reader.h"
#include "app/store/writerthread.h"
#include "tests/bench/manyevents.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"

#include <QEventLoop>
#include <QFile>
#include <QMetaObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace sendscope;
using namespace Qt::StringLiterals;
using Code = base::Error::Code;

namespace {

const base::UtcTime kNow{std::chrono::seconds(1'795'748'856)};

/// Imports, as the command does.
class Import
{
public:
    Import(const QString &capture, const QStringList &files, bool skipsBad = false)
        : m_writer(capture, event::Via::Import)
        , importer(capture, {files, skipsBad, "test", kNow})
    {
        using exchange::Importer;
        using store::WriterThread;
        QObject::connect(&m_writer, &WriterThread::committed, &importer, &Importer::onStored);
        QObject::connect(&m_writer, &WriterThread::failed, &importer, &Importer::onFailed);
        QObject::connect(&importer, &Importer::batchReady, &m_loop,
                         [this](const std::shared_ptr<event::DraftBatch> &batch) {
                             m_writer.write(std::move(*batch));
                         });
        QObject::connect(&importer, &Importer::finished, &m_loop,
                         [this](const exchange::ImportSummary &summary) {
                             m_summary = summary;
                             m_loop.quit();
                         });
    }

    exchange::ImportSummary run()
    {
        importer.start();
        m_loop.exec();
        return m_summary;
    }

private:
    QEventLoop m_loop;
    store::WriterThread m_writer;
    exchange::ImportSummary m_summary;

public:
    exchange::Importer importer; ///< Ends before the writer.
};

QByteArray exported(const QString &capture)
{
    QByteArray bytes;
    exchange::NdjsonFormat format(true);
    const auto summary = exchange::exportRequests(
        capture, {}, format,
        [&bytes](const QByteArray &some) {
            bytes += some;
            return true;
        },
        {}, [](const exchange::ExportProgress &) {});
    return summary ? bytes : QByteArray();
}

/// Without what an import changes: the numbers, and how it came.
QByteArray withoutNumbers(const QByteArray &ndjson)
{
    static const QRegularExpression numbers(u"(?<=\"request\":)[0-9]+|(?<=\"via\":\")[a-z]+"_s);
    return QString::fromUtf8(ndjson).replace(numbers, u"x"_s).toUtf8();
}

} // namespace

/// Files into a capture.
class ImporterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void bringsBackWhatWasExported();
    void keepsWhatStandsBeside();
    void givesEachFileARunOfItsOwn();
    void endsAtWhatIsBad();
    void skipsWhatIsBad();
    void saysThatAFileIsNotThere();
    void doesNotLookIntoACapture();
    void importsNothingOfAnEmptyFile();
    void readsAPipe();
    void canBeCancelledWhileItWaits();
    void tellsThatNothingCanBeWritten();
    void importsWhileSomebodyRecords();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString fileWith(const QByteArray &content, const QString &name = u"a.ndjson"_s) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ImporterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString ImporterTest::fileWith(const QByteArray &content, const QString &name) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void ImporterTest::bringsBackWhatWasExported()
{
    {
        tests::Recorder recorder(path(u"from.sendscope"_s));
        event::DraftBatch batch;
        for (int n = 0; n < 9'000; ++n)
            batch.requests.push_back(bench::draftEvent(n, {7}));
        event::DraftRequest refused = tests::draftRequest("\x00\xff"_ba);
        refused.request.verdict = event::Verdict::Refused;
        refused.request.refusal =
            event::Refusal{event::RefusalReason::BadHeader, 14, u"a colon was expected"_s};
        refused.request.trailers = "Cookie: a\r\n"_ba;
        refused.events = {{}};
        batch.requests.push_back(refused);
        QVERIFY(recorder.write(std::move(batch)));
    }
    const QByteArray before = exported(path(u"from.sendscope"_s));
    QCOMPARE(before.count('\n'), 9'001);

    const auto summary = Import(path(u"to.sendscope"_s), {fileWith(before)}).run();

    QVERIFY2(!summary.error, summary.error ? qPrintable(base::sentence(*summary.error)) : "");
    QCOMPARE(summary.requests, 9'001);
    const QByteArray after = exported(path(u"to.sendscope"_s));
    QCOMPARE(withoutNumbers(after), withoutNumbers(before));
}

void ImporterTest::keepsWhatStandsBeside()
{
    {
        tests::Recorder recorder(path(u"from.sendscope"_s));
        event::DraftBatch requests;
        for (int i = 0; i < 3; ++i) {
            requests.requests.push_back(tests::draftRequest("[{},{}]"_ba));
            requests.requests.back().events = {{0, 1, 2}, {1, 4, 2}};
        }
        QVERIFY(recorder.write(std::move(requests)));
        event::DraftBatch batch;
        batch.outcomes = {{{2}, kNow, 503, false}};
        QVERIFY(recorder.write(std::move(batch)));
        event::Attempt attempt;
        attempt.request = {3};
        attempt.target = u"http://localhost/"_s;
        attempt.status = 404;
        QVERIFY(recorder.writeAttempts({attempt, attempt}));
        QVERIFY(store::addRemarks(path(u"from.sendscope"_s),
                                  {{{{2}, kNow, u"a note"_s}}, {{{3}, kNow, u"star"_s}}}));
    }
    const QByteArray before = exported(path(u"from.sendscope"_s));

    QVERIFY(!Import(path(u"to.sendscope"_s), {fileWith(before)}).run().error);

    QCOMPARE(withoutNumbers(exported(path(u"to.sendscope"_s))), withoutNumbers(before));
}

void ImporterTest::givesEachFileARunOfItsOwn()
{
    const QStringList files{fileWith("{}\n{}"_ba), fileWith("[]"_ba, u"b.json"_s)};

    const auto summary = Import(path(u"to.sendscope"_s), files).run();

    QCOMPARE(summary.requests, 3);
    const auto reader = store::Reader::open(path(u"to.sendscope"_s));
    QVERIFY(reader);
    const auto requests = (*reader)->requests({1}, {3});
    QVERIFY(requests);
    QCOMPARE((*requests)[0].run, (*requests)[1].run);
    QVERIFY((*requests)[1].run != (*requests)[2].run);
    const auto runs = (*reader)->runs();
    QVERIFY(runs);
    QCOMPARE(runs->size(), 2U);
    QVERIFY((*runs)[0].via == event::Via::Import && !(*runs)[0].wasCutOff);
}

void ImporterTest::endsAtWhatIsBad()
{
    const QString file = fileWith("{}\n{}\n{\"a\":}\n{}\n"_ba);

    const auto summary =
        Import(path(u"to.sendscope"_s), {file, fileWith("[]"_ba, u"b.json"_s)}).run();

    QCOMPARE(summary.requests, 2);
    QVERIFY(summary.error);
    QCOMPARE(summary.error->code, Code::Malformed);
    QCOMPARE(base::sentence(*summary.error),
             file + u", line 3, byte 6: a value was expected, } was found"_s);
}

void ImporterTest::skipsWhatIsBad()
{
    const QString file = fileWith("{}\nno\n{\"a\":}\n{}\n"_ba);

    const auto summary = Import(path(u"to.sendscope"_s), {file}, true).run();

    QVERIFY(!summary.error);
    QCOMPARE(summary.requests, 2);
    QCOMPARE(summary.bad, 2);
    QCOMPARE(summary.faults.size(), 2);
    QCOMPARE(summary.faults[0], file + u", line 2, byte 1: a JSON object or array was expected"_s);
}

void ImporterTest::saysThatAFileIsNotThere()
{
    const auto summary = Import(path(u"to.sendscope"_s), {path(u"none"_s)}).run();

    QVERIFY(summary.error);
    QCOMPARE(summary.error->code, Code::FileUnreadable);
    QCOMPARE(summary.error->args.value(0), path(u"none"_s));
    QVERIFY(!summary.error->args.value(1).isEmpty());
}

void ImporterTest::doesNotLookIntoACapture()
{
    tests::Recorder recorder(path(u"recorded"_s));
    QVERIFY(recorder.write("[{}]"_ba));
    fileWith("{}"_ba, u"closed.sendscope"_s);
    QVERIFY(QFile::link(path(u"recorded"_s), path(u"link.json"_s)));

    for (const QString &name : {u"recorded"_s, u"closed.sendscope"_s, u"link.json"_s}) {
        const auto summary = Import(path(u"to.sendscope"_s), {path(name)}).run();
        QVERIFY(summary.error);
        QVERIFY(summary.error->args.value(1).startsWith(u"it is a capture"));
    }
}

void ImporterTest::importsNothingOfAnEmptyFile()
{
    const auto summary = Import(path(u"to.sendscope"_s), {fileWith({})}).run();

    QVERIFY(!summary.error);
    QCOMPARE(summary.requests, 0);
}

void ImporterTest::readsAPipe()
{
    int ends[2];
    QCOMPARE(pipe(ends), 0);
    QCOMPARE(::write(ends[1], "{}\n[]\n", 6), 6);
    close(ends[1]);

    const auto summary = Import(path(u"to.sendscope"_s), {u"/dev/fd/%1"_s.arg(ends[0])}).run();

    close(ends[0]);
    QVERIFY(!summary.error);
    QCOMPARE(summary.requests, 2);
}

void ImporterTest::canBeCancelledWhileItWaits()
{
    int ends[2];
    QCOMPARE(pipe(ends), 0);
    QCOMPARE(::write(ends[1], "{}\n", 3), 3);
    Import import(path(u"to.sendscope"_s), {u"/dev/fd/%1"_s.arg(ends[0])});
    QMetaObject::invokeMethod(&import.importer, &exchange::Importer::cancel, Qt::QueuedConnection);

    const auto summary = import.run();

    QVERIFY(summary.error);
    QCOMPARE(summary.error->code, Code::Cancelled);
    close(ends[0]);
    close(ends[1]);
}

void ImporterTest::tellsThatNothingCanBeWritten()
{
    QFile file(path(u"other.sendscope"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no capture at all") > 0);
    file.close();

    const auto summary = Import(path(u"other.sendscope"_s), {fileWith("{}"_ba)}).run();

    QVERIFY(summary.error);
    QCOMPARE(summary.requests, 0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "no capture at all"_ba);
}

/// A listener's batches do not confuse an import that goes into the same capture.
void ImporterTest::importsWhileSomebodyRecords()
{
    QByteArray many;
    for (int i = 0; i < 20'000; ++i)
        many += "{\"n\":" + QByteArray::number(i) + "}\n";
    const QString capture = path(u"to.sendscope"_s);
    store::WriterThread writer(capture, event::Via::Listener);
    exchange::Importer importer(capture, {{fileWith(many)}, false, "test", kNow});
    QEventLoop loop;
    exchange::ImportSummary summary;
    int recorded = 0;
    const auto record = [&] {
        event::DraftBatch batch;
        batch.requests.push_back(tests::draftRequest("[{}]"_ba));
        writer.write(std::move(batch));
    };
    connect(&writer, &store::WriterThread::committed, &importer, &exchange::Importer::onStored);
    connect(&writer, &store::WriterThread::committed, &loop,
            [&](const event::StoredBatchPtr &batch) {
                if (batch->source != event::BatchSource::Listener)
                    return;
                ++recorded;
                record();
            });
    connect(
        &importer, &exchange::Importer::batchReady, &loop,
        [&](const std::shared_ptr<event::DraftBatch> &batch) { writer.write(std::move(*batch)); });
    connect(&importer, &exchange::Importer::finished, &loop,
            [&](const exchange::ImportSummary &ended) {
                summary = ended;
                loop.quit();
            });
    record();
    importer.start();

    loop.exec();

    QVERIFY(!summary.error);
    QCOMPARE(summary.requests, 20'000);
    QVERIFY(recorded > 0);
    const auto reader = store::Reader::open(capture);
    QVERIFY(reader);
    const auto all = (*reader)->requests({1}, *(*reader)->newest());
    QVERIFY(all);
    int imported = 0;
    for (const event::StoredRequest &request : *all) {
        if (request.draft.request.via != event::Via::Import)
            continue;
        QCOMPARE(request.draft.request.body, "{\"n\":" + QByteArray::number(imported) + '}');
        ++imported;
    }
    QCOMPARE(imported, 20'000);
}

SENDSCOPE_TEST(ImporterTest, importer)

#include "tst_importer.moc"
