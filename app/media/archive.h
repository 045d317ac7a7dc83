#pragma once

#include "app/base/clock.h"
#include "app/media/fetch.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace sendscope::media {

/// A file that was fetched, as it lies in a capture.
///
/// A plain value; the bytes are shared, not copied.
struct KeptFile
{
    QString url;           ///< As in the payload.
    base::UtcTime fetched; ///< When.
    QString type;          ///< Of the bytes: "image/png"; else what the host said.
    QByteArray head;       ///< Of the host's answer, secrets in it as '*'.
    QByteArray body;

    friend bool operator==(const KeptFile &, const KeptFile &) = default;
};

/// The file as a fetch would have brought it.
Fetched toFetched(const KeptFile &file);

/// What of a fetch is worth keeping; to be called only while its state is Ready.
KeptFile toKeptFile(const Fetched &fetched, base::UtcTime now);

/// Where fetched files are kept: a capture.
///
/// Thread: that of its owner; answers come there later, unless the receiver is gone by then.
class Archive : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The file kept of this link; none where there is none, or nothing can be read now.
    virtual void find(const QString &url, QObject *receiver,
                      std::function<void(const std::optional<KeptFile> &)> answer) = 0;

    /// False where the capture can only be read.
    virtual bool canKeep() const = 0;

    /// Keeps it, unless something of this link is kept already. kept() or notKept() follows.
    virtual void keep(const KeptFile &file) = 0;

signals:
    /// Something of this link is in the capture, on disk.
    void kept(const QString &url);

    /// What was given and not yet answered for is not kept.
    void notKept(const sendscope::base::Error &error);
};

} // namespace sendscope::media
