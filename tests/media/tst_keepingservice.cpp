#include "app/media/keepingservice.h"
#include "tests/support/fakearchive.h"
#include "tests/support/mediahost.h"
#include "tests/testregistry.h"

#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class KeepingServiceTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void fetchesNothingUntilTold();
    void keepsWhatArrives();
    void fetchesTheSameOnce();
    void fetchesNothingThatIsKept();
    void triesAgain();
    void givesUpInTheEnd();
    void givesUpAtOnce_data();
    void givesUpAtOnce();
    void doesNotTryPastTheEnd();
    void waitsForCredentials();
    void fetchesTwoAtATime();
    void countsWhatDoesNotFit();
    void saysThatTheDiskIsFull();
    void endsWhenTurnedOff();

private:
    void make(const net::ClientCredentials &given = {u"client"_s, u"secret"_s})
    {
        m_service.reset();
        m_host = std::make_unique<tests::MediaHost>(given);
        m_host->grant("abc");
        m_archive = std::make_unique<tests::FakeArchive>();
        media::KeepingService::Options options;
        options.retryAfter = {5ms, 10ms};
        options.mostWaiting = 5;
        m_service = std::make_unique<media::KeepingService>(*m_host->fetcher, *m_archive,
                                                            m_host->clock, options);
    }

    media::FoundLink link(const QString &name = u"a.png"_s) const
    {
        return {m_host->link(name), m_host->clock.utc() + 48h};
    }

    const media::KeepingStatus &status() const { return m_service->status(); }

    std::unique_ptr<tests::MediaHost> m_host;
    std::unique_ptr<tests::FakeArchive> m_archive;
    std::unique_ptr<media::KeepingService> m_service;
};

void KeepingServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    make();
}

void KeepingServiceTest::fetchesNothingUntilTold()
{
    m_service->keep({link()});
    QCOMPARE(status(), media::KeepingStatus());

    m_service->setOn(true);
    m_host->files.answerBody("x");
    m_service->keep({link(u"b.png"_s)});

    QTRY_COMPARE(status().kept, 1);
    QCOMPARE(m_host->files.requests().size(), 1);
}

