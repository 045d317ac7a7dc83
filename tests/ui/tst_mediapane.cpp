#include "app/net/client.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"
#include "ui/media/mediapane.h"
#include "ui/media/mediaworker.h"
#include "ui/media/previewwell.h"
#include "ui/media/thumbnail.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QBuffer>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

namespace {

QByteArray png(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

/// The button whose name begins like that; null where none is shown.
ui::Button *button(const QWidget &pane, const QString &name)
{
    for (ui::Button *candidate : pane.findChildren<ui::Button *>()) {
        if (!candidate->isHidden() && candidate->accessibleName().startsWith(name))
            return candidate;
    }
    return nullptr;
}

bool isSaidIn(const QWidget &pane, const QString &text)
{
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (!label->isHidden() && label->text().contains(text))
            return true;
    }
    return false;
}

} // namespace

class MediaPaneTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void fetchesNothingByItself();
    void asksTwiceForAnAddressOfTheOwnNetwork();
    void showsAPicture();
    void showsTextAsText();
    void saysWhyNot_data();
    void saysWhyNot();
    void keepsWhatWasFetched();
    void placeholdersNeedNoFetch();

private:
    void fetch();

    const ui::Theme m_theme;
    std::unique_ptr<net::Client> m_client;
    std::unique_ptr<ui::MediaWorker> m_worker;
    std::unique_ptr<ui::MediaStore> m_store;
    std::unique_ptr<tests::ScriptedServer> m_server;
    std::unique_ptr<ui::MediaPane> m_pane;
};

void MediaPaneTest::init()
{
    m_pane.reset();
    m_store.reset();
    m_client = std::make_unique<net::Client>();
    m_worker = std::make_unique<ui::MediaWorker>(QStringLiteral(SENDSCOPE_PROGRAM));
    m_store = std::make_unique<ui::MediaStore>(*m_client, *m_worker);
    m_server = std::make_unique<tests::ScriptedServer>();
    m_pane = std::make_unique<ui::MediaPane>(m_theme, *m_store);
    m_pane->resize(400, 300);
    m_pane->setLinks({m_server->url(u"/evening.png"_s).toString()});
}

/// Presses the button twice: the server is in our own network, which is asked about.
void MediaPaneTest::fetch()
{
    button(*m_pane, u"Fetch from 127.0.0.1"_s)->click();
    QTRY_VERIFY(button(*m_pane, u"Fetch all the same"_s));
    button(*m_pane, u"Fetch all the same"_s)->click();
}

void MediaPaneTest::fetchesNothingByItself()
{
    QVERIFY(button(*m_pane, u"Fetch from 127.0.0.1"_s));
    QCOMPARE(m_store->item(m_server->url(u"/evening.png"_s).toString()).phase,
             ui::MediaItem::Phase::Untouched);
    QCOMPARE(m_server->connections(), 0);
}

void MediaPaneTest::asksTwiceForAnAddressOfTheOwnNetwork()
{
    button(*m_pane, u"Fetch from 127.0.0.1"_s)->click();

    QTRY_VERIFY(button(*m_pane, u"Fetch all the same"_s));
    QVERIFY(isSaidIn(*m_pane, u"own network"_s));
    QCOMPARE(m_server->connections(), 0);
}

void MediaPaneTest::showsAPicture()
{
    m_server->answerBody(png({40, 30}));

    fetch();

    auto *well = m_pane->findChild<ui::PreviewWell *>();
    QTRY_VERIFY_WITH_TIMEOUT(!well->isHidden() && !well->imageRect().isEmpty(), 30'000);
    QCOMPARE(well->imageRect().size(), QSize(40, 30));
    QVERIFY(isSaidIn(*m_pane, u"PNG, 40 × 30"_s));
    QVERIFY(button(*m_pane, u"Save as…"_s)->isEnabled());
}

void MediaPaneTest::showsTextAsText()
{
    m_server->answerBody("<html><img src='file:///etc/passwd'></html>");

    fetch();

    auto *text = m_pane->findChild<QPlainTextEdit *>();
    QTRY_VERIFY(!text->isHidden());
    QCOMPARE(text->toPlainText(), u"<html><img src='file:///etc/passwd'></html>"_s);
}

void MediaPaneTest::saysWhyNot_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("gone") << "404 Not Found"_ba
                          << ""_ba << u"No longer there (404)"_s;
    QTest::newRow("sign-in") << "401 Unauthorized"_ba
                             << ""_ba << u"password"_s;
    QTest::newRow("damaged") << "200 OK"_ba << png({40, 30}).first(60)
                             << u"This picture could not be decoded."_s;
    QTest::newRow("no preview") << "200 OK"_ba
                                << "%PDF-1.4 something"_ba << u"no preview"_s;
    QTest::newRow("empty") << "200 OK"_ba
                           << ""_ba << u"empty"_s;
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

void MediaPaneTest::keepsWhatWasFetched()
{
    const QString url = m_server->url(u"/evening.png"_s).toString();
    m_server->answerBody("BEGIN:VCARD\r\nEND:VCARD\r\n");
    fetch();
    QTRY_COMPARE(m_store->item(url).phase, ui::MediaItem::Phase::Done);
    QTRY_COMPARE(m_server->requests().size(), 1);

    m_pane->setLinks({});
    QVERIFY(isSaidIn(*m_pane, u"This message has no media."_s));
    m_pane->setLinks({url});

    QVERIFY(!m_pane->findChild<QPlainTextEdit *>()->isHidden());
    QCOMPARE(m_server->requests().size(), 1);
}

void MediaPaneTest::placeholdersNeedNoFetch()
{
    m_pane->setLinks({u"https://messaging.bandwidth.com/api/v2/users/{accountId}/media/a.png"_s,
                      u"javascript:alert(1)"_s});

    QTRY_COMPARE(
        m_store->item(u"https://messaging.bandwidth.com/api/v2/users/{accountId}/media/a.png"_s)
            .fetched.state,
        media::Fetched::State::Placeholder);
    m_pane->setCurrentLink(1);
    QTRY_COMPARE(m_store->item(u"javascript:alert(1)"_s).fetched.state,
                 media::Fetched::State::NotALink);
    QVERIFY(!button(*m_pane, u"Fetch again"_s));
}

SENDSCOPE_TEST(MediaPaneTest, mediapane)
#include "tst_mediapane.moc"
