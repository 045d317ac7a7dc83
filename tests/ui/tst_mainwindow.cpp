#include "app/engine/engine.h"
#include "tests/testregistry.h"
#include "tests/ui/looking.h"
#include "tests/ui/windowhome.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/fieldview.h"
#include "ui/events/eventtableview.h"
#include "ui/events/tablecolumns.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/languagedialog.h"
#include "ui/filter/namedialog.h"
#include "ui/filter/savedbutton.h"
#include "ui/filter/savedrow.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/statusrow.h"
#include "ui/media/mediapane.h"
#include "ui/theme/theme.h"
#include "ui/welcome/arrivalsdialog.h"
#include "ui/welcome/samplecommand.h"
#include "ui/welcome/welcomepane.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptynote.h"
#include "ui/widgets/judgedfield.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QSize>
#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using tests::button;
using tests::savedButton;

namespace {

template <typename Widget>
QString shownTextIn(const Widget *parent)
{
    QStringList texts;
    for (const QLabel *label : parent->template findChildren<QLabel *>()) {
        if (label->isVisible())
            texts += label->text();
    }
    for (const auto *view : parent->template findChildren<ui::FieldView *>())
        texts += QString::fromUtf8(view->findText().bytes);
    return texts.join(u'\n');
}

QAction *action(const QWidget &widget, const QString &name)
{
    for (QAction *candidate : widget.actions()) {
        if (candidate->objectName() == name)
            return candidate;
    }
    return nullptr;
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void waitsForTheFirstEvent();
    void showsASampleThatWentThroughTheListener();
    void saysThatThePortIsTakenAndOffersAnother();
    void namesEveryControl();
    void hasEachLetterOnceInAMenu();
    void putsTheMediaIntoTheDetailWhereItIsNarrow();
    void remembersItsPanes();
    void copiesWhatTheRequestsSay();
    void showsRowsThatOnlyAFilterOfHiddenOnesFinds();
    void sortsAndShowsPathsOnceTheyAreRead();
    void remembersTheFiltersThatWereUsed();
    void explainsTheFilterLanguage();
    void explainsWhyNothingArrives();
    void namesTheFieldWhereAPersonIs();
    void filtersByWhatTheTableAndTheDetailHold();
    void showsSavedFiltersWithCounts();
    void savesTheFilterUnderAName();
    void takesSharedFiltersFromText();
    void findsNumbersByTheirNames();
    void showsAnOpenCaptureReadOnly();
    void sampleCommandsAreShellSafe();

private:
    void start(quint16 port = 0);
    void sendSample();

    qint64 m_sent = 0; ///< Events of the sample.
    std::unique_ptr<tests::WindowHome> m_home;
    ui::Theme m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<ui::MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_home = std::make_unique<tests::WindowHome>();
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

void MainWindowTest::start(quint16 port)
{
    m_engine = std::make_unique<engine::Engine>(m_home->recording(port));
    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());
    m_window->show();
    m_window->setWindowState(Qt::WindowNoState); // The offscreen screen is small.
    m_window->resize(1440, 900);
    m_engine->start();
    QTRY_VERIFY(m_engine->status().listening != engine::EngineStatus::Listening::Off
                && m_engine->status().listening != engine::EngineStatus::Listening::Starting);
}

void MainWindowTest::sendSample()
{
    QTRY_VERIFY(button(*m_window, u"Send a sample"_s));
    QTRY_VERIFY(button(*m_window, u"Send a sample"_s)->isEnabled());
    button(*m_window, u"Send a sample"_s)->click();
    QTRY_VERIFY(m_engine->snapshot()->count() > 0);
    QTRY_COMPARE(m_engine->snapshot()->row(m_engine->snapshot()->newest())->type,
                 "message-delivered"_ba);
    m_sent = m_engine->snapshot()->count();
    QTRY_COMPARE(m_window->findChild<ui::EventTableView *>()->model()->rowCount(), int(m_sent));
}

void MainWindowTest::waitsForTheFirstEvent()
{
    start();

    auto *welcome = m_window->findChild<ui::WelcomePane *>();
    QTRY_VERIFY(welcome->isVisible());
    QTRY_VERIFY(shownTextIn(welcome).contains(m_engine->status().url()));
    QVERIFY(shownTextIn(welcome).contains(u"--data-raw"_s));
    QCOMPARE(m_window->windowTitle(), u"Live — Sendscope"_s);
    QTRY_VERIFY(
        shownTextIn(m_window->findChild<ui::StatusRow *>()).contains(u"Recording into Live"_s));
}

void MainWindowTest::showsASampleThatWentThroughTheListener()
{
    start();

    sendSample();

    auto *table = m_window->findChild<ui::EventTableView *>();
    auto *detail = m_window->findChild<ui::DetailPane *>();
    QTRY_COMPARE(table->model()->rowCount(), int(m_sent));
    QVERIFY(!m_window->findChild<ui::WelcomePane *>()->isVisible());
    QCOMPARE(table->currentEvent(), event::EventId{1});
    QTRY_VERIFY(shownTextIn(detail).contains(u"message-sending"_s));
    QVERIFY(shownTextIn(detail).contains(u"handing it to the carrier."_s));
    table->setCurrentEvent({m_sent});
    QTRY_VERIFY(shownTextIn(detail).contains(u"message-delivered"_s));
    QTRY_VERIFY(
        shownTextIn(m_window->findChild<ui::StatusRow *>()).contains(u"%1 received"_s.arg(m_sent)));
}

void MainWindowTest::saysThatThePortIsTakenAndOffersAnother()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));

    start(other.serverPort());

    auto *status = m_window->findChild<ui::StatusRow *>();
    QTRY_VERIFY(shownTextIn(status).contains(u"Not listening"_s));
    ui::Button *listenOn = nullptr;
    for (ui::Button *candidate : status->findChildren<ui::Button *>()) {
        if (candidate->isVisible() && candidate->text().startsWith(u"Listen on "_s))
            listenOn = candidate;
    }
    QVERIFY(listenOn);
    listenOn->click();
    QTRY_COMPARE(m_engine->status().listening, engine::EngineStatus::Listening::On);
    QTRY_VERIFY(shownTextIn(status).contains(m_engine->status().url()));
}

