#include "app/cli/command.h"
#include "app/store/writerthread.h"
#include "tests/support/filterlist.h"
#include "tests/support/madeevent.h"
#include "tests/support/plainevaluator.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

#include <cstdio>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

std::vector<event::StoredRequest> hostileAndPublished()
{
    QRandomGenerator random(13);
    std::vector<event::StoredRequest> requests = tests::sampleRequests();
    while (requests.size() < 120)
        tests::addMadeRequest(random, requests);
    return requests;
}

/// What goes to stdout while this lives goes into a file.
class CaughtStdout
{
public:
    CaughtStdout()
        : m_before(::dup(STDOUT_FILENO))
    {
        std::fflush(stdout);
        if (m_file.open())
            ::dup2(m_file.handle(), STDOUT_FILENO);
    }
    ~CaughtStdout()
    {
        ::dup2(m_before, STDOUT_FILENO);
        ::close(m_before);
    }
    CaughtStdout(const CaughtStdout &) = delete;
    CaughtStdout &operator=(const CaughtStdout &) = delete;

    QByteArray text()
    {
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    QTemporaryFile m_file;
    const int m_before;
};

/// The lines of `events` with these words.
QByteArrayList eventsOf(const QStringList &words, const settings::Settings &settings = {})
{
    const auto arguments = settings::parseArguments(words, cli::kEvents.options());
    cli::Output output(true);
    cli::Context context{settings::Paths::fromEnvironment(), settings, *arguments, output};
    CaughtStdout caught;
    if (output.end(cli::kEvents.run(context)) != cli::ExitCode::Done)
        return {"failed"};
    QByteArrayList lines = caught.text().split('\n');
    lines.removeLast();
    return lines;
}

} // namespace

/// Every listed filter through `events --filter`, against an evaluator that reads the stored bytes.
class FiltersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findWhatAPlainReadingFinds_data();
    void findWhatAPlainReadingFinds();
    void findByTheNamesInTheSettings();

private:
    QTemporaryDir m_folder;
    QString m_capture;
    std::vector<event::StoredRequest> m_requests;
};

void FiltersTest::initTestCase()
{
    m_capture = m_folder.filePath(u"filters.sendscope"_s);
    m_requests = hostileAndPublished();
    event::DraftBatch batch;
    for (event::StoredRequest &request : m_requests) {
        request.run = {1};
        request.outcome.reset(); // known only after a request was stored
        batch.requests.push_back(request.draft);
    }
    store::WriterThread writer(m_capture, event::Via::Listener);
    bool isStored = false;
    connect(&writer, &store::WriterThread::committed, this, [&isStored] { isStored = true; });
    writer.write(std::move(batch));
    QTRY_VERIFY(isStored);
}

void FiltersTest::findWhatAPlainReadingFinds_data()
{
    QTest::addColumn<QString>("filterText");

    for (const QString &filter : tests::listedFilters())
        QTest::newRow(qPrintable(filter)) << filter;
}

void FiltersTest::findWhatAPlainReadingFinds()
{
    QFETCH(const QString, filterText);
    const filter::Filter filter = filter::parse(filterText).filter;
    QByteArrayList expected;
    for (const event::StoredRequest &request : m_requests) {
        for (size_t i = 0; i < request.draft.events.size(); ++i) {
            if (tests::matchesPlainly(filter, request, qint32(i), base::SystemClock().utc()))
                expected +=
                    "{\"event\":" + QByteArray::number(request.firstEvent.value + qint64(i)) + '}';
        }
    }

    const QByteArrayList found = eventsOf({m_capture, u"--filter=%1"_s.arg(filterText),
                                           u"--columns=event"_s, u"--all"_s, u"--json"_s});

    QCOMPARE(found, expected);
}

void FiltersTest::findByTheNamesInTheSettings()
{
    settings::Settings settings;
    QVERIFY(settings.set(settings::Key::Names, u"+12345678902 = QA handset"_s));
    const auto found = [&](const QString &filter) {
        return eventsOf({m_capture, u"--filter="_s + filter, u"--columns=event"_s, u"--json"_s},
                        settings);
    };

    const QByteArrayList byNumber = found(u"theirs == +12345678902"_s);

    QVERIFY(!byNumber.isEmpty());
    QCOMPARE(found(u"theirs == \"QA handset\""_s), byNumber);
    QCOMPARE(found(u"theirs == \"QA phone\""_s), QByteArrayList());
}

SENDSCOPE_TEST(FiltersTest, filters)
#include "tst_filters.moc"
