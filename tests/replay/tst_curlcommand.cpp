#include "app/replay/curlcommand.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;

class CurlCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void sendsTheSameBytes_data();
    void sendsTheSameBytes();
    void readsWell();
    void neverShowsCredentials();
    void hasNoControlCharacters();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
};

namespace {

event::Request requestOf(const QByteArray &head, const QByteArray &body)
{
    event::Request request;
    request.head = head;
    request.body = body;
    return request;
}

} // namespace

void CurlCommandTest::sendsTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<QByteArray>>("fields");
    QTest::addColumn<QByteArray>("body");

    using Fields = QList<QByteArray>;
    const auto row = [](const char *name, const QByteArray &body, const Fields &fields = {},
                        const QByteArray &method = "POST", const QString &path = u"/in"_s) {
        QTest::newRow(name) << method << path << fields << body;
    };
    QByteArray everyByte;
    for (int i = 0; i < 256; ++i)
        everyByte.append(char(i));
    row("JSON", R"([{"type":"message-sending"}])",
        {"Content-Type: application/json", "User-Agent: B/2"});
    row("quotes", R"(it's "so" `so` $HOME $(date) \n !! %s)");
    row("lines", "one\ntwo\n\n\tthree\n");
    row("a file's name", "@/etc/hostname");
    row("other letters", "Gr\xc3\xbc\xc3\x9f \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
    row("nothing", "");
    row("NUL", QByteArray("a\0b", 3));
    row("a mark of the byte order", "\xef\xbb\xbf{}");
    row("carriage returns", "a\r\nb\rc");
    row("text that turns", "a\xe2\x80\xae gpj.exe");
    row("an end of pasting", "a\x1b[201~rm x\n");
    row("every byte", everyByte);
    row("long text", QByteArray(200'000, 'x'));
    row("long and not text", everyByte.repeated(8192));
    row("fields in order, repeated and as spelled", "x",
        {"x-b: 1", "X-A: 2", "x-B: 3", "ACCEPT: */*",
         "X-Empty:", "X-Quote: it's \"$HOME\" `id` \\n !!"});
    row("fields that are not UTF-8", "x", {"X-8bit: caf\xe9 \\ ' ! %s $HOME", "X-Esc: \x1b[31m"});
    row("GET", "", {"X: y"}, "GET");
    row("DELETE", "", {}, "DELETE");
    row("a method of its own", "x", {}, "M-SEARCH!'");
    row("a target with patterns", "x", {}, "POST", u"/a/[1-3]/./b/../c?d=[x]&e='%7Bf%7D'"_s);
}

void CurlCommandTest::sendsTheSameBytes()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, path);
    QFETCH(const QList<QByteArray>, fields);
    QFETCH(const QByteArray, body);
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("curl is not installed.");
    tests::ScriptedServer server;
    server.answer("HTTP/1.1 204 No Content\r\n\r\n");
    QByteArray head = method + " /old HTTP/1.1\r\nHost: old.example\r\n";
    for (const QByteArray &field : fields)
        head += field + "\r\n";
    head += "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";

    const auto command = replay::curlCommand(requestOf(head, body), server.url(path));
    QVERIFY(command);
    QProcess shell;
    shell.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    shell.start(u"sh"_s, {u"-s"_s});
    shell.write("exec 2>/dev/null\n" + command->toUtf8() + "\nexit $?\n");
    shell.closeWriteChannel();

    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 20000);
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(server.requests().size(), 1);
    const QByteArray sent = server.requests().first();
    const QByteArray target =
        server.url(path).toEncoded().mid(server.url(QString()).toEncoded().size());
    QCOMPARE(sent.left(sent.indexOf('\r')), method + ' ' + target + " HTTP/1.1");
    QList<QByteArray> sentFields;
    for (const QByteArray &line : tests::fieldLinesOf(sent)) {
        if (!line.startsWith("Host:") && !line.startsWith("Content-Length:"))
            sentFields.append(line);
    }
    QCOMPARE(sentFields, fields);
    QCOMPARE(tests::bodyOf(sent), body);
}

void CurlCommandTest::readsWell()
{
    const auto request = requestOf("POST /hook HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nUser-Agent: "
                                   "BandwidthAPI/v2\r\nContent-Type: application/json\r\n\r\n",
                                   R"([{"a":"it's"}])");

    const auto command = replay::curlCommand(request, QUrl(u"http://localhost:3000/hook"_s));

    QVERIFY(command);
    QCOMPARE(*command, uR"(curl -X POST 'http://localhost:3000/hook' \
  -H 'Accept: */*' \
  -H 'User-Agent: BandwidthAPI/v2' \
  -H 'Content-Type: application/json' \
  --data-raw '[{"a":"it'\''s"}]')"_s);
}

void CurlCommandTest::neverShowsCredentials()
{
    const auto request =
        requestOf("POST / HTTP/1.1\r\nauthorization: Basic secret\r\nCookie: secret\r\n"
                  "Proxy-Authorization: secret\r\n\r\n",
                  "x");

    const auto command = replay::curlCommand(request, QUrl(u"http://user:secret@localhost/"_s));

    QVERIFY(command);
    QVERIFY(!command->contains(u"secret"));
    QVERIFY(command->contains(u"-H \"authorization: $SENDSCOPE_AUTH\""));
}

void CurlCommandTest::hasNoControlCharacters()
{
    const auto request =
        requestOf("POST / HTTP/1.1\r\nX: \x1b[201~\x07\r\n\r\n", "\x1b]0;title\x07");

    const auto command = replay::curlCommand(request, QUrl(u"http://localhost/"_s));

    QVERIFY(command);
    for (const QChar c : *command)
        QVERIFY(c == u'\n' || c.category() != QChar::Other_Control);
}

void CurlCommandTest::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("target");

    const QByteArray head = "POST / HTTP/1.1\r\n\r\n";
    QTest::newRow("a target that is none") << head << u"ftp://localhost/"_s;
    QTest::newRow("a method that is none")
        << "P;ST / HTTP/1.1\r\n\r\n"_ba << u"http://localhost/"_s;
    QTest::newRow("no head") << ""_ba << u"http://localhost/"_s;
    QTest::newRow("a field that is none")
        << "POST / HTTP/1.1\r\nnothing here\r\n\r\n"_ba << u"http://localhost/"_s;
}

void CurlCommandTest::refusesWhatCannotBeSent()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QString, target);

    QVERIFY(!replay::curlCommand(requestOf(head, "x"), QUrl(target)));
}

SENDSCOPE_TEST(CurlCommandTest, curlcommand)
#include "tst_curlcommand.moc"
