#include "app/media/linkfinder.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kOwn = "https://messaging.bandwidth.com/api/v2/users/1/media/x/0/a.jpg"_L1;

event::StoredRequest request(const QByteArray &body)
{
    event::StoredRequest stored;
    stored.draft.request.arrived = base::UtcTime(1'000h);
    stored.draft.request.head = "POST / HTTP/1.1\r\n\r\n";
    stored.draft.request.body = body;
    return stored;
}

QByteArray eventWith(const QByteArray &media, const QByteArray &time = {})
{
    return "[{\"type\":\"message-received\"," + time
        + "\"message\":{\"id\":\"1\",\"media\":" + media + "}}]";
}

} // namespace

class LinkFinderTest : public QObject
{
    Q_OBJECT

private slots:
    void findsBandwidthsFiles();
    void findsNothingElse_data();
    void findsNothingElse();
    void looksThroughWhatIsRecorded();
};

void LinkFinderTest::findsBandwidthsFiles()
{
    const media::BandwidthHost host;
    const QByteArray own = QByteArray(kOwn.data());

    QCOMPARE(media::linksIn(request(eventWith("[\"" + own + "\"]")), host),
             (media::FoundLinks{{QString(kOwn), base::UtcTime(1'048h)}}));
    QCOMPARE(
        media::linksIn(
            request(eventWith("[\"" + own + "\"]", "\"time\":\"1970-01-02T00:00:00Z\",")), host),
        (media::FoundLinks{{QString(kOwn), base::UtcTime(72h)}}));
    QByteArray escaped = own;
    escaped.replace('/', "\\/");
    QCOMPARE(
        media::linksIn(request(eventWith("[\"" + escaped + "\",\"https://a.example/b\"]")), host)
            .size(),
        size_t(1));
}

void LinkFinderTest::findsNothingElse_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("no media") << "[{\"type\":\"message-received\",\"message\":{}}]"_ba;
    QTest::newRow("somebody else's") << eventWith("[\"https://a.example/media/a.png\"]");
    QTest::newRow("in the clear") << eventWith(
        "[\"http://messaging.bandwidth.com/api/v2/users/1/media/a\"]");
    QTest::newRow("not a text") << eventWith("[1,{},null]");
    QTest::newRow("no JSON") << "media {"_ba;
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("in the text, where it is no link of the event")
        << "[{\"message\":{\"text\":\"media " + QByteArray(kOwn.data()) + "\"}}]";
}

void LinkFinderTest::findsNothingElse()
{
    QFETCH(const QByteArray, body);

    QVERIFY(media::linksIn(request(body), media::BandwidthHost()).empty());
}

void LinkFinderTest::looksThroughWhatIsRecorded()
{
    media::LinkFinder finder{media::BandwidthHost()};
    media::FoundLinks found;
    connect(&finder, &media::LinkFinder::found, this,
            [&found](const media::FoundLinks &links) { found = links; });
    auto batch = std::make_shared<event::StoredBatch>();
    const QByteArray own = QByteArray(kOwn.data());
    for (const event::Via via : {event::Via::Import, event::Via::Replay, event::Via::Generate}) {
        batch->requests.push_back(request(eventWith("[\"" + own + ".old\"]")));
        batch->requests.back().draft.request.via = via;
    }
    batch->requests.push_back(request(eventWith("[\"" + own + ".refused\"]")));
    batch->requests.back().draft.request.verdict = event::Verdict::Refused;
    batch->requests.push_back(request(eventWith("[\"" + own + "\"]")));

    finder.look(batch);

    QTRY_COMPARE(found, (media::FoundLinks{{QString(kOwn), base::UtcTime(1'048h)}}));
    QCOMPARE(finder.skipped(), 0);
}

SENDSCOPE_TEST(LinkFinderTest, linkfinder)
#include "tst_linkfinder.moc"
