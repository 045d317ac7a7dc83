#include "app/exchange/exportfile.h"

#include <QFileInfo>

#include <errno.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace sendscope::exchange {
namespace {

using Code = base::Error::Code;

base::Error unwritable(const QString &path, const QString &reason)
{
    return {Code::FileUnwritable, {path, reason}};
}

} // namespace

bool isSameFile(const QString &a, const QString &b)
{
    const QString one = QFileInfo(a).canonicalFilePath();
    return !one.isEmpty() && one == QFileInfo(b).canonicalFilePath();
}

base::Result<std::unique_ptr<ExportFile>> ExportFile::open(const QString &path,
                                                           const QString &capture, bool isPrivate)
{
    if (isSameFile(path, capture))
        return unwritable(path, u"it is the capture that is exported"_s);
    struct stat status = {};
    const bool isThere = stat(QFile::encodeName(path).constData(), &status) == 0;
    if (isThere && S_ISDIR(status.st_mode))
        return unwritable(path, u"it is a folder"_s);

    std::unique_ptr<QFileDevice> device;
    if (isThere && !S_ISREG(status.st_mode))
        device = std::make_unique<QFile>(path);
    else
        device = std::make_unique<QSaveFile>(path);
    if (!device->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return unwritable(path, device->errorString());
    if (isPrivate && !isThere)
        device->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return std::unique_ptr<ExportFile>(new ExportFile(path, std::move(device)));
}

ExportFile::ExportFile(QString path, std::unique_ptr<QFileDevice> device)
    : m_path(std::move(path))
    , m_device(std::move(device))
{
}

bool ExportFile::write(const QByteArray &bytes)
{
    if (m_device->write(bytes) == bytes.size())
        return true;
    if (m_failure.isEmpty())
        m_failure = m_device->errorString();
    return false;
}

base::Result<void> ExportFile::commit()
{
    if (!m_failure.isEmpty())
        return error();
    bool isDone = false;
    if (auto *file = qobject_cast<QSaveFile *>(m_device.get()))
        isDone = file->commit();
    else
        isDone = m_device->flush();
    if (isDone)
        return {};
    m_failure = m_device->errorString();
    return error();
}

base::Error ExportFile::error() const
{
    for (const int full : {ENOSPC, EDQUOT}) {
        if (m_failure == qt_error_string(full))
            return {Code::DiskFull, {m_path}};
    }
    return unwritable(m_path, m_failure);
}

} // namespace sendscope::exchange