void MainWindowTest::namesEveryControl()
{
    start();
    sendSample();
    QTRY_VERIFY(m_window->findChild<ui::DetailPane *>()->findChild<QTabBar *>()->isVisible());

    QStringList nameless;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy()
            && !widget->objectName().startsWith(u"qt_"_s);
        if (!isControl)
            continue;
        QAccessibleInterface *control = QAccessible::queryAccessibleInterface(widget);
        if (control && control->text(QAccessible::Name).isEmpty())
            nameless += QLatin1StringView(widget->metaObject()->className()) + u" in "_s
                + QLatin1StringView(widget->parentWidget()->metaObject()->className());
    }

    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void MainWindowTest::putsTheMediaIntoTheDetailWhereItIsNarrow()
{
    start();
    sendSample();
    auto *media = m_window->findChild<ui::MediaPane *>();
    auto *detail = m_window->findChild<ui::DetailPane *>();
    auto *tabs = detail->findChild<QTabBar *>();
    QTRY_VERIFY(media->isVisible());

    m_window->resize(1024, 700);
    QTRY_COMPARE(tabs->count(), 7);
    detail->setCurrentPage(6);
    QTRY_VERIFY(media->isVisible());
    QVERIFY(detail->isAncestorOf(media));

    m_window->resize(1440, 900);
    QTRY_COMPARE(tabs->count(), 6);
    QTRY_VERIFY(media->isVisible());
    QVERIFY(!detail->isAncestorOf(media));
}

void MainWindowTest::remembersItsPanes()
{
    start();
    sendSample();
    m_window->resize(800, 600);
    m_window->close();
    m_window.reset();

    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());

    QCOMPARE(m_window->size(), QSize(800, 600));
}

