#include "app/engine/engine.h"
#include "app/store/readerthread.h"
#include "tests/testregistry.h"
#include "ui/exchange/exchangebar.h"
#include "ui/exchange/exchangeflow.h"
#include "ui/exchange/filedrop.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace sendscope::ui;
using namespace Qt::StringLiterals;

/// Import and export as the window does them.
class ExchangeFlowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void importsIntoWhatIsRecorded();
    void namesTheLineThatIsBad();
    void importsIntoAnotherCaptureWhileViewing();
    void asksWhereToWhileViewing();
    void canBeCancelled();
    void exportsTheSelection();
    void saysWhyNothingWasExported();
    void opensCapturesThatAreDropped();
    void takesOnlyFiles();
    void offersOnlyWhatGoesTogether();
    void leavesCredentialsOutUnlessAsked();
    void namesEveryControl();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString fileWith(const QString &name, const QByteArray &content) const;
    void open(bool isRecording);

    /// Imports a file and waits for how it ends.
    QString importAndWait(const QString &file);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<QWidget> m_window;
    ExchangeBar *m_bar = nullptr;
    ExchangeFlow *m_flow = nullptr;
};

void ExchangeFlowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<Theme>();
}

void ExchangeFlowTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

QString ExchangeFlowTest::fileWith(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void ExchangeFlowTest::open(bool isRecording)
{
    engine::EngineOptions options;
    options.capturePath = path(u"live.sendscope"_s);
    options.isRecording = isRecording;
    m_engine = std::make_unique<engine::Engine>(options);
    const QSignalSpy opened(m_engine.get(), &engine::Engine::opened);
    m_engine->start();
    QTRY_COMPARE(opened.size(), 1);
    m_window = std::make_unique<QWidget>();
    m_bar = new ExchangeBar(*m_theme, m_window.get());
    m_flow = new ExchangeFlow(*m_theme, *m_engine, *m_bar, *m_window);
}

QString ExchangeFlowTest::importAndWait(const QString &file)
{
    const QSignalSpy changed(m_flow, &ExchangeFlow::runningChanged);
    m_flow->take({file});
    [&] { QTRY_COMPARE(changed.size(), 2); }();
    return m_bar->sentence();
}

void ExchangeFlowTest::importsIntoWhatIsRecorded()
{
    open(true);

    const QString sentence = importAndWait(fileWith(u"a.json"_s, "[{\"a\":1},{\"a\":2}]\n{}"_ba));

    QCOMPARE(sentence, u"2 requests with 3 events imported."_s);
    QTRY_COMPARE(m_engine->snapshot()->count(), 3);
}

void ExchangeFlowTest::namesTheLineThatIsBad()
{
    open(true);
    const QString file = fileWith(u"a.json"_s, "{}\n{\"a\":]}\n"_ba);

    QCOMPARE(importAndWait(file),
             u"1 request with 1 event imported. Then: "_s + file
                 + u", line 2, byte 6: a value was expected, ] was found."_s);
}

void ExchangeFlowTest::importsIntoAnotherCaptureWhileViewing()
{
    open(true);
    cleanup();
    open(false);
    const QSignalSpy given(m_flow, &ExchangeFlow::captureGiven);
    const QSignalSpy changed(m_flow, &ExchangeFlow::runningChanged);

    m_flow->importInto(path(u"new.sendscope"_s), {fileWith(u"a.json"_s, "{}"_ba)});

    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given[0][0].toString(), path(u"new.sendscope"_s));
    const auto reader = store::Reader::open(path(u"new.sendscope"_s));
    QVERIFY(reader);
    QCOMPARE((*reader)->newest()->value, 1);
    QVERIFY(!(*reader)->info().isInUse);
}

void ExchangeFlowTest::asksWhereToWhileViewing()
{
    open(true);
    cleanup();
    open(false);

    m_flow->take({fileWith(u"a.json"_s, "{}"_ba)});

    QVERIFY(m_window->findChild<QFileDialog *>());
    QVERIFY(!m_flow->isRunning());
}

