#include "app/engine/engine.h"
#include "app/settings/settings.h"
#include "tests/support/scriptedserver.h"
#include "tests/testregistry.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/passon/passonbutton.h"
#include "ui/passon/passonpopup.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProcessEnvironment>
#include <QRadioButton>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace sendscope;
using http::PassMode;

class PassOnButtonTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void isOffAtFirst();
    void turnsPassingOnOnAndOff();
    void remembersTheTargetButNotThatItWasOn();
    void saysWhatIsWrongWithATarget();
    void refusesTheOwnListener();
    void changesTheMode();
    void closesWithEscape();
    void isNotThereWhereNothingIsRecorded();

private:
    void open();
    void type(const QString &target);
    ui::Button *sheetButton(const QString &text) const;
    QString said() const;
    void post();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<QWidget> m_window;
    ui::PassOnButton *m_button = nullptr;
    ui::PassOnPopup *m_sheet = nullptr;
    ui::StatusRow *m_status = nullptr;
    const ui::Theme m_theme;
};

void PassOnButtonTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    engine::EngineOptions options;
    options.capturePath = m_folder->filePath(u"test.sendscope"_s);
    options.endpoints = {{QHostAddress(QHostAddress::LocalHost), 0}};
    m_engine = std::make_unique<engine::Engine>(options);
    m_settings = std::make_unique<settings::Settings>(
        settings::Settings::load(m_folder->filePath(u"settings.ini"_s), QProcessEnvironment()));
    m_window = std::make_unique<QWidget>();
    m_window->resize(1200, 500);
    auto *column = new QVBoxLayout(m_window.get());
    m_button = new ui::PassOnButton(m_theme, *m_engine, *m_settings);
    m_sheet = m_button->findChild<ui::PassOnPopup *>();
    m_status = new ui::StatusRow(m_theme);
    connect(m_engine.get(), &engine::Engine::statusChanged, m_status,
            [this] { m_status->setStatus(m_engine->status(), true, u"Live"_s); });
    column->addWidget(m_button);
    column->addStretch();
    column->addWidget(m_status);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_engine->start();
    QTRY_COMPARE(m_engine->status().listening, engine::EngineStatus::Listening::On);
}

void PassOnButtonTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

void PassOnButtonTest::open()
{
    m_button->click();
    QVERIFY(m_sheet->isVisible());
}

void PassOnButtonTest::type(const QString &target)
{
    auto *field = m_sheet->findChild<QLineEdit *>();
    QVERIFY(field->hasFocus());
    field->selectAll();
    QTest::keyClicks(field, target);
}

ui::Button *PassOnButtonTest::sheetButton(const QString &text) const
{
    for (ui::Button *button : m_sheet->findChildren<ui::Button *>()) {
        if (button->text() == text && button->isVisibleTo(m_sheet))
            return button;
    }
    return nullptr;
}

/// On the sheet and in the status row.
QString PassOnButtonTest::said() const
{
    QString all;
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        if (label->isVisible())
            all += label->text() + u'\n';
    }
    return all;
}

void PassOnButtonTest::post()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

void PassOnButtonTest::isOffAtFirst()
{
    QVERIFY(!m_button->isChecked());
    QVERIFY(!m_engine->status().passOn.options);

    open();

    QVERIFY(m_sheet->findChild<QLineEdit *>()->text().isEmpty());
    QVERIFY(!sheetButton(u"Start"_s)->isEnabled());
    QVERIFY(!sheetButton(u"Stop"_s));
    QVERIFY(!m_button->isChecked()); // pressing it opens the sheet, and no more
}

void PassOnButtonTest::turnsPassingOnOnAndOff()
{
    tests::ScriptedServer app;
    app.answerBody("bang", "500 Oops");
    open();
    type(app.url(u"/hook"_s).toString());

    QTest::keyClick(m_sheet->findChild<QLineEdit *>(), Qt::Key_Return);

    QVERIFY(!m_sheet->isVisible());
    QVERIFY(m_button->isChecked());
    QTRY_VERIFY(said().contains(u"Watching: passed on to "_s + app.url(u"/hook"_s).toString()));
    post();
    QTRY_VERIFY(said().contains(u"1 passed on, 1 failed"_s));

    open();
    sheetButton(u"Stop"_s)->click();

    QVERIFY(!m_button->isChecked());
    QVERIFY(!m_engine->status().passOn.options);
    QTRY_VERIFY(!said().contains(u"Watching: passed"_s));
    post();
    QTRY_COMPARE(m_engine->status().received, 2);
    QCOMPARE(app.requests().size(), 1);
}

void PassOnButtonTest::remembersTheTargetButNotThatItWasOn()
{
    open();
    type(u"localhost:9/hook"_s);
    sheetButton(u"Start"_s)->click();

    const auto later =
        settings::Settings::load(m_folder->filePath(u"settings.ini"_s), QProcessEnvironment());
    QCOMPARE(later.text(settings::Key::PassOnTarget), u"http://localhost:9/hook"_s);
    QVERIFY(m_engine->setPassOn(std::nullopt));
    open();
    QCOMPARE(m_sheet->findChild<QLineEdit *>()->text(), u"http://localhost:9/hook"_s);
}

void PassOnButtonTest::saysWhatIsWrongWithATarget()
{
    open();

    type(u"ftp://app.example/"_s);

    QVERIFY(said().contains(u"an address such as http://localhost:3000/hook"_s));
    QVERIFY(!sheetButton(u"Start"_s)->isEnabled());
}

void PassOnButtonTest::refusesTheOwnListener()
{
    open();
    type(m_engine->status().url());

    sheetButton(u"Start"_s)->click();

    QVERIFY(m_sheet->isVisible());
    QVERIFY(said().contains(u"Sendscope itself listens there"_s));
    QVERIFY(!m_engine->status().passOn.options);
}

void PassOnButtonTest::changesTheMode()
{
    QVERIFY(m_engine->setPassOn(
        replay::PassOnOptions{QUrl(u"http://127.0.0.1:9/"_s), PassMode::Watch}));
    QTRY_VERIFY(m_button->isChecked());
    open();
    QVERIFY(!sheetButton(u"Change"_s)->isEnabled());

    const auto modes = m_sheet->findChildren<QRadioButton *>();
    QCOMPARE(modes.size(), 2);
    QVERIFY(modes[0]->isChecked());
    modes[1]->click();
    QVERIFY(!modes[0]->isChecked());
    sheetButton(u"Change"_s)->click();

    QCOMPARE(m_engine->status().passOn.options->mode, PassMode::Relay);
    QTRY_VERIFY(said().contains(u"Standing between: answers come from http://127.0.0.1:9/"_s));
}

void PassOnButtonTest::closesWithEscape()
{
    open();

    QTest::keyClick(m_sheet->findChild<QLineEdit *>(), Qt::Key_Escape);

    QVERIFY(!m_sheet->isVisible());
    QVERIFY(m_button->hasFocus());
}

void PassOnButtonTest::isNotThereWhereNothingIsRecorded()
{
    engine::EngineOptions viewing;
    viewing.capturePath = m_folder->filePath(u"other.sendscope"_s);
    viewing.isRecording = false;
    engine::Engine engine(viewing);

    const ui::PassOnButton button(m_theme, engine, *m_settings);

    QVERIFY(button.isHidden());
}

SENDSCOPE_TEST(PassOnButtonTest, passonbutton)
#include "tst_passonbutton.moc"
