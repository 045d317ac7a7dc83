#include "ui/exchange/exchangeflow.h"

#include "app/engine/engine.h"
#include "ui/exchange/exchangebar.h"
#include "ui/exchange/exchangewords.h"
#include "ui/widgets/filedialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr auto kCaptureEnding = ".sendscope"_L1;

/// Where people keep what they give to others.
QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace

ExchangeFlow::ExchangeFlow(const Theme &theme, engine::Engine &engine, ExchangeBar &bar,
                           QWidget &window)
    : QObject(&window)
    , m_theme(theme)
    , m_engine(engine)
    , m_bar(bar)
    , m_window(window)
{
    connect(&bar, &ExchangeBar::cancelClicked, this, [this] {
        if (m_import)
            m_import->cancel();
        if (m_export)
            m_export->cancel();
    });
}

void ExchangeFlow::askForFiles()
{
    QFileDialog *dialog = makeFileDialog(tr("Import"), &m_window);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setDirectory(usualFolder());
    dialog->setNameFilters({tr("NDJSON and JSON (*.ndjson *.jsonl *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &ExchangeFlow::take);
    dialog->open();
}

void ExchangeFlow::askForExport(ExportChoices choices)
{
    auto *dialog = new ExportDialog(m_theme, std::move(choices), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::planMade, this, &ExchangeFlow::askForPath);
    dialog->open();
}

void ExchangeFlow::askForPath(ExportPlan plan)
{
    const QString ending = endingOf(plan.format);
    QFileDialog *dialog = makeFileDialog(tr("Export"), &m_window);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setDirectory(usualFolder());
    dialog->selectFile(QFileInfo(plan.capture).completeBaseName() + u'.' + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this, plan](const QString &path) {
        ExportPlan whole = plan;
        whole.path = path;
        exportAs(std::move(whole));
    });
    dialog->open();
}

void ExchangeFlow::take(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (path.endsWith(kCaptureEnding, Qt::CaseInsensitive))
            emit captureGiven(path);
        else
            files += path;
    }
    if (!files.isEmpty())
        importFiles(files);
}

void ExchangeFlow::importFiles(const QStringList &files)
{
    if (isRunning())
        return;
    const engine::EngineStatus &status = m_engine.status();
    if (m_engine.options().isRecording && status.isOpen && status.capture.isWritable) {
        start(new ImportJob(files, m_engine, this), files);
        return;
    }
    // What is only viewed stays as it is.
    QFileDialog *dialog = makeFileDialog(tr("Import into which capture?"), &m_window);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // It is added to, not replaced.
    dialog->setLabelText(QFileDialog::Accept, tr("Import"));
    dialog->setNameFilter(tr("Captures (*.sendscope)"));
    dialog->setDefaultSuffix(u"sendscope"_s);
    dialog->setDirectory(usualFolder());
    dialog->selectFile(QFileInfo(files.front()).completeBaseName() + kCaptureEnding);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, files](const QString &path) { importInto(path, files); });
    dialog->open();
}

void ExchangeFlow::importInto(const QString &capture, const QStringList &files)
{
    if (!isRunning())
        start(new ImportJob(files, capture, this), files);
}

void ExchangeFlow::start(ImportJob *job, const QStringList &files)
{
    m_import = job;
    connect(
        job, &ImportJob::progressed, this, [this, files](const exchange::ImportProgress &progress) {
            m_bar.showProgress(importSentence(files, progress), progress.bytesRead, progress.bytes);
        });
    connect(job, &ImportJob::finished, this, &ExchangeFlow::onImported);
    m_bar.showProgress(importSentence(files, {}), 0, 0);
    emit runningChanged(true);
    job->start();
}

void ExchangeFlow::onImported(const exchange::ImportSummary &summary)
{
    const QString capture = m_import->capture();
    m_import->deleteLater();
    m_import = nullptr;
    m_bar.showResult(importedSentence(summary),
                     !summary.error                                            ? Hue::Delivered
                         : summary.error->code == base::Error::Code::Cancelled ? Hue::Quiet
                                                                               : Hue::Failed);
    emit runningChanged(false);
    if (summary.requests > 0 && capture != m_engine.options().capturePath)
        emit captureGiven(capture);
}

void ExchangeFlow::exportAs(ExportPlan plan)
{
    if (isRunning())
        return;
    m_export = new ExportJob(std::move(plan), this);
    connect(m_export, &ExportJob::progressed, this, [this](qint64 done, qint64 all) {
        if (m_export)
            m_bar.showProgress(exportSentence(m_export->plan()), done, all);
    });
    connect(m_export, &ExportJob::finished, this, &ExchangeFlow::onExported);
    m_bar.showProgress(exportSentence(m_export->plan()), 0, 0);
    emit runningChanged(true);
    m_export->start();
}

void ExchangeFlow::onExported(const base::Result<exchange::ExportSummary> &summary)
{
    const ExportPlan plan = m_export->plan();
    m_export->deleteLater();
    m_export = nullptr;
    if (summary)
        m_bar.showResult(exportedSentence(plan, *summary), Hue::Delivered);
    else if (summary.error().code == base::Error::Code::Cancelled)
        m_bar.showResult(tr("Cancelled. Nothing was exported."), Hue::Quiet);
    else
        m_bar.showResult(base::sentence(summary.error()), Hue::Failed);
    emit runningChanged(false);
}

} // namespace sendscope::ui

#include "moc_exchangeflow.cpp"
