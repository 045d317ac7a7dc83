#include "app/engine/engine.h"
#include "app/store/reader.h"
#include "tests/store/recorder.h"
#include "tests/testregistry.h"
#include "tests/ui/windowhome.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/fieldview.h"
#include "ui/events/eventtablemodel.h"
#include "ui/events/eventtableview.h"
#include "ui/exchange/exportdialog.h"
#include "ui/filter/filterbar.h"
#include "ui/keeping/clearedchip.h"
#include "ui/keeping/deletedialog.h"
#include "ui/keeping/markerdialog.h"
#include "ui/keeping/notedialog.h"
#include "ui/keeping/removalbar.h"
#include "ui/mainwindow/keepingwiring.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/judgedfield.h"
#include "ui/widgets/rowrule.h"
#include "ui/widgets/textfield.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;
using ui::ActionId;

namespace {

constexpr int kEvents = 12;

} // namespace

/// Marks, notes, markers, clearing and deleting in the window.
class KeepingWiringTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void marksAndUnmarksWhatIsSelected();
    void keepsANoteAndShowsIt();
    void drawsMarkers();
    void clearsAndShowsAgain();
    void staysClearedAfterARestart();
    void deletesAndTakesItBack();
    void keepsNothingInACaptureThatIsRecordedElsewhere();
    void takesTheRulesOfAnotherWindow();

private:
    void open(bool isRecording);
    void close();
    void select(int first, int last);
    void press(Qt::Key key);
    QByteArray markOf(qint64 event) const
    {
        return m_engine->snapshot()->row({event})->mark.toByteArray();
    }
    template <typename Dialog>
    Dialog *opened() const
    {
        for (auto *dialog : m_window->findChildren<Dialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    int rows() const { return m_table->model()->rowCount(); }
    QAction *action(ActionId id) const { return m_window->actionOf(id); }

    std::unique_ptr<tests::WindowHome> m_home;
    ui::Theme m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::EventTableView *m_table = nullptr;
};

void KeepingWiringTest::init()
{
    m_home = std::make_unique<tests::WindowHome>();
    tests::Recorder recorder(m_home->paths().liveCapture);
    for (int i = 1; i <= kEvents; ++i)
        QVERIFY(recorder.write("{\"type\":\"" + QByteArray(i % 2 ? "odd" : "even")
                               + "\",\"n\":" + QByteArray::number(i) + "}"));
    recorder.close();
    open(true);
}

void KeepingWiringTest::cleanup()
{
    close();
}

void KeepingWiringTest::open(bool isRecording)
{
    engine::EngineOptions options;
    options.capturePath = m_home->paths().liveCapture;
    options.isRecording = isRecording;
    m_engine = std::make_unique<engine::Engine>(options);
    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());
    m_table = m_window->findChild<ui::EventTableView *>();
    m_window->show();
    m_engine->start();
    QTRY_VERIFY(m_engine->status().isOpen && m_engine->snapshot()->count() > 0);
}

void KeepingWiringTest::close()
{
    m_window.reset();
    m_engine.reset();
}

void KeepingWiringTest::select(int first, int last)
{
    m_table->setCurrentEvent(m_engine->snapshot()->oldest());
    auto *model = m_table->model();
    m_table->selectionModel()->select(QItemSelection(model->index(first, 0), model->index(last, 0)),
                                      QItemSelectionModel::ClearAndSelect
                                          | QItemSelectionModel::Rows);
}

/// Single letters act while the table has the focus only.
void KeepingWiringTest::press(Qt::Key key)
{
    m_window->activateWindow();
    m_table->setFocus();
    QTRY_VERIFY(m_table->hasFocus());
    QTest::keyClick(m_table, key);
}

