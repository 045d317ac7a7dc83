// Durable accept: how many requests a second are on disk and acknowledged, beside a bare QTcpServer
// that answers without reading them as HTTP or storing them.
//
// Usage: bench_accept [SECONDS-A-RUN [RUNS]]

#include "app/bandwidth/scenario.h"
#include "tests/bench/figures.h"
#include "tests/bench/loadclient.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sendscope;
using namespace std::chrono_literals;

namespace {

/// The bound: what QTcpServer can do at all.
int serveBare(quint16 port)
{
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                              "9\r\n\r\nstored 1\n");
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    server.listen(QHostAddress::LocalHost, port);
    return QCoreApplication::exec();
}

/// A port that was free a moment ago.
quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

/// A server in a process of its own, ended with it.
class Server
{
public:
    Server(const QString &program, const QStringList &arguments, quint16 port)
        : m_port(port)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SENDSCOPE_HOME"_s, m_folder.path());
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.setStandardOutputFile(m_folder.filePath(u"output"_s));
        m_process.start(program, arguments);
        m_process.waitForStarted();
        while (m_process.state() == QProcess::Running && !isListening())
            m_process.waitForFinished(20);
    }

    ~Server()
    {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }

    quint16 port() const { return m_port; }

private:
    bool isListening() const
    {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port);
        return probe.waitForConnected(100);
    }

    // Beside the program, so that the disk measured is the one the project stands on.
    const QTemporaryDir m_folder{QCoreApplication::applicationDirPath() + u"/accept-XXXXXX"_s};
    QProcess m_process;
    const quint16 m_port;
};

/// What is measured: a program of ours that listens.
struct Subject
{
    const char *name;
    QString program;
    QStringList arguments; ///< APP stands for the URL of an app.
};

std::vector<QByteArray> makeRequests()
{
    auto generator = bandwidth::ScenarioGenerator::make(u"delivered"_s, 1);
    std::vector<QByteArray> requests;
    const base::UtcTime start = base::SystemClock().utc();
    while (requests.size() < 4'096) {
        for (const bandwidth::Callback &callback : generator->next(start))
            requests.push_back(bench::postRequest(callback.body));
    }
    return requests;
}

void compare(const Subject &subject, int connections, double reach,
             std::chrono::milliseconds duration, int runs, const std::vector<QByteArray> &requests)
{
    std::vector<double> bound;
    std::vector<double> ours;
    std::vector<double> ratios;
    std::vector<double> p99;
    for (int run = 0; run < runs; ++run) {
        {
            const quint16 port = freePort();
            const Server server(QCoreApplication::applicationFilePath(),
                                {u"--bare"_s, QString::number(port)}, port);
            bound.push_back(bench::runLoad(port, connections, duration, requests).perSecond());
        }
        // An app that answers at once, for a subject that passes on.
        const quint16 appPort = freePort();
        const Server app(QCoreApplication::applicationFilePath(),
                         {u"--bare"_s, QString::number(appPort)}, appPort);
        QStringList arguments = subject.arguments;
        arguments.replaceInStrings(u"APP"_s, u"http://127.0.0.1:%1/"_s.arg(appPort));
        const quint16 port = freePort();
        const QString address = u"127.0.0.1:%1"_s.arg(port);
        const Server server(subject.program, arguments + QStringList{u"--listen"_s, address}, port);
        const bench::LoadResult result = bench::runLoad(port, connections, duration, requests);
        if (result.otherStatus > 0 || result.broken > 0) {
            std::printf("  %lld other answers, %lld broken connections\n", result.otherStatus,
                        result.broken);
        }
        ours.push_back(result.perSecond());
        p99.push_back(double(result.percentile(0.99).count()) / 1000);
        ratios.push_back(ours.back() / bound.back());
    }
    std::printf("durable accept, %-6s %3d connections: %7.0f/s, p99 %5.1f ms; bound %7.0f/s; "
                "ratio %.2f (reach %.2f)\n",
                subject.name, connections, bench::median(ours), bench::median(p99),
                bench::median(bound), bench::median(ratios), reach);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    if (words.value(1) == u"--bare")
        return serveBare(words.value(2).toUShort());

    const auto duration =
        std::chrono::milliseconds(1000 * std::max(1, words.value(1, u"3"_s).toInt()));
    const int runs = std::max(1, words.value(2, u"3"_s).toInt());
    const std::vector<QByteArray> requests = makeRequests();
    const Subject listen{"listen", QStringLiteral(SENDSCOPE_CLI), {u"listen"_s}};
    compare(listen, 32, 0.25, duration, runs, requests);
    compare(listen, 256, 0.45, duration, runs, requests);
    const Subject watch{
        "watch", QStringLiteral(SENDSCOPE_CLI), {u"listen"_s, u"--forward"_s, u"APP"_s}};
    compare(watch, 32, 0, duration, runs, requests);
    compare(watch, 256, 0, duration, runs, requests);
#ifdef SENDSCOPE_WINDOW
    const Subject window{"window", QStringLiteral(SENDSCOPE_WINDOW), {}};
    compare(window, 256, 0.35, duration, runs, requests);
#endif
    return 0;
}
