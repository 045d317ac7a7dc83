#include "app/store/capturefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace sendscope::store {
namespace {

using Code = base::Error::Code;

QString systemReason()
{
    return QString::fromLocal8Bit(strerror(errno));
}

bool exists(const QString &path)
{
    struct stat status = {};
    return lstat(QFile::encodeName(path).constData(), &status) == 0;
}

} // namespace

FileStamp FileStamp::of(const QString &path)
{
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return FileStamp{status.st_dev, status.st_ino, status.st_nlink};
}

CaptureStamp CaptureStamp::of(const QString &capturePath)
{
    return {FileStamp::of(capturePath), FileStamp::of(capturePath + u"-wal"_s),
            FileStamp::of(capturePath + u"-shm"_s)};
}

base::Result<QString> resolveCapturePath(const QString &path, Code code)
{
    if (path.isEmpty())
        return base::Error{code, {path, u"it has no name"_s}};
    const QString absolute = QFileInfo(path).absoluteFilePath();

    struct stat status = {};
    if (stat(QFile::encodeName(absolute).constData(), &status) != 0) {
        if (errno != ENOENT)
            return base::Error{code, {path, systemReason()}};
        if (exists(absolute))
            return base::Error{code, {path, u"it is a link that leads nowhere"_s}};
        const QFileInfo folder(QFileInfo(absolute).path());
        const QString resolved = folder.canonicalFilePath();
        return resolved.isEmpty() ? absolute
                                  : QDir(resolved).absoluteFilePath(QFileInfo(absolute).fileName());
    }
    if (S_ISDIR(status.st_mode))
        return base::Error{code, {path, u"it is a folder"_s}};
    if (!S_ISREG(status.st_mode))
        return base::Error{code, {path, u"it is no regular file"_s}};
    return QFileInfo(absolute).canonicalFilePath();
}

qint64 captureFileBytes(const QString &path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? qint64(status.st_size) : 0;
}

base::Result<void> makeCaptureFolder(const QString &capturePath)
{
    QStringList missing;
    for (QString folder = QFileInfo(capturePath).path(); !exists(folder);
         folder = QFileInfo(folder).path())
        missing.prepend(folder);
    for (const QString &folder : missing) {
        if (mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
            return base::Error{Code::FileUnwritable, {capturePath, systemReason()}};
    }
    return {};
}

base::Result<QString> moveCaptureAside(const QString &path)
{
    const QString base =
        path + u".corrupt-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'");
    QString target = base;
    for (int copy = 2; exists(target); ++copy)
        target = base + u'-' + QString::number(copy);

    // The log first: a capture without its log is still a capture, a new one with an old log is
    // not.
    for (const QString &part : {u"-wal"_s, u"-shm"_s, QString()}) {
        if (!exists(path + part))
            continue;
        if (rename(QFile::encodeName(path + part).constData(),
                   QFile::encodeName(target + part).constData())
            != 0)
            return base::Error{Code::FileUnwritable, {path, systemReason()}};
    }
    return target;
}

} // namespace sendscope::store