void KeepingServiceTest::keepsWhatArrives()
{
    m_host->files.answer("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
                         "Set-Cookie: a=b\r\nContent-Length: 6\r\n\r\nGIF89a");
    m_service->setOn(true);

    m_service->keep({link()});

    QTRY_COMPARE(status().kept, 1);
    QCOMPARE(status().waiting, 0);
    const media::KeptFile file = m_archive->files.value(m_host->link());
    QCOMPARE(file.body, "GIF89a"_ba);
    QCOMPARE(file.type, u"image/gif"_s);
    QVERIFY(file.head.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(!file.head.contains("a=b"));
    QVERIFY(m_host->clock.utc() - file.fetched < 1min);
}

void KeepingServiceTest::fetchesTheSameOnce()
{
    m_host->files.answerBody("x");
    m_service->setOn(true);

    m_service->keep({link(), link()});
    QTRY_COMPARE(status().kept, 1);
    m_service->keep({link()});
    m_service->keep({link(u"b.png"_s)});

    QTRY_COMPARE(status().kept, 2);
    QCOMPARE(m_host->files.requests().size(), 2);
}

void KeepingServiceTest::fetchesNothingThatIsKept()
{
    m_archive->files.insert(m_host->link(), {m_host->link(), {}, {}, {}, "x"});
    m_service->setOn(true);

    m_service->keep({link()});

    QTRY_COMPARE(status().waiting, 0);
    QCOMPARE(m_host->files.connections(), 0);
}

void KeepingServiceTest::triesAgain()
{
    m_host->files.answerBody("", "503 Busy");
    m_host->files.answerBody("", "429 Too Many Requests");
    m_host->files.answerBody("x");
    m_service->setOn(true);

    m_service->keep({link()});

    QTRY_COMPARE(status().kept, 1);
    QCOMPARE(m_host->files.requests().size(), 3);
    QCOMPARE(status().failed, 0);
    QVERIFY(status().lastProblem.isEmpty());
}

void KeepingServiceTest::givesUpInTheEnd()
{
    m_host->files.answerBody("", "500 Oh");
    QString told;
    connect(m_service.get(), &media::KeepingService::failed, this,
            [&told](const QString &, const QString &sentence) { told = sentence; });
    m_service->setOn(true);

    m_service->keep({link()});

    QTRY_COMPARE(status().failed, 1);
    QCOMPARE(m_host->files.requests().size(), 3);
    QCOMPARE(told, u"The host answers with 500."_s);
    QCOMPARE(status().lastProblem, told);
    QCOMPARE(status().waiting, 0);
}

void KeepingServiceTest::givesUpAtOnce_data()
{
    QTest::addColumn<QByteArray>("answer");

    QTest::newRow("gone") << "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("forbidden") << "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("elsewhere")
        << "HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n"_ba;
}

void KeepingServiceTest::givesUpAtOnce()
{
    QFETCH(const QByteArray, answer);
    m_host->files.answer(answer);
    m_service->setOn(true);

    m_service->keep({link()});

    QTRY_COMPARE(status().failed, 1);
    QCOMPARE(m_host->files.requests().size(), 1);
    QVERIFY(!status().needsSignIn);
}

void KeepingServiceTest::doesNotTryPastTheEnd()
{
    m_host->files.answerBody("", "503 Busy");
    m_service->setOn(true);

    m_service->keep({{m_host->link(), m_host->clock.utc()}});

    QTRY_COMPARE(status().failed, 1);
    QCOMPARE(m_host->files.requests().size(), 1);
}

void KeepingServiceTest::waitsForCredentials()
{
    make({});
    m_host->files.answerBody("", "401 Unauthorized");
    m_host->files.answerBody("x");
    m_service->setOn(true);
    m_service->keep({link()});
    QTRY_VERIFY(status().needsSignIn);
    m_service->keep({link(u"b.png"_s), link(u"c.png"_s)});
    QCOMPARE(status().waiting, 3);
    QCOMPARE(status().failed, 0);

    m_host->signIn->setCredentials({u"client"_s, u"secret"_s}, false);

    QTRY_COMPARE(status().kept, 3);
    QVERIFY(!status().needsSignIn);
    QCOMPARE(m_host->files.requests().size(), 4);
}

void KeepingServiceTest::fetchesTwoAtATime()
{
    m_service->setOn(true);

    m_service->keep({link(u"a"_s), link(u"b"_s), link(u"c"_s), link(u"d"_s)});

    QTRY_COMPARE(m_host->files.requests().size(), 2);
    QCOMPARE(status().waiting, 4);
}

void KeepingServiceTest::countsWhatDoesNotFit()
{
    m_service->setOn(true);
    media::FoundLinks links;
    for (int i = 0; i < 10; ++i)
        links.push_back(link(QString::number(i)));

    m_service->keep(links);

    QCOMPARE(status().missed, 5);
}

void KeepingServiceTest::saysThatTheDiskIsFull()
{
    m_archive->isFull = true;
    m_host->files.answerBody("x");
    m_service->setOn(true);

    m_service->keep({link()});

    QTRY_COMPARE(status().failed, 1);
    QCOMPARE(status().kept, 0);
    QVERIFY(status().lastProblem.contains(u"full"));
}

void KeepingServiceTest::endsWhenTurnedOff()
{
    m_service->setOn(true);
    m_service->keep({link(u"a"_s), link(u"b"_s), link(u"c"_s)});
    QTRY_COMPARE(m_host->files.requests().size(), 2);

    m_service->setOn(false);

    QCOMPARE(status().waiting, 0);
    QTRY_COMPARE(m_host->files.openConnections(), 0);
    QCOMPARE(m_host->files.requests().size(), 2);
}

SENDSCOPE_TEST(KeepingServiceTest, keepingservice)
#include "tst_keepingservice.moc"
