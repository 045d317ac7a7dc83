#include "ui/exchange/importjob.h"

#include "app/engine/engine.h"
#include "app/store/writerthread.h"

using namespace Qt::StringLiterals;

namespace sendscope::ui {

/// Has an import written into a capture of its own, in a thread that may wait for it.
class ImportJob::FileWriting : public QObject
{
public:
    FileWriting(QString capture, exchange::ImportRules rules, ImportJob *job)
        : m_capture(std::move(capture))
        , m_rules(std::move(rules))
        , m_job(job)
    {
    }

    void start()
    {
        using exchange::Importer;
        using store::WriterThread;
        m_writer = std::make_unique<WriterThread>(m_capture, event::Via::Import);
        m_importer = std::make_unique<Importer>(m_capture, m_rules);
        connect(m_writer.get(), &WriterThread::opened, m_importer.get(), &Importer::start);
        connect(m_writer.get(), &WriterThread::openFailed, this, [this](const base::Error &error) {
            exchange::ImportSummary summary;
            summary.error = error;
            end(summary);
        });
        connect(m_writer.get(), &WriterThread::committed, m_importer.get(), &Importer::onStored);
        connect(m_writer.get(), &WriterThread::failed, m_importer.get(), &Importer::onFailed);
        connect(m_importer.get(), &Importer::batchReady, this,
                [this](const std::shared_ptr<event::DraftBatch> &batch) {
                    m_writer->write(std::move(*batch));
                });
        connect(m_importer.get(), &Importer::progressed, m_job, &ImportJob::progressed);
        connect(m_importer.get(), &Importer::finished, this,
                [this](const exchange::ImportSummary &summary) {
                    // Its own signal led here.
                    QMetaObject::invokeMethod(
                        this, [this, summary] { end(summary); }, Qt::QueuedConnection);
                });
    }

    void cancel()
    {
        if (m_importer)
            m_importer->cancel();
    }

private:
    /// The capture is closed before anybody hears that it is there.
    void end(const exchange::ImportSummary &summary)
    {
        m_importer.reset();
        m_writer.reset();
        QMetaObject::invokeMethod(
            m_job, [job = m_job, summary] { emit job->finished(summary); }, Qt::QueuedConnection);
    }

    const QString m_capture;
    const exchange::ImportRules m_rules;
    ImportJob *const m_job; ///< Waits for this thread before it goes.
    std::unique_ptr<store::WriterThread> m_writer;
    std::unique_ptr<exchange::Importer> m_importer; ///< Ends before the writer.
};

ImportJob::ImportJob(const QStringList &files, engine::Engine &engine, QObject *parent)
    : QObject(parent)
    , m_capture(engine.options().capturePath)
    , m_importer(new exchange::Importer(m_capture, rules(files), this))
{
    using engine::Engine;
    using exchange::Importer;
    connect(&engine, &Engine::stored, m_importer, &Importer::onStored);
    connect(&engine, &Engine::writeFailed, m_importer, [this](const base::Error &error) {
        m_importer->onFailed(error, event::BatchSource::Import);
    });
    connect(m_importer, &Importer::batchReady, &engine,
            [&engine](const std::shared_ptr<event::DraftBatch> &batch) {
                engine.write(std::move(*batch));
            });
    connect(m_importer, &Importer::progressed, this, &ImportJob::progressed);
    connect(m_importer, &Importer::finished, this, &ImportJob::finished);
}

ImportJob::ImportJob(const QStringList &files, const QString &capture, QObject *parent)
    : QObject(parent)
    , m_capture(capture)
    , m_writing(new FileWriting(capture, rules(files), this))
{
    m_thread.setObjectName(u"import"_s);
    m_writing->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writing, &QObject::deleteLater);
}

ImportJob::~ImportJob()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void ImportJob::start()
{
    if (m_importer) {
        m_importer->start();
        return;
    }
    m_thread.start();
    QMetaObject::invokeMethod(
        m_writing, [writing = m_writing] { writing->start(); }, Qt::QueuedConnection);
}

void ImportJob::cancel()
{
    if (m_importer)
        m_importer->cancel();
    else
        QMetaObject::invokeMethod(
            m_writing, [writing = m_writing] { writing->cancel(); }, Qt::QueuedConnection);
}

/// The time tells imports of the same files apart.
exchange::ImportRules ImportJob::rules(const QStringList &files) const
{
    const base::UtcTime now = base::SystemClock().utc();
    return {files, false, "import " + QByteArray::number(qint64(now.time_since_epoch().count())),
            now};
}

} // namespace sendscope::ui

#include "moc_importjob.cpp"