void MainWindowTest::copiesWhatTheRequestsSay()
{
    start();
    sendSample();
    auto *table = m_window->findChild<ui::EventTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), int(m_sent));
    table->selectAll();
    const auto trigger = [this](const QString &name) {
        QGuiApplication::clipboard()->clear();
        action(*m_window->findChild<ui::EventTableView *>(), name)->trigger();
    };

    trigger(u"edit.copy-json"_s);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"[\n{"_s));
    QCOMPARE(QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).array().size(),
             m_sent);
    QTRY_VERIFY(shownTextIn(m_window->findChild<ui::StatusRow *>())
                    .contains(u"%1 events copied as JSON"_s.arg(m_sent)));

    trigger(u"edit.copy-curl"_s);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"curl -X POST '"_s
                                                                + m_engine->status().url()));

    trigger(u"edit.copy-tsv"_s);
    QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), m_sent);

    table->setCurrentEvent({1});
    QTRY_VERIFY(!shownTextIn(m_window->findChild<ui::StatusRow *>()).contains(u"copied"_s));
}

void MainWindowTest::showsRowsThatOnlyAFilterOfHiddenOnesFinds()
{
    start();
    sendSample();
    QTcpSocket other;
    other.connectToHost(QHostAddress::LocalHost, m_engine->status().endpoints.front().port);
    other.write("GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(m_engine->snapshot()->count(), m_sent + 1);
    const auto *note = m_window->findChild<ui::EventTableView *>()->findChild<ui::EmptyNote *>();

    m_window->findChild<ui::FilterBar *>()->setText(u"kind == refused"_s);

    QTRY_COMPARE(note->sentence(),
                 u"Nothing of %1 events matches. 1 hidden row would."_s.arg(m_sent + 1));
    QVERIFY(note->isVisible());
    button(*m_window, u"Show"_s)->click();
    QTRY_COMPARE(m_window->findChild<ui::EventTableView *>()->model()->rowCount(), 1);
    QVERIFY(!note->isVisible());
    QVERIFY(action(*m_window, u"view.aside"_s)->isChecked());
}

void MainWindowTest::sortsAndShowsPathsOnceTheyAreRead()
{
    start();
    sendSample();
    auto *table = m_window->findChild<ui::EventTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), int(m_sent));
    const event::FieldRef type = *event::findFieldRef("json.type");
    const event::FieldRef number = event::Field::Event;

    table->columns().add(type);
    const int column = table->model()->columnCount() - 1;
    QTRY_COMPARE(table->model()->index(0, column).data().toString(), u"message-sending"_s);

    emit table->orderAsked({.field = number, .isDescending = true});
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), QString::number(m_sent));
    emit table->orderAsked({.field = type, .isDescending = false});
    QTRY_COMPARE(table->model()->index(0, column).data().toString(), u"message-delivered"_s);
}

void MainWindowTest::remembersTheFiltersThatWereUsed()
{
    start();
    auto *filter = m_window->findChild<ui::FilterBar *>();
    filter->ask(event::Field::Type, "message-failed", ui::FilterJoin::Is, true);
    filter->ask(event::Field::ErrorCode, "4720", ui::FilterJoin::And, true);
    const QStringList used = filter->history().texts();
    QCOMPARE(used.size(), 2);
    m_window.reset();

    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());

    QCOMPARE(m_window->findChild<ui::FilterBar *>()->history().texts(), used);
}

void MainWindowTest::explainsTheFilterLanguage()
{
    start();
    for (QAction *action : m_window->actions()) {
        if (action->objectName() == u"help.filter-language"_s)
            action->trigger();
    }

    auto *dialog = m_window->findChild<ui::LanguageDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->accept();
    QTRY_VERIFY(!m_window->findChild<ui::LanguageDialog *>());
}

void MainWindowTest::explainsWhyNothingArrives()
{
    start();
    QTRY_VERIFY(button(*m_window, u"Nothing arrives?"_s));

    button(*m_window, u"Nothing arrives?"_s)->click();

    auto *dialog = m_window->findChild<ui::ArrivalsDialog *>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    QVERIFY(shownTextIn(dialog).contains(u"Nothing has arrived since"_s));
    sendSample();
    QTRY_VERIFY(shownTextIn(dialog).contains(u"It arrives: message-delivered"_s));
    dialog->accept();
    QTRY_VERIFY(!m_window->findChild<ui::ArrivalsDialog *>());
    action(*m_window, u"help.nothing-arrives"_s)->trigger();
    QVERIFY(m_window->findChild<ui::ArrivalsDialog *>());
}

