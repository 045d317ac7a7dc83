#include "app/settings/settings.h"
#include "tests/support/fakearchive.h"
#include "tests/support/mediahost.h"
#include "tests/support/somepictures.h"
#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "ui/body/bodyview.h"
#include "ui/body/hexview.h"
#include "ui/media/contactcard.h"
#include "ui/media/mediapane.h"
#include "ui/media/mediaworker.h"
#include "ui/media/previewwell.h"
#include "ui/media/rememberedhosts.h"
#include "ui/media/thumbnail.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSize>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sendscope;
using tests::button;
using tests::isSaidIn;

namespace {

media::MessageMedia links(const QStringList &urls)
{
    media::MessageMedia media;
    media.urls = urls;
    return media;
}

const QByteArray kCard = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada <b>Lovelace</b>\r\n"
                         "TEL;TYPE=cell:+19195550142\r\nEND:VCARD\r\n";

} // namespace

class MediaPaneTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void fetchesNothingByItself();
    void saysNothingOfMediaWithoutAnEvent();
    void asksTwiceForAnAddressOfTheOwnNetwork();
    void showsAPicture();
    void movesWhatMoves();
    void showsTextAsText_data();
    void showsTextAsText();
    void showsACardAsACard();
    void showsOthersByTheirBytes();
    void saysWhyNot_data();
    void saysWhyNot();
    void holdsWhatWasFetched();
    void keepsWhatWasFetched();
    void showsWhatIsKeptWithoutAFetch();
    void placeholdersNeedNoFetch();
    void fetchesByItselfWhereItWasToldTo();
    void remembersAHostByItsBox();
    void doesNotGoOnWithWhatWasCancelled();
    void fetchesAllOfAHost();
    void followsARedirectWhenTold();
    void asksForCredentialsAtBandwidthsHostOnly();
    void saysWhenBandwidthDeletes();
    void saysWhatBandwidthWouldMakeOfIt();
    void setsArrangementsBack();
    void copiesTheLink();
    void everyControlHasAName();

private:
    QString link(const QString &path = u"/evening.png"_s) const
    {
        return m_server->url(path).toString();
    }

    void fetch();

    const ui::Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    settings::Settings m_settings;
    std::unique_ptr<ui::RememberedHosts> m_hosts;
    std::unique_ptr<tests::MediaHost> m_bandwidth;
    std::unique_ptr<tests::FakeArchive> m_archive;
    std::unique_ptr<ui::MediaWorker> m_worker;
    std::unique_ptr<ui::MediaStore> m_store;
    std::unique_ptr<tests::ScriptedServer> m_server;
    std::unique_ptr<ui::MediaPane> m_pane;
};

void MediaPaneTest::init()
{
    m_pane.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = settings::Settings::load(m_folder->filePath(u"sendscope.ini"_s), {});
    m_hosts = std::make_unique<ui::RememberedHosts>(m_settings);
    m_bandwidth = std::make_unique<tests::MediaHost>();
    m_archive = std::make_unique<tests::FakeArchive>();
    m_worker = std::make_unique<ui::MediaWorker>(QStringLiteral(SENDSCOPE_PROGRAM));
    m_store = std::make_unique<ui::MediaStore>(*m_bandwidth->fetcher, *m_archive, *m_worker,
                                               m_bandwidth->clock);
    m_server = std::make_unique<tests::ScriptedServer>();
    m_pane = std::make_unique<ui::MediaPane>(m_theme, *m_store, *m_hosts,
                                             m_bandwidth->signIn->host(), m_bandwidth->clock);
    m_pane->resize(400, 300);
    m_pane->show();
    m_pane->setMedia(links({link()}));
    QTRY_VERIFY(button(*m_pane, u"Fetch from http://127.0.0.1"_s));
}

/// Presses the button twice: the server is in our own network, which is asked about.
void MediaPaneTest::fetch()
{
    button(*m_pane, u"Fetch from http://127.0.0.1"_s)->click();
    QTRY_VERIFY(button(*m_pane, u"Fetch all the same"_s));
    button(*m_pane, u"Fetch all the same"_s)->click();
}

