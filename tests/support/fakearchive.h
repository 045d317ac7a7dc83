#pragma once

#include "app/media/archive.h"

#include <QHash>
#include <QMetaObject>

namespace sendscope::tests {

/// Keeps files in memory; or nothing, like a full disk.
class FakeArchive final : public media::Archive
{
public:
    void find(const QString &url, QObject *receiver,
              std::function<void(const std::optional<media::KeptFile> &)> answer) override
    {
        std::optional<media::KeptFile> found;
        if (files.contains(url))
            found = files.value(url);
        QMetaObject::invokeMethod(
            receiver, [answer, found] { answer(found); }, Qt::QueuedConnection);
    }

    bool canKeep() const override { return !isReadOnly; }

    void keep(const media::KeptFile &file) override
    {
        if (isFull) {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    emit notKept({base::Error::Code::DiskFull, {QStringLiteral("/capture")}});
                },
                Qt::QueuedConnection);
            return;
        }
        if (!files.contains(file.url))
            files.insert(file.url, file);
        QMetaObject::invokeMethod(
            this, [this, url = file.url] { emit kept(url); }, Qt::QueuedConnection);
    }

    QHash<QString, media::KeptFile> files;
    bool isFull = false;
    bool isReadOnly = false;
};

} // namespace sendscope::tests
