#include "ui/media/mediaworker.h"

#include "ui/media/mediaworkerprocess.h"

#include <QProcess>
#include <QTimer>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace sendscope::ui {

MediaWorker::MediaWorker(QString program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{
}

MediaWorker::~MediaWorker()
{
    for (QProcess *process : findChildren<QProcess *>()) {
        process->disconnect();
        process->kill();
    }
    m_pool.waitForDone();
}

void MediaWorker::decode(MediaJob job, QObject *receiver, Answer answer)
{
    if (m_waiting.size() >= kMaxQueued) {
        const Task oldest = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (oldest.receiver)
            oldest.answer({});
    }
    m_waiting.push_back({std::move(job), receiver, std::move(answer)});
    startNext();
}

void MediaWorker::startNext()
{
    while (m_running < kAtOnce && !m_waiting.empty()) {
        Task task = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (task.receiver)
            run(std::move(task));
    }
}

void MediaWorker::run(Task task)
{
    ++m_running;
    auto *process = new QProcess(this);
    auto shared = std::make_shared<const Task>(std::move(task));
    process->setProgram(m_program);
    process->setArguments({QString::fromLatin1(kMediaWorkerOption)});
    process->setStandardErrorFile(QProcess::nullDevice());

    connect(process, &QProcess::started, process, [process, shared] {
        process->write(toBytes(shared->job));
        process->closeWriteChannel();
    });
    connect(process, &QProcess::finished, this,
            [this, process, shared] { finish(process, shared); });
    connect(process, &QProcess::errorOccurred, this, [this, process, shared](auto error) {
        if (error == QProcess::FailedToStart) // the only one that finished() does not follow
            finish(process, shared);
    });
    const qint64 mostBytes = mostPictureBytes(shared->job.bound);
    connect(process, &QProcess::readyReadStandardOutput, process, [process, mostBytes] {
        if (process->bytesAvailable() > mostBytes)
            process->kill();
    });
    QTimer::singleShot(m_timeLimit, process, &QProcess::kill);
    process->start();
}

void MediaWorker::finish(QProcess *process, const std::shared_ptr<const Task> &task)
{
    --m_running;
    const bool isWhole = process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0;
    const QByteArray bytes = isWhole ? process->readAllStandardOutput() : QByteArray();
    process->deleteLater();
    startNext();
    m_pool.start([this, bytes, task] {
        const MediaPicture picture = readPicture(bytes, task->job.bound).value_or(MediaPicture{});
        QMetaObject::invokeMethod(
            this,
            [task, picture] {
                if (task->receiver)
                    task->answer(picture);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sendscope::ui

#include "moc_mediaworker.cpp"
