#include "ui/media/mediafiles.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

#include <utility>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// Empty where it went well. What was there before keeps its permissions, but for those to run it.
QString save(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(bytes);
    if (!file.commit())
        return file.errorString();
    constexpr QFile::Permissions kRun =
        QFile::ExeOwner | QFile::ExeUser | QFile::ExeGroup | QFile::ExeOther;
    const QFile::Permissions now = QFile::permissions(path);
    if ((now & kRun) && !QFile::setPermissions(path, now & ~kRun))
        return MediaFiles::tr("it can be run as a program");
    return {};
}

} // namespace

MediaFiles::MediaFiles(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_pool.setMaxThreadCount(1);
}

MediaFiles::~MediaFiles()
{
    m_pool.waitForDone();
}

void MediaFiles::saveAs(const QString &name, const QByteArray &bytes)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    auto *dialog = new QFileDialog(m_window, tr("Save as"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, bytes](const QString &path) {
        write(path, bytes, [this, path](const QString &problem) {
            emit said(problem.isEmpty() ? tr("Saved as %1").arg(path)
                                        : tr("Not saved: %1").arg(problem));
        });
    });
    dialog->open();
}

void MediaFiles::openElsewhere(const QString &name, const QByteArray &bytes, bool isActive)
{
    auto *question = new QMessageBox(m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Open elsewhere"));
    question->setIcon(QMessageBox::NoIcon);
    question->setTextFormat(Qt::PlainText);
    question->setText(tr("Open %1 with another program?").arg(name));
    question->setInformativeText(
        isActive ? tr("It comes from whoever sent the message, and it can do more than be looked "
                      "at: run scripts, load things from elsewhere.")
                 : tr("It comes from whoever sent the message. A copy of it is opened with what "
                      "your system has for files of this kind."));
    QPushButton *open = question->addButton(tr("Open"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(open, &QPushButton::clicked, this, [this, name, bytes] { this->open(name, bytes); });
    question->open();
}

void MediaFiles::open(const QString &name, const QByteArray &bytes)
{
    if (!m_copies)
        m_copies = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/sendscope-XXXXXX"_s);
    // Each in a folder of its own, under its own name.
    const QString folder = m_copies->filePath(QString::number(++m_copyCount));
    if (!m_copies->isValid() || !QDir().mkpath(folder)) {
        emit said(tr("Not opened: no temporary file can be made"));
        return;
    }
    const QString path = folder + u'/' + name;
    write(path, bytes, [this, path](const QString &problem) {
        if (!problem.isEmpty())
            emit said(tr("Not opened: %1").arg(problem));
        else if (QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            emit said(tr("Opened elsewhere"));
        else
            emit said(tr("Not opened: the system knows no program for it"));
    });
}

void MediaFiles::write(const QString &path, const QByteArray &bytes,
                       std::function<void(const QString &)> then)
{
    m_pool.start([this, path, bytes, then = std::move(then)] {
        const QString problem = save(path, bytes);
        QMetaObject::invokeMethod(
            this, [then, problem] { then(problem); }, Qt::QueuedConnection);
    });
}

} // namespace sendscope::ui

#include "moc_mediafiles.cpp"
