#include "tests/cli/programs.h"
#include "tests/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

/// Without what an import changes.
QByteArray withoutNumbers(const QByteArray &ndjson)
{
    static const QRegularExpression numbers(u"(?<=\"request\":)[0-9]+|(?<=\"via\":\")[a-z]+"_s);
    return QString::fromUtf8(ndjson).replace(numbers, u"x"_s).toUtf8();
}

} // namespace

/// `import` and `export` as people run them.
class ExchangeCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void refuses_data();
    void refuses();
    void bringsBackWhatItExported();
    void exportsWhatMatches();
    void exportsElements();
    void exportsCommandsThatRun();
    void copiesTheCapture();
    void readsStdin();
    void namesTheLineThatIsBad();
    void goesOnWhenAskedTo();
    void tellsOfACaptureInUse();
    void exportsWhileSomebodyRecords();
    void tellsThatTheDiskIsFull();
    void endsQuietlyWhenNobodyReads();
    void keepsWhatCameBeforeASignal();

private:
    QString path(const QString &name) const { return m_home->path(name); }
    void prepare(QProcess &process, const QString &line) const;
    tests::Ended run(const QString &line, const QByteArray &input = {}) const;

    /// A capture of so many messages.
    bool makeCapture(int messages) const;

    std::unique_ptr<tests::ProgramHome> m_home;
};

void ExchangeCommandTest::init()
{
    m_home = std::make_unique<tests::ProgramHome>();
}

/// Words of the line that begin with @ are files in the test's folder.
void ExchangeCommandTest::prepare(QProcess &process, const QString &line) const
{
    m_home->prepare(process);
    QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words) {
        if (word.startsWith(u'@'))
            word = path(word.sliced(1));
    }
    process.setArguments(words);
}

tests::Ended ExchangeCommandTest::run(const QString &line, const QByteArray &input) const
{
    QProcess process;
    prepare(process, line);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    return tests::ProgramHome::end(process);
}

bool ExchangeCommandTest::makeCapture(int messages) const
{
    return run(u"generate --count %1 --output @made.ndjson"_s.arg(messages)).code == 0
        && run(u"import @made.ndjson --capture @a.sendscope"_s).code == 0;
}

void ExchangeCommandTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");

    QTest::newRow("no file") << u"import --capture @a"_s << 2 << u"FILE..."_s;
    QTest::newRow("no capture") << u"import @a"_s << 2 << u"--capture FILE"_s;
    QTest::newRow("a file that is not there")
        << u"import @none --capture @a.sendscope"_s << 4 << u"none cannot be read"_s;
    QTest::newRow("a folder") << u"import @ --capture @a.sendscope"_s << 4 << u"folder"_s;
    QTest::newRow("no format") << u"export @a.sendscope"_s << 2 << u"--format ndjson"_s;
    QTest::newRow("another format") << u"export --format xml"_s << 2 << u"xml"_s;
    QTest::newRow("a filter of a copy")
        << u"export --format sendscope --filter a --output @b"_s << 2 << u"--filter"_s;
    QTest::newRow("a copy to stdout") << u"export --format sendscope"_s << 2 << u"--output FILE"_s;
    QTest::newRow("secrets in commands")
        << u"export --format curl --with-secrets"_s << 2 << u"SENDSCOPE_AUTH"_s;
    QTest::newRow("no such capture")
        << u"export @none.sendscope --format ndjson"_s << 4 << u"none.sendscope"_s;
    QTest::newRow("a filter that is none")
        << u"export --format ndjson --filter (a"_s << 2 << u")"_s;
}

void ExchangeCommandTest::refuses()
{
    QFETCH(const QString, line);
    QFETCH(const QString, part);

    const tests::Ended ended = run(line);

    QTEST(ended.code, "code");
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(QString::fromUtf8(ended.err).contains(part), ended.err);
}

