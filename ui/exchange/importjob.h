#pragma once

#include "app/exchange/importer.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

#include <memory>

namespace sendscope::engine {
class Engine;
}

namespace sendscope::ui {

/// Imports files: into the capture that an engine records into, or into one that nobody has open.
class ImportJob : public QObject
{
    Q_OBJECT

public:
    /// Into what the engine records into. The engine outlives the job.
    ImportJob(const QStringList &files, engine::Engine &engine, QObject *parent = nullptr);

    /// Into another capture, which is made if it is not there.
    ImportJob(const QStringList &files, const QString &capture, QObject *parent = nullptr);

    /// Ends reading, and waits for what is being written.
    ~ImportJob() override;

    void start();
    void cancel(); ///< finished() follows.

    const QString &capture() const { return m_capture; }

signals:
    void progressed(const sendscope::exchange::ImportProgress &progress);
    void finished(const sendscope::exchange::ImportSummary &summary);

private:
    class FileWriting;

    exchange::ImportRules rules(const QStringList &files) const;

    const QString m_capture;
    exchange::Importer *m_importer = nullptr; ///< Into the engine's capture.
    FileWriting *m_writing = nullptr;         ///< Into another; lives in m_thread.
    QThread m_thread;
};

} // namespace sendscope::ui
