#pragma once

#include "app/store/writerthread.h"

#include <QEventLoop>
#include <QObject>

#include <optional>
#include <vector>

namespace sendscope::tests {

/// A request of that many rows, whose body has the given bytes.
event::DraftRequest draftRequest(const QByteArray &body, int rows = 1);

/// Records into a capture and waits for each answer, as a listener does.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(const QString &path, store::IfDamaged ifDamaged = store::IfDamaged::Refuse);

    /// The batch as it was stored; null: it failed, error() says why.
    event::StoredBatchPtr write(event::DraftBatch batch);
    event::StoredBatchPtr write(const QByteArray &body);

    /// The attempts as they were stored.
    event::StoredBatchPtr writeAttempts(std::vector<event::Attempt> attempts);

    /// Waits until it is open. False: openFailed, error() says why.
    bool isOpen();

    void recordListening(const QString &what, const QString &text);

    /// Closes the capture, and is of no more use.
    void close();

    const store::CaptureInfo &info() const { return m_info; }
    const base::Error &error() const { return m_error; }

private:
    void waitFor(const bool &isDone);

    QEventLoop m_loop;
    std::unique_ptr<store::WriterThread> m_writer;
    store::CaptureInfo m_info;
    base::Error m_error;
    event::StoredBatchPtr m_stored;
    event::StoredBatchPtr m_attempts;
    bool m_isOpened = false;
    bool m_isAnswered = false;
    bool m_areAttemptsStored = false;
    bool m_hasOpenFailed = false;
};

} // namespace sendscope::tests