void ExchangeFlowTest::canBeCancelled()
{
    open(true);
    const QSignalSpy changed(m_flow, &ExchangeFlow::runningChanged);
    QByteArray many;
    for (int i = 0; i < 200'000; ++i)
        many += "{}\n";
    m_flow->take({fileWith(u"a.json"_s, many)});
    QVERIFY(m_flow->isRunning());

    m_bar->findChild<QAbstractButton *>()->click();

    QTRY_COMPARE(changed.size(), 2);
    QVERIFY2(m_bar->sentence().startsWith(u"Cancelled. "_s), qPrintable(m_bar->sentence()));
}

void ExchangeFlowTest::exportsTheSelection()
{
    open(true);
    importAndWait(fileWith(u"a.json"_s, "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n"_ba));
    const QSignalSpy changed(m_flow, &ExchangeFlow::runningChanged);
    ExportPlan plan;
    plan.format = FileFormat::Json;
    plan.capture = m_engine->options().capturePath;
    plan.rows = index::Rows(std::vector<event::EventId>{{3}, {1}});
    plan.path = path(u"out.json"_s);

    m_flow->exportAs(plan);

    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(m_bar->sentence(), u"2 events exported to out.json."_s);
    QFile file(path(u"out.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "[\n{\"n\":1},\n{\"n\":3}\n]\n"_ba);
}

void ExchangeFlowTest::saysWhyNothingWasExported()
{
    open(true);
    const QSignalSpy changed(m_flow, &ExchangeFlow::runningChanged);
    ExportPlan plan;
    plan.capture = m_engine->options().capturePath;
    plan.path = plan.capture;

    m_flow->exportAs(plan);

    QTRY_COMPARE(changed.size(), 2);
    QVERIFY2(m_bar->sentence().contains(u"it is the capture"_s), qPrintable(m_bar->sentence()));
}

void ExchangeFlowTest::opensCapturesThatAreDropped()
{
    open(true);
    FileDrop drop(*m_window);
    connect(&drop, &FileDrop::dropped, m_flow, &ExchangeFlow::take);
    const QSignalSpy given(m_flow, &ExchangeFlow::captureGiven);
    const QSignalSpy changed(m_flow, &ExchangeFlow::runningChanged);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path(u"b.sendscope"_s)),
                  QUrl::fromLocalFile(fileWith(u"a.json"_s, "{}"_ba))});
    QDragEnterEvent enter({1, 1}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QDropEvent event({1, 1}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                     Qt::NoModifier);

    QCoreApplication::sendEvent(m_window.get(), &enter);
    QCoreApplication::sendEvent(m_window.get(), &event);

    QCOMPARE(event.dropAction(), Qt::CopyAction);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given[0][0].toString(), path(u"b.sendscope"_s));
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(m_bar->sentence(), u"1 request with 1 event imported."_s);
}

void ExchangeFlowTest::takesOnlyFiles()
{
    open(true);
    FileDrop drop(*m_window);
    const QSignalSpy dropped(&drop, &FileDrop::dropped);
    QMimeData data;
    data.setUrls({QUrl(u"https://example.com/a.json"_s)});
    data.setText(u"text"_s);
    QDragEnterEvent event({1, 1}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    event.ignore();

    QCoreApplication::sendEvent(m_window.get(), &event);

    QVERIFY(!event.isAccepted());
    QCOMPARE(dropped.size(), 0);
}

namespace {

ExportChoices someChoices()
{
    ExportChoices choices;
    choices.capture = u"/a/live.sendscope"_s;
    choices.selected = {{2}, {3}};
    choices.filtered = index::Rows(std::vector<event::EventId>{{1}, {2}, {3}});
    choices.isFiltered = true;
    choices.rows = 10;
    return choices;
}

QAbstractButton *buttonWith(const QWidget &dialog, const QString &part)
{
    for (auto *button : dialog.findChildren<QAbstractButton *>()) {
        if (QString(button->text()).remove(u'&').contains(part))
            return button;
    }
    return nullptr;
}

} // namespace

void ExchangeFlowTest::offersOnlyWhatGoesTogether()
{
    ExportDialog dialog(*m_theme, someChoices());

    QCOMPARE(qint64(dialog.plan().rows->size()), 3);
    buttonWith(dialog, u"selected"_s)->click();
    QCOMPARE(qint64(dialog.plan().rows->size()), 2);
    buttonWith(dialog, u"copy of this one"_s)->click();
    QVERIFY(!buttonWith(dialog, u"Export"_s)->isEnabled());
    buttonWith(dialog, u"Everything"_s)->click();
    QVERIFY(buttonWith(dialog, u"Export"_s)->isEnabled());
    QVERIFY(!dialog.plan().rows);
    QVERIFY(dialog.plan().format == FileFormat::Capture);
}

void ExchangeFlowTest::leavesCredentialsOutUnlessAsked()
{
    ExportDialog dialog(*m_theme, someChoices());

    QVERIFY(!dialog.plan().withSecrets);
    buttonWith(dialog, u"credentials"_s)->click();
    QVERIFY(dialog.plan().withSecrets);
    buttonWith(dialog, u"cURL"_s)->click();
    QVERIFY(!dialog.plan().withSecrets);
    QVERIFY(!buttonWith(dialog, u"credentials"_s)->isEnabled());
}

void ExchangeFlowTest::namesEveryControl()
{
    ExportDialog dialog(*m_theme, someChoices());

    for (const auto *control : dialog.findChildren<QAbstractButton *>())
        QVERIFY(!control->text().isEmpty());
}

SENDSCOPE_TEST(ExchangeFlowTest, exchangeflow)

#include "tst_exchangeflow.moc"