void ExchangeCommandTest::bringsBackWhatItExported()
{
    QVERIFY(makeCapture(50));

    const tests::Ended out =
        run(u"export @a.sendscope --format ndjson --with-secrets --output @x"_s);
    QCOMPARE(out.code, 0);
    QCOMPARE(out.out + out.err, QByteArray());
    const tests::Ended in = run(u"import @x --capture @b.sendscope"_s);
    QCOMPARE(in.code, 0);
    QVERIFY2(in.err.contains("requests with "), in.err);

    const QByteArray before = run(u"export @a.sendscope --format ndjson --with-secrets"_s).out;
    QFile written(path(u"x"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), before);
    const QByteArray after = run(u"export @b.sendscope --format ndjson --with-secrets"_s).out;
    QVERIFY(before.count('\n') >= 50);
    QCOMPARE(withoutNumbers(after), withoutNumbers(before));
}

void ExchangeCommandTest::exportsWhatMatches()
{
    QVERIFY(makeCapture(30));
    const QByteArray all = run(u"export @a.sendscope --format json"_s).out;

    const QByteArray some =
        run(u"export @a.sendscope --format json --filter type==message-sending"_s).out;

    QVERIFY(all.contains("\"message-delivered\""));
    QVERIFY(some.contains("\"message-sending\""));
    QVERIFY(!some.contains("\"message-delivered\""));
    QCOMPARE(some.count("\"message-sending\""), all.count("\"message-sending\""));
}

void ExchangeCommandTest::exportsElements()
{
    QVERIFY(makeCapture(5));

    const tests::Ended ended = run(u"export @a.sendscope --format json --output -"_s);

    QCOMPARE(ended.code, 0);
    QVERIFY(QJsonDocument::fromJson(ended.out).isArray());
}

void ExchangeCommandTest::exportsCommandsThatRun()
{
    QCOMPARE(run(u"import - --capture @a.sendscope"_s, "[{\"text\":\"it's $HOME\"}]\n[]\n"_ba).code,
             0);
    const tests::Ended ended = run(u"export @a.sendscope --format curl --output @x"_s);
    QCOMPARE(ended.code, 0);

    // With a stand-in for curl, which shows what it is given.
    QFile curl(path(u"curl"_s));
    QVERIFY(curl.open(QIODevice::WriteOnly));
    curl.write("#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    curl.close();
    curl.setPermissions(curl.permissions() | QFileDevice::ExeOwner);
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, m_home->path() + u':' + environment.value(u"PATH"_s));
    shell.setProcessEnvironment(environment);
    shell.start(u"sh"_s, {path(u"x"_s)});
    const tests::Ended ran = tests::ProgramHome::end(shell);

    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.out.contains("http://127.0.0.1:8667/\n"), ran.out);
    QVERIFY2(ran.out.contains("[{\"text\":\"it's $HOME\"}]\n"), ran.out);
    QCOMPARE(ran.out.count("--data-raw"), 2);
}

void ExchangeCommandTest::copiesTheCapture()
{
    QVERIFY(makeCapture(20));

    const tests::Ended ended =
        run(u"export @a.sendscope --format sendscope --output @b.sendscope"_s);

    QCOMPARE(ended.code, 0);
    QCOMPARE(run(u"export @b.sendscope --format ndjson"_s).out,
             run(u"export @a.sendscope --format ndjson"_s).out);
}

void ExchangeCommandTest::readsStdin()
{
    const tests::Ended ended =
        run(u"import - --capture @a.sendscope"_s, "[\n {\"type\":\"a\"},\n {\"type\":\"b\"}\n]"_ba);

    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.err.contains("1 request with 2 events imported"), ended.err);
}

void ExchangeCommandTest::namesTheLineThatIsBad()
{
    const tests::Ended ended =
        run(u"import - --capture @a.sendscope"_s, "{}\n{}\n{\"a\" 1}\n{}\n"_ba);

    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains("2 requests with 2 events imported"), ended.err);
    QVERIFY2(ended.err.contains("stdin, line 3, byte 6: a colon was expected, 1 was found"),
             ended.err);

    const tests::Ended json = run(u"import - --json --capture @a.sendscope"_s, "no\n"_ba);
    const QByteArray last = json.err.trimmed().split('\n').last();
    QCOMPARE(QJsonDocument::fromJson(last).object().value(u"error"_s).toObject().value(u"code"_s),
             QJsonValue(u"malformed"_s));
}

