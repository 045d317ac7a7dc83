#include "app/engine/engine.h"
#include "tests/testregistry.h"
#include "ui/theme/theme.h"
#include "ui/welcome/arrivalsdialog.h"
#include "ui/welcome/checklist.h"
#include "ui/welcome/checkmark.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

QString textIn(const QWidget &widget)
{
    QStringList texts;
    for (const ui::Label *label : widget.findChildren<ui::Label *>())
        texts += label->text();
    return texts.join(u'\n');
}

ui::Button *button(const QWidget &widget, const QString &text)
{
    for (ui::Button *candidate : widget.findChildren<ui::Button *>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

} // namespace

/// "Nothing arrives?"
class ArrivalsDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tellsWhatIsSeenAndWhatIsNot();
    void saysAtOnceThatAnEventArrives();
    void saysThatARequestArrivesThatIsNoEvent();
    void testsTheAddress();
    void followsTheListener();
    void keepsLinesThatStayAsTheyAre();
    void isOpenOnce();

private:
    void start(quint16 port = 0);
    void send(const QByteArray &request);

    std::unique_ptr<QTemporaryDir> m_folder;
    ui::Theme m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<ui::ArrivalsDialog> m_dialog;
};

void ArrivalsDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ArrivalsDialogTest::cleanup()
{
    m_dialog.reset();
    m_engine.reset();
}

void ArrivalsDialogTest::start(quint16 port)
{
    using Listening = engine::EngineStatus::Listening;
    engine::EngineOptions options;
    options.capturePath = m_folder->filePath(u"a.sendscope"_s);
    options.endpoints = {{QHostAddress(QHostAddress::LocalHost), port}};
    m_engine = std::make_unique<engine::Engine>(options);
    m_engine->start();
    QTRY_VERIFY(m_engine->status().listening == Listening::On
                || m_engine->status().listening == Listening::Failed);
    m_dialog = std::make_unique<ui::ArrivalsDialog>(m_theme, *m_engine);
    m_dialog->show();
}

void ArrivalsDialogTest::send(const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    socket.write(request);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

void ArrivalsDialogTest::tellsWhatIsSeenAndWhatIsNot()
{
    start();

    QTRY_VERIFY(textIn(*m_dialog).contains(u"Listens on 127.0.0.1:"_s));
    QVERIFY(textIn(*m_dialog).contains(u"An SMS never has a message-sending."_s));
    QVERIFY(textIn(*m_dialog).contains(u"Nothing has arrived since"_s));
    for (const ui::CheckMark *mark : m_dialog->findChildren<ui::CheckMark *>())
        QVERIFY(!mark->accessibleName().isEmpty());
}

void ArrivalsDialogTest::saysAtOnceThatAnEventArrives()
{
    start();

    send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 28\r\n\r\n"
         R"([{"type":"message-sending"}])");

    QTRY_VERIFY(textIn(*m_dialog).contains(u"It arrives: message-sending, row 1."_s));
    QVERIFY(textIn(*m_dialog).contains(u"message-sending, just now"_s));
}

void ArrivalsDialogTest::saysThatARequestArrivesThatIsNoEvent()
{
    start();

    send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    QTRY_VERIFY(textIn(*m_dialog).contains(u"A request arrives, but no event: refused, row 1."_s));
    QVERIFY(textIn(*m_dialog).contains(u"Bandwidth must POST to this address\n1 ×"_s));
}

void ArrivalsDialogTest::testsTheAddress()
{
    start();
    ui::Button *test = button(*m_dialog, u"Send a test request"_s);
    QTRY_VERIFY(test->isEnabled());

    test->click();

    QVERIFY(!test->isEnabled());
    QTRY_VERIFY(textIn(*m_dialog).contains(u"It was answered 405 within "_s));
    QVERIFY(test->isEnabled());
    QTRY_COMPARE(m_engine->snapshot()->count(), 1);
    QCOMPARE(m_engine->snapshot()->aside()->rows.size(), size_t(1));
}

void ArrivalsDialogTest::followsTheListener()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    start(other.serverPort());
    QTRY_VERIFY(textIn(*m_dialog).contains(u"is used by another program"_s));
    QVERIFY(!button(*m_dialog, u"Send a test request"_s)->isEnabled());

    m_engine->listen({{QHostAddress(QHostAddress::LocalHost), 0}});

    QTRY_VERIFY(textIn(*m_dialog).contains(u"Listens on 127.0.0.1:"_s));
    QVERIFY(!textIn(*m_dialog).contains(u"is used by another program"_s));
    QTRY_VERIFY(button(*m_dialog, u"Send a test request"_s)->isEnabled());
}

void ArrivalsDialogTest::keepsLinesThatStayAsTheyAre()
{
    using State = engine::Check::State;
    ui::CheckList list(m_theme);
    list.setChecks({{State::Fine, u"one"_s, u"a"_s, {}}, {State::Note, u"two"_s, u"b"_s, {}}});
    const auto labels = list.findChildren<ui::Label *>();

    list.setChecks({{State::Fine, u"one"_s, u"a"_s, {}},
                    {State::Wrong, u"two"_s, u"c"_s, u"do it"_s},
                    {State::Note, u"three"_s, u"d"_s, {}}});

    QCOMPARE(textIn(list), u"one\na\ntwo\nc\ndo it\nthree\nd"_s);
    QCOMPARE(list.findChildren<ui::Label *>().first(), labels.first());
    list.setChecks({{State::Fine, u"one"_s, u"a"_s, {}}});
    QCOMPARE(textIn(list), u"one\na"_s);
}

void ArrivalsDialogTest::isOpenOnce()
{
    start();
    QWidget window;

    ui::showArrivals(m_theme, *m_engine, &window);
    ui::showArrivals(m_theme, *m_engine, &window);

    QCOMPARE(window.findChildren<ui::ArrivalsDialog *>().size(), 1);
    QVERIFY(window.findChild<ui::ArrivalsDialog *>()->isVisible());
}

SENDSCOPE_TEST(ArrivalsDialogTest, arrivalsdialog)
#include "tst_arrivalsdialog.moc"