void MediaPaneTest::fetchesNothingByItself()
{
    m_pane->setMedia(links({link(), link(u"/b.png"_s), m_bandwidth->link()}));
    for (int i = 0; i < 3; ++i)
        m_pane->setCurrentLink(i);
    QTRY_COMPARE(m_store->item(m_bandwidth->link()).phase, ui::MediaItem::Phase::Untouched);

    QCOMPARE(m_store->item(link()).phase, ui::MediaItem::Phase::Untouched);
    QCOMPARE(m_server->connections(), 0);
    QCOMPARE(m_bandwidth->files.connections(), 0);
    QCOMPARE(m_bandwidth->keyring.reads, 0);
}

void MediaPaneTest::saysNothingOfMediaWithoutAnEvent()
{
    const QString none = u"This message has no media."_s;
    m_pane->setMedia({});
    QVERIFY(tests::isSaidIn(*m_pane, none));

    m_pane->clear();
    QVERIFY(!tests::isSaidIn(*m_pane, none));

    m_pane->setMedia({});
    QVERIFY(tests::isSaidIn(*m_pane, none));
}

void MediaPaneTest::asksTwiceForAnAddressOfTheOwnNetwork()
{
    button(*m_pane, u"Fetch from http://127.0.0.1"_s)->click();

    QTRY_VERIFY(button(*m_pane, u"Fetch all the same"_s));
    QVERIFY(isSaidIn(*m_pane, u"own network"_s));
    QCOMPARE(m_server->connections(), 0);
}

