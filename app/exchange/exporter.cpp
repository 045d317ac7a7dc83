#include "app/exchange/exporter.h"

#include "app/exchange/exportfile.h"
#include "app/exchange/readahead.h"

#include <algorithm>

namespace sendscope::exchange {
namespace {

/// Blocks that wait to be written.
constexpr size_t kMostAhead = 2;

/// Handed to the sink at a time.
constexpr qsizetype kGatheredBytes = 1024 * 1024;

/// What the reading thread hands over.
struct ReadBlock
{
    base::Result<RequestSource::Block> requests{RequestSource::Block()};
    ExportProgress progress;
};

/// Reads a capture from the first call on, on the thread that calls.
class BlockMaker
{
public:
    BlockMaker(QString capture, Selection selection)
        : m_capture(std::move(capture))
        , m_selection(std::move(selection))
    {
    }

    std::optional<ReadBlock> operator()()
    {
        if (m_hasEnded)
            return std::nullopt;
        if (!m_source) {
            auto opened = RequestSource::open(m_capture, std::move(m_selection));
            if (!opened)
                return ended(opened.error());
            m_source = std::move(*opened);
        }
        auto block = m_source->next();
        if (!block)
            return ended(block.error());
        if (!*block)
            return std::nullopt;
        return ReadBlock{std::move(**block), {m_source->rowsPassed(), m_source->rows()}};
    }

private:
    ReadBlock ended(const base::Error &error)
    {
        m_hasEnded = true;
        return {error, {}};
    }

    const QString m_capture;
    Selection m_selection;
    std::shared_ptr<RequestSource> m_source; ///< Shared, as a std::function can be copied.
    bool m_hasEnded = false;
};

/// Gathers what is written until it is worth a call.
class Gathered
{
public:
    Gathered(const Sink &sink, ExportSummary &summary)
        : m_sink(sink)
        , m_summary(summary)
    {
    }

    QByteArray &bytes() { return m_bytes; }

    bool handOn(qsizetype atLeast)
    {
        if (m_bytes.size() < atLeast || m_bytes.isEmpty())
            return true;
        m_summary.bytes += m_bytes.size();
        const bool isTaken = m_sink(m_bytes);
        m_bytes.resize(0); // keeps its room, where nobody else holds it
        return isTaken;
    }

private:
    const Sink &m_sink;
    ExportSummary &m_summary;
    QByteArray m_bytes;
};

} // namespace

base::Result<ExportSummary> exportRequests(const QString &capture, Selection selection,
                                           ExportFormat &format, const Sink &sink,
                                           const base::CancelToken &cancel,
                                           const OnExportProgress &onProgress)
{
    const base::Error cancelled{base::Error::Code::Cancelled, {}};
    ExportSummary summary;
    Gathered gathered(sink, summary);
    gathered.bytes() += format.begin();
    ReadAhead<ReadBlock> blocks(kMostAhead, BlockMaker(capture, std::move(selection)));
    while (auto block = blocks.take()) {
        if (!block->requests)
            return block->requests.error();
        for (const ExportedRequest &request : *block->requests) {
            const ExportedCount count = format.append(request, gathered.bytes());
            summary.parts += count.parts;
            summary.leftOut += count.leftOut;
            if (!gathered.handOn(kGatheredBytes))
                return cancelled;
        }
        if (cancel.isCancelled())
            return cancelled;
        onProgress(block->progress);
    }
    gathered.bytes() += format.end();
    if (cancel.isCancelled() || !gathered.handOn(1))
        return cancelled;
    return summary;
}

base::Result<ExportSummary> exportToFile(const QString &path, const QString &capture,
                                         Selection selection, ExportFormat &format, bool isPrivate,
                                         const base::CancelToken &cancel,
                                         const OnExportProgress &onProgress)
{
    const auto file = ExportFile::open(path, capture, isPrivate);
    if (!file)
        return file.error();
    bool isFull = false;
    const auto summary = exportRequests(
        capture, std::move(selection), format,
        [&](const QByteArray &bytes) {
            isFull = !(*file)->write(bytes);
            return !isFull;
        },
        cancel, onProgress);
    if (!summary && !isFull)
        return summary;
    if (const auto done = (*file)->commit(); !done)
        return done.error();
    return summary;
}

} // namespace sendscope::exchange
