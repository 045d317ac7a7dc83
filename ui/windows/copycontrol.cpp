#include "ui/windows/copycontrol.h"

#include "app/engine/engine.h"
#include "ui/windows/capturedialog.h"

#include <QDate>
#include <QFileInfo>
#include <QLabel>
#include <QProgressDialog>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr int kNoticed = 500; // Milliseconds: what takes less needs no dialog.

/// "Live 2026-11-23.sendscope", beside the capture.
QString suggestedName(const QString &capturePath)
{
    const QFileInfo info(capturePath);
    return u"%1/%2 %3.sendscope"_s.arg(info.path(), info.completeBaseName(),
                                       QDate::currentDate().toString(Qt::ISODate));
}

} // namespace

CopyControl::CopyControl(QWidget &window, const engine::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_engine(engine)
{
    connect(&m_job, &engine::CopyJob::finished, this, &CopyControl::onFinished);
}

void CopyControl::ask()
{
    if (m_job.isRunning())
        return;
    askForCapture(&m_window, CaptureQuestion::SaveCopy,
                  suggestedName(m_engine.options().capturePath),
                  [this](const QString &target) { start(target); });
}

void CopyControl::start(const QString &target)
{
    m_target = target;
    m_progress = new QProgressDialog(&m_window);
    auto *label = new QLabel(tr("Saving a copy as %1").arg(QFileInfo(target).fileName()));
    label->setTextFormat(Qt::PlainText);
    m_progress->setLabel(label);
    m_progress->setWindowTitle(tr("Save a copy"));
    m_progress->setRange(0, 0); // SQLite does not tell how far it is.
    m_progress->setMinimumDuration(kNoticed);
    m_progress->setWindowModality(Qt::NonModal);
    connect(m_progress, &QProgressDialog::canceled, &m_job, &engine::CopyJob::cancel);
    m_job.start(m_engine.options().capturePath, target, m_engine.removed());
}

void CopyControl::onFinished(const base::Result<void> &result)
{
    delete std::exchange(m_progress, nullptr);
    if (result) {
        emit said(tr("Saved a copy as %1").arg(m_target));
        return;
    }
    const base::Error &error = result.error();
    emit said(error.code == base::Error::Code::Cancelled
                  ? tr("No copy was saved.")
                  : base::sentence(error) + u' ' + base::hint(error));
}

} // namespace sendscope::ui

#include "moc_copycontrol.cpp"