void MediaPaneTest::showsAPicture()
{
    m_server->answerBody(tests::picture("png", {40, 30}));

    fetch();

    auto *well = m_pane->findChild<ui::PreviewWell *>();
    QTRY_VERIFY_WITH_TIMEOUT(!well->isHidden() && !well->imageRect().isEmpty(), 30'000);
    QCOMPARE(well->imageRect().size(), QSize(40, 30));
    QVERIFY(!well->isMoving());
    QVERIFY(isSaidIn(*m_pane, u"PNG, 40 × 30"_s));
    QVERIFY(button(*m_pane, u"Save as…"_s)->isEnabled());
    QVERIFY(button(*m_pane, u"Copy the picture"_s));
    button(*m_pane, u"Copy the picture"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(40, 30));
}

void MediaPaneTest::movesWhatMoves()
{
    m_server->answerBody(tests::gif(10'000));

    fetch();

    auto *well = m_pane->findChild<ui::PreviewWell *>();
    QTRY_VERIFY_WITH_TIMEOUT(well->isMoving(), 30'000);
    QVERIFY(isSaidIn(*m_pane, u"GIF, 1 × 1, 100 of 10"_s));
    QTRY_VERIFY(well->currentFrame() > 2);
    QTest::mouseClick(well, Qt::LeftButton);
    QVERIFY(!well->isMoving());
    QTest::keyClick(well, Qt::Key_Space);
    QVERIFY(well->isMoving());
    m_pane->hide();
    QVERIFY(!well->isMoving());
}

void MediaPaneTest::showsTextAsText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("facts");

    QTest::newRow("HTML") << "<html><img src='file:///etc/passwd'></html>"_ba << u"HTML"_s;
    QTest::newRow("SVG that would show a local picture")
        << "<svg xmlns='http://www.w3.org/2000/svg'><image href='/usr/share/pixmaps/x.png'/></svg>"_ba
        << u"SVG"_s;
    QTest::newRow("SMIL") << "<smil><body/></smil>"_ba << u"SMIL"_s;
    QTest::newRow("plain") << "Hello\n"_ba << u"Text"_s;
    QTest::newRow("a card that is none") << "BEGIN:VCARD\n"_ba << u"vCard"_s;
}

void MediaPaneTest::showsTextAsText()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, facts);
    m_server->answerBody(bytes);

    fetch();

    auto *text = m_pane->findChild<ui::BodyView *>();
    QTRY_VERIFY(!text->isHidden() && text->text());
    QCOMPARE(text->text()->bytes(), bytes);
    QVERIFY(m_pane->findChild<ui::PreviewWell *>()->imageRect().isEmpty());
    QVERIFY(isSaidIn(*m_pane, facts));
}

void MediaPaneTest::showsACardAsACard()
{
    m_server->answerBody(kCard);

    fetch();

    auto *card = m_pane->findChild<ui::ContactCard *>();
    QTRY_VERIFY(!card->isHidden());
    QVERIFY(isSaidIn(*card, u"Ada <b>Lovelace</b>"_s));
    QVERIFY(isSaidIn(*card, u"+19195550142"_s));
    for (const QLabel *label : card->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void MediaPaneTest::showsOthersByTheirBytes()
{
    m_server->answerBody("%PDF-1.4 something");

    fetch();

    auto *bytes = m_pane->findChild<ui::HexView *>();
    QTRY_COMPARE(bytes->bytes(), "%PDF-1.4 something"_ba);
    QVERIFY(bytes->isVisible());
    QVERIFY(isSaidIn(*m_pane, u"no preview"_s));
    QVERIFY(isSaidIn(*m_pane, u"PDF, 18 bytes"_s) || isSaidIn(*m_pane, u"PDF, 18"_s));
}

void MediaPaneTest::saysWhyNot_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");

    const QByteArray none;
    QTest::newRow("gone") << "404 Not Found"_ba << none << u"No longer there (404)"_s;
    QTest::newRow("sign-in") << "401 Unauthorized"_ba << none << u"password"_s;
    QTest::newRow("damaged") << "200 OK"_ba << tests::picture("png", {40, 30}).first(60)
                             << u"This picture could not be decoded."_s;
    QTest::newRow("empty") << "200 OK"_ba << none << u"empty"_s;
    QTest::newRow("HEIC") << "200 OK"_ba
                          << QByteArray("\0\0\0\x18"
                                        "ftypheic",
                                        12)
                          << u"Nothing here decodes HEIC."_s;
}

void MediaPaneTest::saysWhyNot()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, sentence);
    m_server->answerBody(body, status);

    fetch();

    QTRY_VERIFY_WITH_TIMEOUT(isSaidIn(*m_pane, sentence), 30'000);
}

void MediaPaneTest::holdsWhatWasFetched()
{
    m_archive->isReadOnly = true;
    m_server->answerBody(kCard);
    fetch();
    QTRY_COMPARE(m_store->item(link()).phase, ui::MediaItem::Phase::Done);
    QTRY_COMPARE(m_server->requests().size(), 1);

    m_pane->setMedia({});
    QVERIFY(isSaidIn(*m_pane, u"This message has no media."_s));
    m_pane->setMedia(links({link()}));

    QVERIFY(!m_pane->findChild<ui::ContactCard *>()->isHidden());
    QVERIFY(!isSaidIn(*m_pane, u"kept"_s));
    QCOMPARE(m_server->requests().size(), 1);
}

void MediaPaneTest::keepsWhatWasFetched()
{
    m_server->answerBody("Hello");

    fetch();

    QTRY_VERIFY(isSaidIn(*m_pane, u"Text, 5"_s));
    QTRY_VERIFY(isSaidIn(*m_pane, u"kept"_s));
    QCOMPARE(m_archive->files.value(link()).body, "Hello"_ba);
}

void MediaPaneTest::showsWhatIsKeptWithoutAFetch()
{
    const QString kept = m_bandwidth->link(u"kept.png"_s);
    m_archive->files.insert(kept, {kept, {}, {}, {}, tests::picture("png", {40, 30})});

    m_pane->setMedia(links({kept}));

    auto *well = m_pane->findChild<ui::PreviewWell *>();
    QTRY_VERIFY_WITH_TIMEOUT(!well->isHidden() && !well->imageRect().isEmpty(), 30'000);
    QVERIFY(isSaidIn(*m_pane, u"kept"_s));
    QCOMPARE(m_bandwidth->files.connections(), 0);
    QCOMPARE(m_bandwidth->keyring.reads, 0);
}

void MediaPaneTest::placeholdersNeedNoFetch()
{
    const QString placeholder =
        u"https://messaging.bandwidth.com/api/v2/users/{accountId}/media/a.png"_s;
    m_pane->setMedia(links({placeholder, u"javascript:alert(1)"_s}));

    QTRY_COMPARE(m_store->item(placeholder).fetched.state, media::Fetched::State::Placeholder);
    m_pane->setCurrentLink(1);
    QTRY_COMPARE(m_store->item(u"javascript:alert(1)"_s).fetched.state,
                 media::Fetched::State::NotALink);
    QVERIFY(!button(*m_pane, u"Fetch again"_s));
}

void MediaPaneTest::fetchesByItselfWhereItWasToldTo()
{
    const QString host = media::hostOf(link());
    m_hosts->remember(host, true);
    m_server->answerBody("Hello");
    tests::ScriptedServer other;

    m_pane->setMedia(links({link(u"/a.txt"_s), link(u"/b.txt"_s), other.url().toString()}));

    QTRY_COMPARE(m_server->requests().size(), 2);
    QTRY_VERIFY(m_store->item(link(u"/b.txt"_s)).isReady());
    QCOMPARE(other.connections(), 0);
    m_hosts->forget(host);
    m_pane->setMedia(links({link(u"/c.txt"_s)}));
    QTRY_VERIFY(button(*m_pane, u"Fetch from "_s));
    QCOMPARE(m_server->requests().size(), 2);
}

void MediaPaneTest::remembersAHostByItsBox()
{
    m_server->answerBody("Hello");
    button(*m_pane, u"Fetch from http://127.0.0.1"_s)->click();
    QTRY_VERIFY(button(*m_pane, u"Fetch all the same"_s));

    m_pane->findChild<QCheckBox *>()->setChecked(true);
    button(*m_pane, u"Fetch all the same"_s)->click();

    QTRY_VERIFY(m_store->item(link()).isReady());
    QVERIFY(m_hosts->contains(media::hostOf(link())));
    QVERIFY(m_hosts->mayBeLocal(media::hostOf(link())));
    const settings::Settings later =
        settings::Settings::load(m_folder->filePath(u"sendscope.ini"_s), {});
    QCOMPARE(later.list(settings::Key::MediaHosts), QStringList(media::hostOf(link())));
    m_pane->setMedia(links({link(u"/next.txt"_s)}));
    QTRY_VERIFY(m_store->item(link(u"/next.txt"_s)).isReady());
}

void MediaPaneTest::doesNotGoOnWithWhatWasCancelled()
{
    m_hosts->remember(media::hostOf(link()), true);
    m_pane->setMedia(links({link(u"/silent.txt"_s)}));
    QTRY_COMPARE(m_server->requests().size(), 1);

    button(*m_pane, u"Cancel"_s)->click();

    QTRY_COMPARE(m_server->openConnections(), 0);
    QVERIFY(button(*m_pane, u"Fetch from "_s));
    QCOMPARE(m_server->requests().size(), 1);
}

void MediaPaneTest::fetchesAllOfAHost()
{
    m_server->answerBody("Hello");
    m_hosts->remember(media::hostOf(link()), true);
    m_hosts->forget(media::hostOf(link()));
    m_pane->setMedia(links({link(u"/1"_s), link(u"/2"_s), link(u"/3"_s), m_bandwidth->link()}));
    QTRY_VERIFY(button(*m_pane, u"Fetch all 3"_s));

    button(*m_pane, u"Fetch all 3"_s)->click();

    for (const QString &path : {u"/1"_s, u"/2"_s, u"/3"_s})
        QTRY_COMPARE(m_store->item(link(path)).fetched.state,
                     media::Fetched::State::RefusedAddress);
    QCOMPARE(m_store->item(m_bandwidth->link()).phase, ui::MediaItem::Phase::Untouched);
}

void MediaPaneTest::followsARedirectWhenTold()
{
    m_server->answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:9/x\r\n"
                     "Content-Length: 0\r\n\r\n");
    fetch();
    QTRY_VERIFY(isSaidIn(*m_pane, u"sends on to http://127.0.0.2:9"_s));

    button(*m_pane, u"Fetch from http://127.0.0.2:9"_s)->click();

    // Where it leads is checked like any other link.
    QTRY_COMPARE(m_store->item(link()).fetched.state, media::Fetched::State::RefusedAddress);
}

void MediaPaneTest::asksForCredentialsAtBandwidthsHostOnly()
{
    bool isAsked = false;
    connect(m_pane.get(), &ui::MediaPane::credentialsClicked, this, [&isAsked] { isAsked = true; });
    m_server->answerBody("", "401 Unauthorized");
    fetch();
    QTRY_VERIFY(isSaidIn(*m_pane, u"The host asks for a user and password."_s));
    QVERIFY(!button(*m_pane, u"Enter credentials…"_s));

    m_bandwidth->files.answerBody("", "401 Unauthorized");
    m_bandwidth->files.answerBody("Hello");
    m_bandwidth->grant("abc");
    m_pane->setMedia(links({m_bandwidth->link()}));
    QTRY_VERIFY(button(*m_pane, u"Fetch from "_s));
    button(*m_pane, u"Fetch from "_s)->click();
    QTRY_VERIFY(button(*m_pane, u"Enter credentials…"_s));
    button(*m_pane, u"Enter credentials…"_s)->click();
    QVERIFY(isAsked);

    m_bandwidth->signIn->setCredentials({u"client"_s, u"secret"_s}, false);
    m_pane->refetchCurrent();

    QTRY_VERIFY(m_store->item(m_bandwidth->link()).isReady());
    QVERIFY(m_bandwidth->files.requests().last().contains("Bearer abc"));
}

void MediaPaneTest::saysWhenBandwidthDeletes()
{
    media::MessageMedia message = links({m_bandwidth->link()});
    message.time = m_bandwidth->clock.utc() - 17h + 1min;
    m_pane->setMedia(message);
    QTRY_VERIFY(isSaidIn(*m_pane, u"expires in 31 h"_s));

    message.time = m_bandwidth->clock.utc() - 47h - 29min - 30s;
    m_pane->setMedia(message);
    QVERIFY(isSaidIn(*m_pane, u"expires in 30 min"_s));
    message.time = m_bandwidth->clock.utc() - 49h;
    m_pane->setMedia(message);
    QVERIFY(isSaidIn(*m_pane, u"expired"_s));

    message.urls = QStringList{link()};
    m_pane->setMedia(message);
    QTRY_VERIFY(button(*m_pane, u"Fetch from "_s));
    QVERIFY(!isSaidIn(*m_pane, u"expire"_s));
}

void MediaPaneTest::saysWhatBandwidthWouldMakeOfIt()
{
    media::MessageMedia message = links({link(u"/share"_s)});
    message.isOutbound = true;
    m_pane->setMedia(message);
    QTRY_VERIFY(button(*m_pane, u"Fetch from "_s));
    m_server->answerBody("<!doctype html><p>Shared with you");

    fetch();

    QTRY_VERIFY(isSaidIn(*m_pane, u"text/html: a share page, not a picture"_s));
}

void MediaPaneTest::setsArrangementsBack()
{
    bandwidth::EventFacts facts;
    facts.media = {"https://a.example/0.smil", "https://a.example/1.png"};

    m_pane->setMedia(media::mediaOf(facts, {}));

    QCOMPARE(m_pane->currentLink(), 0);
    QTRY_VERIFY(isSaidIn(*m_pane, u"1.png"_s));
    const auto thumbnails = m_pane->findChildren<ui::Thumbnail *>();
    QCOMPARE(thumbnails.last()->accessibleName(), u"0.smil"_s);
}

void MediaPaneTest::copiesTheLink()
{
    button(*m_pane, u"Copy the link"_s)->click();

    QCOMPARE(QGuiApplication::clipboard()->text(), link());
}

void MediaPaneTest::everyControlHasAName()
{
    for (const QWidget *control : m_pane->findChildren<QAbstractButton *>()) {
        if (!control->isHidden())
            QVERIFY2(!control->accessibleName().isEmpty(), control->metaObject()->className());
    }
    for (const QAbstractScrollArea *view : m_pane->findChildren<QAbstractScrollArea *>())
        QVERIFY2(!view->accessibleName().isEmpty(), view->metaObject()->className());
}

SENDSCOPE_TEST(MediaPaneTest, mediapane)
#include "tst_mediapane.moc"
