#pragma once

#include "app/base/canceltoken.h"
#include "app/base/clock.h"
#include "app/exchange/importbatch.h"

#include <QByteArray>
#include <QSemaphore>
#include <QStringList>

#include <functional>
#include <memory>

namespace sendscope::exchange {

class InputFile;

/// How files are read for an import.
struct ImportRules
{
    QStringList files;     ///< "-" is stdin.
    bool skipsBad = false; ///< Goes on behind a value that is none; else reading ends there.
    QByteArray key;        ///< Tells the runs of this import from those of others.
    base::UtcTime now;     ///< When requests are received that do not say.
};

/// Reads the files of an import, a batch of some MiB after another, and stays a few ahead.
///
/// Thread: run() on one, allowAnother() from any.
class ImportReading
{
public:
    using OnBatch = std::function<void(const std::shared_ptr<ImportBatch> &)>;

    /// \p onBatch is called by run().
    ImportReading(ImportRules rules, base::CancelToken cancel, OnBatch onBatch);

    /// Reads to the end, unless cancelled; the last batch says so.
    void run();

    /// A batch was dealt with: one more may be read.
    void allowAnother() { m_room.release(); }

private:
    bool readFile(qsizetype index);
    bool onFault(const QString &name, const base::Error &error);
    void handOver();

    const ImportRules m_rules;
    const base::CancelToken m_cancel;
    const OnBatch m_onBatch;
    QSemaphore m_room;
    std::shared_ptr<ImportBatch> m_batch;
    qint64 m_batchBytes = 0;
    qint64 m_bytesBefore = 0; ///< Of the files that were read.
    qint64 m_bytes = 0;
    qint64 m_bad = 0;
};

} // namespace sendscope::exchange