void KeepingWiringTest::marksAndUnmarksWhatIsSelected()
{
    QTRY_COMPARE(rows(), kEvents);
    select(1, 3);

    press(Qt::Key_M);
    QTRY_COMPARE(markOf(4), "red");
    QCOMPARE(markOf(2), "red");
    QCOMPARE(markOf(5), "");
    action(ActionId::MarkBlue)->trigger();
    QTRY_COMPARE(markOf(3), "blue");
    select(3, 4);
    press(Qt::Key_M); // One of them has not got the last colour yet.
    QTRY_COMPARE(markOf(5), "blue");
    press(Qt::Key_M);
    QTRY_COMPARE(markOf(5), "");
    QCOMPARE(markOf(4), "");
    QCOMPARE(markOf(3), "blue");
    m_window->findChild<ui::FilterBar *>()->setText(u"mark == blue"_s);
    QTRY_COMPARE(rows(), 2);
    const QModelIndex first = m_table->model()->index(0, 0);
    QTRY_COMPARE(first.data(Qt::AccessibleDescriptionRole).toString(), u"Marked: Blue"_s);
    QVERIFY(first.data(Qt::ToolTipRole).toString().contains(u"Marked: Blue"_s));
    select(0, 0);
    action(ActionId::RemoveMark)->trigger();
    QTRY_COMPARE(rows(), 1); // The filter notices.
}

void KeepingWiringTest::keepsANoteAndShowsIt()
{
    QTRY_COMPARE(rows(), kEvents);
    m_table->setCurrentEvent({3});
    press(Qt::Key_N);
    auto *dialog = opened<ui::NoteDialog>();
    QVERIFY(dialog);
    QVERIFY(!dialog->isModal());

    dialog->field()->setPlainText(u"call <b>them</b>"_s);
    dialog->activateWindow(); // Else the key is taken for a shortcut of the window behind it.
    QTRY_VERIFY(dialog->isActiveWindow());
    QTest::keyClick(dialog->field(), Qt::Key_Return, Qt::ControlModifier);

    QTRY_COMPARE(m_engine->snapshot()->row({3})->note.toByteArray(), "call <b>them</b>");
    const auto *detail = m_window->findChild<ui::DetailPane *>();
    const auto hasNote = [detail] {
        for (const auto *view : detail->findChildren<ui::FieldView *>()) {
            if (!view->fields().empty() && view->fields().front().label == u"Note"_s)
                return view->fields().front().value == u"call <b>them</b>"_s;
        }
        return false;
    };
    QTRY_VERIFY(hasNote());
    m_table->setCurrentEvent({4});
    QTRY_VERIFY(!hasNote());
    m_window->findChild<ui::FilterBar *>()->setText(u"them"_s); // A bare word finds it.
    QTRY_COMPARE(rows(), 1);
    m_table->setCurrentEvent({3});
    press(Qt::Key_N);
    QTRY_VERIFY(opened<ui::NoteDialog>());
    QCOMPARE(opened<ui::NoteDialog>()->field()->toPlainText(), u"call <b>them</b>"_s);
    QTest::keyClick(opened<ui::NoteDialog>()->field(), Qt::Key_Escape);
    QTRY_VERIFY(!opened<ui::NoteDialog>());
    QCOMPARE(m_engine->snapshot()->row({3})->note.toByteArray(), "call <b>them</b>");
}

void KeepingWiringTest::drawsMarkers()
{
    QTRY_COMPARE(rows(), kEvents);
    QTRY_VERIFY(action(ActionId::AddMarker)->isEnabled());
    action(ActionId::AddMarker)->trigger();
    auto *dialog = opened<ui::MarkerDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->field()->text(), u"Marker 1"_s);

    dialog->field()->setText(u"build \"412\" & more"_s);
    QTest::keyClick(dialog->field(), Qt::Key_Return);

    QTRY_COMPARE(m_engine->snapshot()->markers().size(), size_t(1));
    QCOMPARE(m_engine->snapshot()->markers()[0].after.value, kEvents);
    emit m_table->afterMarkerAsked(u"build \"412\" & more"_s);
    QTRY_COMPARE(rows(), 0);
    QCOMPARE(m_window->findChild<ui::FilterBar *>()->filter(),
             filter::Filter{filter::afterMarker("build \"412\" & more")});
}

void KeepingWiringTest::clearsAndShowsAgain()
{
    QTRY_COMPARE(rows(), kEvents);
    auto *chip = m_window->findChild<ui::ClearedChip *>();
    QVERIFY(!chip->isVisible());
    select(1, 1);
    press(Qt::Key_M);
    QTRY_COMPARE(markOf(2), "red");

    action(ActionId::ClearEvents)->trigger();

    QTRY_COMPARE(rows(), 1);
    QVERIFY(chip->isVisible());
    QVERIFY2(chip->text().contains(u"11 hidden"_s), qPrintable(chip->text()));
    const auto *field = m_window->findChild<ui::JudgedField *>();
    QVERIFY(field->text().isEmpty());
    QTRY_COMPARE(field->countText(), u"1 event"_s);
    QVERIFY(field->note().contains(u"11"_s));
    m_window->findChild<ui::FilterBar *>()->setText(u"odd"_s);
    QTRY_COMPARE(rows(), 0);
    chip->click();
    QTRY_COMPARE(rows(), kEvents / 2);
    QVERIFY(!chip->isVisible());
    QCOMPARE(field->note(), QString());
}

