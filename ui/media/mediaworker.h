#pragma once

#include "ui/media/mediajob.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

class QProcess;

namespace sendscope::ui {

/// Has strangers' pictures decoded by worker processes: one a picture, so that whatever a picture
/// does to its worker, it does to no other and not to the window.
///
/// A crash, a refusal to start and running out of time are MediaPicture::State::Damaged.
class MediaWorker : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const MediaPicture &)>;

    static constexpr std::chrono::seconds kTimeLimit{10};
    static constexpr int kAtOnce = 2;
    static constexpr int kMaxQueued =
        64; ///< Beyond it the oldest that waits is given up as Damaged.

    /// \p program is started with kMediaWorkerOption: the program we are.
    explicit MediaWorker(QString program, QObject *parent = nullptr);

    /// Ends the workers; their jobs are never answered.
    ~MediaWorker() override;

    void setTimeLimit(std::chrono::milliseconds limit) { m_timeLimit = limit; }

    /// The answer comes later, unless the receiver is gone by then.
    void decode(MediaJob job, QObject *receiver, Answer answer);

private:
    struct Task
    {
        MediaJob job;
        QPointer<QObject> receiver;
        Answer answer;
    };

    void startNext();
    void run(Task task);
    void finish(QProcess *process, const std::shared_ptr<const Task> &task);

    const QString m_program;
    std::chrono::milliseconds m_timeLimit = kTimeLimit;
    std::deque<Task> m_waiting;
    int m_running = 0;
    QThreadPool m_pool; ///< Reads the answers, which are large.
};

} // namespace sendscope::ui
