#include "app/exchange/importreading.h"

#include "app/exchange/inputfile.h"
#include "app/exchange/requestreader.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace sendscope::exchange {
namespace {

using Code = base::Error::Code;

/// A batch is handed over with so much in it: few commits, little memory, and nobody who records at
/// the same time waits for long.
constexpr qint64 kBatchBytes = 4 * 1024 * 1024;
constexpr size_t kBatchRequests = 4'096;

/// Batches that are read and not dealt with.
constexpr int kMostBatchesAhead = 3;

/// Bad values that are told one by one.
constexpr qint64 kMostFaults = 10;

QString nameOf(const QString &path)
{
    return path == u"-" ? u"stdin"_s : path;
}

/// Bytes that all files have together; 0 where one does not say.
qint64 totalBytes(const QStringList &files)
{
    qint64 all = 0;
    for (const QString &path : files) {
        const QFileInfo file(path);
        if (path == u"-" || !file.isFile())
            return 0;
        all += file.size();
    }
    return all;
}

qint64 bytesOf(const ImportedRequest &request)
{
    const event::Request &received = request.draft.request;
    qint64 bytes = received.head.size() + received.body.size();
    for (const event::Attempt &attempt : request.attempts)
        bytes += attempt.responseBody.size() + attempt.sentBody.size();
    return bytes;
}

} // namespace

ImportReading::ImportReading(ImportRules rules, base::CancelToken cancel, OnBatch onBatch)
    : m_rules(std::move(rules))
    , m_cancel(std::move(cancel))
    , m_onBatch(std::move(onBatch))
    , m_room(kMostBatchesAhead)
    , m_batch(std::make_shared<ImportBatch>())
{
}

void ImportReading::run()
{
    m_bytes = totalBytes(m_rules.files);
    for (qsizetype i = 0; i < m_rules.files.size(); ++i) {
        if (!readFile(i))
            break;
    }
    m_batch->isLast = true;
    handOver();
}

/// False: reading ends here.
bool ImportReading::readFile(qsizetype index)
{
    const QString &path = m_rules.files[index];
    const auto file = InputFile::open(path, m_cancel);
    if (!file)
        return onFault(nameOf(path), file.error());
    // What a pipe has given so far is on disk before it gives more.
    (*file)->setOnIdle([this] {
        if (!m_batch->requests.empty())
            handOver();
    });
    const QByteArray run = m_rules.key + '/' + QByteArray::number(index);
    RequestReader reader(**file, m_rules.now);
    while (!m_cancel.isCancelled()) {
        auto request = reader.next();
        m_batch->bytesRead = m_bytesBefore + reader.bytesRead();
        if (!request) {
            if (!onFault(nameOf(path), request.error()))
                return false;
            continue;
        }
        if (!*request) {
            m_bytesBefore += reader.bytesRead();
            return true;
        }
        m_batchBytes += bytesOf(**request);
        (*request)->draft.run = run;
        m_batch->requests.push_back(std::move(**request));
        if (m_batchBytes >= kBatchBytes || m_batch->requests.size() >= kBatchRequests)
            handOver();
    }
    return false;
}

/// False: reading ends here.
bool ImportReading::onFault(const QString &name, const base::Error &error)
{
    if (error.code != Code::Malformed) {
        m_batch->error = base::Error{error.code, {name, error.args.value(1)}};
        return false;
    }
    const QString sentence = name + u", "_s + error.args.value(0);
    m_batch->bad += 1;
    if (!m_rules.skipsBad) {
        m_batch->error = base::Error{Code::Malformed, {sentence}, error.offset};
        return false;
    }
    if (m_bad++ < kMostFaults)
        m_batch->faults += sentence;
    return true;
}

void ImportReading::handOver()
{
    m_room.acquire();
    if (m_cancel.isCancelled())
        return;
    m_batch->bytes = m_bytes;
    m_onBatch(m_batch);
    m_batch = std::make_shared<ImportBatch>();
    m_batchBytes = 0;
}

} // namespace sendscope::exchange