void KeepingWiringTest::staysClearedAfterARestart()
{
    QTRY_COMPARE(rows(), kEvents);
    action(ActionId::ClearEvents)->trigger();
    QTRY_COMPARE(rows(), 0);
    for (const bool isRecording : {true, false}) {
        close();
        open(isRecording);

        QTRY_VERIFY(m_window->findChild<ui::ClearedChip *>()->isVisible());
        QTRY_VERIFY(m_window->findChild<ui::ClearedChip *>()->text().contains(u"12 hidden"_s));
        QCOMPARE(rows(), 0);
    }
    QCOMPARE(m_engine->snapshot()->count(), kEvents); // Nothing is deleted.
}

void KeepingWiringTest::deletesAndTakesItBack()
{
    QTRY_COMPARE(rows(), kEvents);
    auto *bar = m_window->findChild<ui::RemovalBar *>();
    const auto remove = [this](int first, int last) {
        select(first, last);
        press(Qt::Key_Delete);
        auto *dialog = opened<ui::DeleteDialog>();
        QVERIFY(dialog);
        dialog->accept();
    };

    remove(0, 2);
    QTRY_COMPARE(rows(), kEvents - 3);
    QCOMPARE(m_table->currentEvent(), event::EventId{4}); // One may go on from there.
    QCOMPARE(bar->sentence(), u"3 events removed."_s);
    remove(0, 0);
    QTRY_COMPARE(rows(), kEvents - 4);
    QCOMPARE(m_window->findChild<ui::JudgedField *>()->countText(), u"8 events"_s);
    emit bar->undoClicked();
    QTRY_COMPARE(rows(), kEvents - 3);
    QCOMPARE(bar->sentence(), u"3 events removed."_s);
    emit bar->undoClicked();
    QTRY_COMPARE(rows(), kEvents);
    QVERIFY(!bar->isVisible());
    remove(1, 1);
    QTRY_COMPARE(rows(), kEvents - 1);
    action(ActionId::ExportRequests)->trigger();
    QVERIFY(opened<ui::ExportDialog>());
    QCOMPARE(opened<ui::ExportDialog>()->plan().without, index::RowList{{2}});
    close();

    const auto reader = store::Reader::open(m_home->paths().liveCapture);
    const auto left = (*reader)->eventsIn({1}, {kEvents});
    QCOMPARE(left->size(), size_t(kEvents - 1));
    QVERIFY(!std::binary_search(left->begin(), left->end(), event::EventId{2}));
}

void KeepingWiringTest::keepsNothingInACaptureThatIsRecordedElsewhere()
{
    close();
    tests::Recorder recorder(m_home->paths().liveCapture);
    QVERIFY(recorder.isOpen());
    open(false);
    QTRY_COMPARE(rows(), kEvents);
    select(0, 1);

    for (const ActionId id : {ActionId::ToggleMark, ActionId::MarkBlue, ActionId::EditNote,
                              ActionId::AddMarker, ActionId::DeleteEvents}) {
        QVERIFY(!action(id)->isEnabled());
        QVERIFY(!action(id)->toolTip().isEmpty());
    }
    QVERIFY(action(ActionId::ClearEvents)->isEnabled()); // That is a view, and kept by us.
}

void KeepingWiringTest::takesTheRulesOfAnotherWindow()
{
    QVERIFY(m_table->rowColours().onDemandFields().empty());
    const std::vector<ui::RowRule> rules{{u"Betas"_s, u"json.beta == 1"_s}};
    QVERIFY(m_home->settings().set(settings::Key::RowRules, ui::rulesToText(rules)));

    QEvent activated(QEvent::WindowActivate);
    QApplication::sendEvent(m_window.get(), &activated);

    QCOMPARE(m_table->rowColours().onDemandFields().size(), 1U);
}

SENDSCOPE_TEST(KeepingWiringTest, keepingwiring)

#include "tst_keepingwiring.moc"