void ExchangeCommandTest::goesOnWhenAskedTo()
{
    const tests::Ended ended =
        run(u"import - --skip-bad --capture @a.sendscope"_s, "{}\nno\n{\"a\" 1}\n{}\n"_ba);

    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("Skipped: stdin, line 2, byte 1: "), ended.err);
    QVERIFY2(ended.err.contains("2 requests with 2 events imported, 2 values"), ended.err);
}

void ExchangeCommandTest::tellsOfACaptureInUse()
{
    QProcess listener;
    prepare(listener, u"listen --capture @a.sendscope --listen 127.0.0.1:0"_s);
    listener.start();
    QVERIFY(listener.waitForReadyRead());

    const tests::Ended ended = run(u"import - --capture @a.sendscope"_s, "{}\n"_ba);

    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains("File > Import"), ended.err);
    ::kill(pid_t(listener.processId()), SIGINT);
    QCOMPARE(tests::ProgramHome::end(listener).code, 0);
}

void ExchangeCommandTest::exportsWhileSomebodyRecords()
{
    QVERIFY(makeCapture(20));
    QProcess listener;
    prepare(listener, u"listen --capture @a.sendscope --listen 127.0.0.1:0"_s);
    listener.start();
    QVERIFY(listener.waitForReadyRead());

    const tests::Ended ended = run(u"export @a.sendscope --format ndjson"_s);

    QCOMPARE(ended.code, 0);
    QVERIFY(ended.out.count('\n') >= 20);
    ::kill(pid_t(listener.processId()), SIGINT);
    QCOMPARE(tests::ProgramHome::end(listener).code, 0);
}

void ExchangeCommandTest::tellsThatTheDiskIsFull()
{
    QVERIFY(makeCapture(20));

    const tests::Ended ended = run(u"export @a.sendscope --format ndjson --output /dev/full"_s);

    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains("is full"), ended.err);
}

void ExchangeCommandTest::endsQuietlyWhenNobodyReads()
{
    QVERIFY(makeCapture(500));
    QProcess shell;
    prepare(shell, {});
    shell.setProgram(u"sh"_s);
    shell.setArguments({u"-c"_s, u"\"$0\" export \"$1\" --format ndjson | head -n 1 | wc -l"_s,
                        QStringLiteral(SENDSCOPE_CLI), path(u"a.sendscope"_s)});
    shell.start();
    const tests::Ended ended = tests::ProgramHome::end(shell);

    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out.trimmed(), "1"_ba);
    QCOMPARE(ended.err, QByteArray());
}

void ExchangeCommandTest::keepsWhatCameBeforeASignal()
{
    QProcess process;
    prepare(process, u"import - --capture @a.sendscope"_s);
    process.start();
    QVERIFY(process.waitForStarted());
    QByteArray many;
    for (int i = 0; i < 10'000; ++i)
        many += "{\"n\":" + QByteArray::number(i) + "}\n";
    process.write(many);
    // It waits for more when the first batches are on disk.
    QTRY_VERIFY(process.bytesToWrite() == 0 && QFile::exists(path(u"a.sendscope-wal"_s))
                && QFileInfo(path(u"a.sendscope-wal"_s)).size() > 100'000);
    ::kill(pid_t(process.processId()), SIGINT);
    const tests::Ended ended = tests::ProgramHome::end(process);

    QCOMPARE(ended.code, 130);
    QVERIFY2(ended.err.contains("requests with "), ended.err);
    QCOMPARE(run(u"export @a.sendscope --format ndjson"_s).code, 0);
    QVERIFY(!QFile::exists(path(u"a.sendscope-wal"_s)));
}

SENDSCOPE_TEST(ExchangeCommandTest, exchange)

#include "tst_exchange.moc"
