#include "app/engine/engine.h"
#include "tests/testregistry.h"
#include "tests/ui/windowhome.h"
#include "ui/events/eventtableview.h"
#include "ui/exchange/exchangebar.h"
#include "ui/exchange/exportdialog.h"
#include "ui/filter/filterbar.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace sendscope;

/// Import and export in the window.
class ExchangeWiringTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void importsWhatIsDroppedIntoTheTable();
    void handsOverCapturesThatAreDropped();
    void offersToExportWhatIsThere();
    void asksForFilesToImport();

private:
    void drop(const QString &name);
    QString fileWith(const QString &name, const QByteArray &content) const;
    ui::ExchangeBar *bar() const { return m_window->findChild<ui::ExchangeBar *>(); }

    std::unique_ptr<tests::WindowHome> m_home;
    ui::Theme m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<ui::MainWindow> m_window;
};

void ExchangeWiringTest::init()
{
    m_home = std::make_unique<tests::WindowHome>();
    engine::EngineOptions options;
    options.capturePath = m_home->paths().liveCapture;
    m_engine = std::make_unique<engine::Engine>(options);
    m_window =
        std::make_unique<ui::MainWindow>(*m_engine, m_theme, m_home->settings(), m_home->paths());
    m_window->show();
    m_engine->start();
    QTRY_VERIFY(m_engine->status().capture.isWritable);
}

void ExchangeWiringTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

QString ExchangeWiringTest::fileWith(const QString &name, const QByteArray &content) const
{
    QFile file(m_home->path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void ExchangeWiringTest::drop(const QString &name)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(name)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
}

void ExchangeWiringTest::importsWhatIsDroppedIntoTheTable()
{
    drop(fileWith(u"a.ndjson"_s,
                  "[{\"type\":\"message-sent\"}]\n[{\"type\":\"message-failed\"}]"_ba));

    QTRY_COMPARE(bar()->sentence(), u"2 requests with 2 events imported."_s);
    QVERIFY(bar()->isVisible());
    auto *table = m_window->findChild<ui::EventTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(table->isVisible());
}

void ExchangeWiringTest::handsOverCapturesThatAreDropped()
{
    const QSignalSpy dropped(m_window.get(), &ui::MainWindow::captureDropped);

    drop(u"/some/where.sendscope"_s);

    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].toString(), u"/some/where.sendscope"_s);
}

void ExchangeWiringTest::offersToExportWhatIsThere()
{
    drop(
        fileWith(u"a.ndjson"_s, "{\"type\":\"a\"}\n{\"type\":\"b\"}\n{\"type\":\"b\",\"n\":2}"_ba));
    auto *table = m_window->findChild<ui::EventTableView *>();
    QTRY_COMPARE(table->model()->rowCount(), 3);
    m_window->findChild<ui::FilterBar *>()->ask(event::Field::Type, "b", ui::FilterJoin::Is, true);
    QTRY_COMPARE(table->model()->rowCount(), 2);

    m_window->actionOf(ui::ActionId::ExportRequests)->trigger();

    auto *dialog = m_window->findChild<ui::ExportDialog *>();
    QVERIFY(dialog);
    const ui::ExportPlan plan = dialog->plan();
    QCOMPARE(plan.capture, m_home->paths().liveCapture);
    QVERIFY(plan.rows);
    QCOMPARE(qint64(plan.rows->size()), 2);
    QVERIFY(!plan.withSecrets);
}

void ExchangeWiringTest::asksForFilesToImport()
{
    m_window->actionOf(ui::ActionId::ImportFiles)->trigger();

    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFiles);
    QVERIFY(dialog->testOption(QFileDialog::DontUseNativeDialog));
}

SENDSCOPE_TEST(ExchangeWiringTest, exchangewiring)

#include "tst_exchangewiring.moc"