void MainWindowTest::namesTheFieldWhereAPersonIs()
{
    start();
    sendSample();
    auto *detail = m_window->findChild<ui::DetailPane *>();
    auto *table = m_window->findChild<ui::EventTableView *>();
    const auto name = [this](const QString &text) {
        return button(*m_window->findChild<ui::StatusRow *>(), text);
    };
    table->setFocus();
    QTRY_VERIFY(table->hasFocus());
    emit table->selectedFieldChanged(event::Field::MessageTag);
    QVERIFY(name(u"message.tag"_s));
    emit detail->selectedFieldChanged(event::Field::ErrorCode); // something was loaded into it
    emit detail->selectedFieldCleared();
    QVERIFY(name(u"message.tag"_s));

    QTRY_VERIFY((detail->enterPage(ui::DetailPane::Json),
                 detail->isAncestorOf(QApplication::focusWidget())));
    emit detail->selectedFieldChanged(event::Field::ErrorCode);
    QVERIFY(name(u"errorCode"_s));
    emit detail->selectedFieldCleared();
    QVERIFY(!name(u"errorCode"_s));
}

void MainWindowTest::filtersByWhatTheTableAndTheDetailHold()
{
    start();
    auto *filter = m_window->findChild<ui::FilterBar *>();
    auto *table = m_window->findChild<ui::EventTableView *>();
    auto *detail = m_window->findChild<ui::DetailPane *>();

    emit detail->filterAsked(event::Field::MessageTag, "v2 lab", ui::FilterJoin::Is, true);
    QCOMPARE(filter::print(filter->filter()), u"message.tag == \"v2 lab\""_s);
    emit table->filterAsked(event::Field::ErrorCode, "4720", ui::FilterJoin::Or, true);
    QCOMPARE(filter::print(filter->filter()), u"message.tag == \"v2 lab\" or errorCode == 4720"_s);

    emit table->selectedFieldChanged(event::Field::Type);
    button(*m_window->findChild<ui::StatusRow *>(), u"type"_s)->click();
    QCOMPARE(filter->field()->text(),
             u"(message.tag == \"v2 lab\" or errorCode == 4720) and type == "_s);
}

void MainWindowTest::showsSavedFiltersWithCounts()
{
    start();
    auto *row = m_window->findChild<ui::SavedRow *>();
    auto *filter = m_window->findChild<ui::FilterBar *>();
    QVERIFY(row->shownNames().isEmpty()); // nothing has come yet
    QVERIFY(row->height() > 0);

    sendSample();

    QCOMPARE(row->shownNames(),
             QStringList({u"Everything"_s, u"Last 15 min"_s, u"Failed"_s, u"Overdue"_s, u"Issues"_s,
                          u"Marked"_s}));
    QTRY_COMPARE(savedButton(*row, u"Everything"_s)->count(), m_sent);
    QTRY_COMPARE(savedButton(*row, u"Last 15 min"_s)->count(), m_sent);
    QVERIFY(savedButton(*row, u"Everything"_s)->isChecked());

    savedButton(*row, u"Overdue"_s)->click(); // what is overdue? one action
    QCOMPARE(filter::print(filter->filter()), u"issues == overdue"_s);
    QCOMPARE(filter->field()->text(), u"issues == overdue"_s);
    QVERIFY(savedButton(*row, u"Overdue"_s)->isChecked());
    savedButton(*row, u"Everything"_s)->click();
    QVERIFY(filter->filter().isEverything());
}

void MainWindowTest::savesTheFilterUnderAName()
{
    start();
    sendSample();
    auto *row = m_window->findChild<ui::SavedRow *>();
    auto *filter = m_window->findChild<ui::FilterBar *>();
    filter->setText(u"type == message-sending"_s);

    action(*m_window, u"filter.save"_s)->trigger();
    auto *dialog = m_window->findChild<ui::NameDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(u"On its way"_s);
    dialog->accept();

    QCOMPARE(row->shownNames().last(), u"On its way"_s);
    QVERIFY(savedButton(*row, u"On its way"_s)->isChecked());
    QTRY_VERIFY(savedButton(*row, u"On its way"_s)->count() > 0);
    const auto kept = settings::Settings::load(m_home->paths().settingsFile, {});
    QVERIFY(
        kept.text(settings::Key::SavedFilters).contains(u"On its way = type == message-sending"_s));

    ui::MainWindow other(*m_engine, m_theme, m_home->settings(), m_home->paths());
    other.show();
    QCOMPARE(other.findChild<ui::SavedRow *>()->filters(), row->filters());
}

