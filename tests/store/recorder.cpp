#include "tests/store/recorder.h"

#include <QTimer>

using namespace std::chrono_literals;

namespace sendscope::tests {

event::DraftRequest draftRequest(const QByteArray &body, int rows)
{
    event::DraftRequest draft;
    draft.request.arrived = base::UtcTime{1'700'000'000s + 123'456us};
    draft.request.peer = QStringLiteral("127.0.0.1:40312");
    draft.request.local = QStringLiteral("127.0.0.1:8667");
    draft.request.head = "POST / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    draft.request.body = body;
    draft.request.status = 200;
    for (int row = 0; row < rows; ++row)
        draft.events.push_back({row, 0, body.size()});
    return draft;
}

Recorder::Recorder(const QString &path, store::IfDamaged ifDamaged)
    : m_writer(std::make_unique<store::WriterThread>(path, event::Via::Listener, ifDamaged))
{
    using store::WriterThread;

    connect(m_writer.get(), &WriterThread::opened, this, [this](const store::CaptureInfo &info) {
        m_info = info;
        m_isOpened = true;
        m_loop.quit();
    });
    connect(m_writer.get(), &WriterThread::openFailed, this, [this](const base::Error &error) {
        m_error = error;
        m_isOpened = m_hasOpenFailed = true;
        m_loop.quit();
    });
    connect(m_writer.get(), &WriterThread::committed, this,
            [this](const event::StoredBatchPtr &batch) {
                m_stored = batch;
                m_isAnswered = true;
                m_loop.quit();
            });
    connect(m_writer.get(), &WriterThread::failed, this, [this](const base::Error &error) {
        m_stored.reset();
        m_error = error;
        m_isAnswered = true;
        m_loop.quit();
    });
    connect(m_writer.get(), &WriterThread::attemptsStored, this,
            [this](const event::StoredBatchPtr &batch) {
                m_attempts = batch;
                m_areAttemptsStored = true;
                m_loop.quit();
            });
}

void Recorder::waitFor(const bool &isDone)
{
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, this, [] { qFatal("The writer did not answer"); });
    deadline.start(30s);
    while (!isDone)
        m_loop.exec();
}

bool Recorder::isOpen()
{
    waitFor(m_isOpened);
    return !m_hasOpenFailed;
}

event::StoredBatchPtr Recorder::write(event::DraftBatch batch)
{
    m_isAnswered = false;
    m_writer->write(std::move(batch));
    waitFor(m_isAnswered);
    return m_stored;
}

event::StoredBatchPtr Recorder::write(const QByteArray &body)
{
    event::DraftBatch batch;
    batch.requests.push_back(draftRequest(body));
    return write(std::move(batch));
}

event::StoredBatchPtr Recorder::writeAttempts(std::vector<event::Attempt> attempts)
{
    m_areAttemptsStored = false;
    m_writer->writeAttempts(std::move(attempts));
    waitFor(m_areAttemptsStored);
    return m_attempts;
}

void Recorder::recordListening(const QString &what, const QString &text)
{
    m_writer->recordListening(what, text);
}

void Recorder::close()
{
    m_writer.reset();
}

} // namespace sendscope::tests
