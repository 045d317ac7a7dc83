#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QFile>
#include <QSaveFile>
#include <QString>

#include <memory>

namespace sendscope::exchange {

/// A file that an export is written into. What stood there before stays until commit(), and without
/// it nothing changes: there is never half a file. Pipes and devices are written to as they are.
///
/// Thread: one at a time.
class ExportFile
{
public:
    /// \p isPrivate: only the user may read it, as it holds credentials.
    ///
    /// Errors: FileUnwritable, also where the path is \p capture, which would be overwritten.
    static base::Result<std::unique_ptr<ExportFile>> open(const QString &path,
                                                          const QString &capture, bool isPrivate);

    /// False: it cannot be written; commit() says why.
    bool write(const QByteArray &bytes);

    /// Errors: DiskFull, FileUnwritable.
    base::Result<void> commit();

private:
    ExportFile(QString path, std::unique_ptr<QFileDevice> device);

    base::Error error() const;

    const QString m_path;
    const std::unique_ptr<QFileDevice> m_device; ///< A QSaveFile, or a QFile for what is no file.
    QString m_failure;                           ///< Of the first write that failed.
};

/// Whether both name the same file, which is there.
bool isSameFile(const QString &a, const QString &b);

} // namespace sendscope::exchange