void MainWindowTest::takesSharedFiltersFromText()
{
    start();
    sendSample();
    auto *row = m_window->findChild<ui::SavedRow *>();
    const size_t before = row->filters().size();
    QGuiApplication::clipboard()->setText(
        u"# from QA\nPromo = message.tag == promo\nFailed = type == message-failed\nnone"_s);

    emit row->pasteAsked();

    QCOMPARE(row->filters().size(), before + 1);
    QCOMPARE(row->filters().back().name, u"Promo"_s);
    QCOMPARE(filter::print(row->filters()[1].filter), u"type == message-failed"_s);
    QVERIFY(shownTextIn(m_window->findChild<ui::StatusRow *>()).contains(u"Line 4"_s));
}

void MainWindowTest::findsNumbersByTheirNames()
{
    start();
    sendSample();
    auto *filter = m_window->findChild<ui::FilterBar *>();
    auto *table = m_window->findChild<ui::EventTableView *>();
    const auto rows = int(m_sent);
    filter->setText(u"ours == \"QA line\""_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);

    const index::SnapshotPtr snapshot = m_engine->snapshot();
    emit table->nameAsked(snapshot->row(snapshot->newest())->ours.toByteArray());
    auto *dialog = m_window->findChild<ui::NameDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(u"QA line"_s);
    dialog->accept();

    QTRY_COMPARE(table->model()->rowCount(), rows);
    QCOMPARE(filter->field()->text(), u"ours == \"QA line\""_s);
    QCOMPARE(filter::print(filter->filter()), u"ours == \"QA line\""_s);
    filter->setText(u"qa"_s);
    QTRY_COMPARE(table->model()->rowCount(), rows);
}

void MainWindowTest::showsAnOpenCaptureReadOnly()
{
    start();
    sendSample();
    engine::Engine second(m_home->recording());
    ui::MainWindow window(second, m_theme, m_home->settings(), m_home->paths());
    window.show();

    second.start();

    QTRY_VERIFY(shownTextIn(&window).contains(
        u"This capture is open in another window. It is shown here read-only and kept up to date."_s));
    QTRY_COMPARE(window.findChild<ui::EventTableView *>()->model()->rowCount(), int(m_sent));
    QCOMPARE(window.findChild<ui::EventTableView *>()->selectedCount(), 1);
    QVERIFY(shownTextIn(window.findChild<ui::StatusRow *>()).contains(u"Viewing, not recording"_s));
}

void MainWindowTest::sampleCommandsAreShellSafe()
{
    const QByteArray body = "[\"it's $HOME `id` \\\\ \"]";
    const QString command = ui::sampleCommand(u"http://127.0.0.1:1/"_s, body, false);

    // The shell prints what curl would have been given.
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"curl() { printf '%s|' \"$@\"; }; "_s + command});
    QVERIFY(shell.waitForFinished());

    QCOMPARE(shell.readAllStandardOutput(),
             "-H|Content-Type: application/json|http://127.0.0.1:1/|--data-raw|" + body + "|");
    QVERIFY(ui::sampleCommand(u"http://x/"_s, body, true).contains(u"-u \"$SENDSCOPE_AUTH\""_s));
}

void MainWindowTest::hasEachLetterOnceInAMenu()
{
    static const QRegularExpression letter(u"&([^&])"_s);
    start();
    const QList<QMenu *> menus = m_window->menuBar()->findChildren<QMenu *>();
    QVERIFY(menus.size() > 7);
    for (const QMenu *menu : menus) {
        QStringList letters;
        for (const QAction *action : menu->actions()) {
            const auto match = letter.match(action->text());
            if (match.hasMatch())
                letters += match.captured(1).toLower();
        }

        QCOMPARE(letters.removeDuplicates(), 0);
    }
}

SENDSCOPE_TEST(MainWindowTest, mainwindow)
#include "tst_mainwindow.moc"
