#include "app/exchange/ndjsonformat.h"
#include "app/exchange/recordparser.h"
#include "app/exchange/requestreader.h"

#include <QIODevice>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace sendscope;

namespace {

void check(bool isSo, const char *what)
{
    if (isSo)
        return;
    std::fputs(what, stderr);
    std::abort();
}

/// Gives the text in pieces whose sizes the first byte decides.
class Pieces : public QIODevice
{
public:
    explicit Pieces(QByteArrayView text)
        : m_left(text)
        , m_size(text.isEmpty() ? 1 : 1 + uchar(text.front()) % 31)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qsizetype count = std::min({qsizetype(most), m_size, m_left.size()});
        std::copy_n(m_left.data(), count, data);
        m_left = m_left.sliced(count);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArrayView m_left;
    const qsizetype m_size;
};

/// Rows lie within the body, and what is written as a line is read as the same request.
void checkRequest(exchange::ImportedRequest imported)
{
    const event::DraftRequest &draft = imported.draft;
    check(!draft.events.empty(), "a request without rows");
    check(draft.request.via == event::Via::Import, "a request that was not imported");
    const bool isRefused = draft.request.verdict == event::Verdict::Malformed;
    check(!isRefused || draft.request.refusal, "malformed without a reason");

    exchange::ExportedRequest exported;
    exported.stored.id = {1};
    exported.stored.firstEvent = {1};
    exported.stored.draft = draft;
    exported.stored.outcome = imported.outcome;
    exported.attempts = imported.attempts;
    QByteArray line;
    exchange::NdjsonFormat(true).append(exported, line);
    check(line.count('\n') == 1 && line.endsWith('\n'), "a request over several lines");
    const auto again = exchange::parseRecord(line, draft.request.arrived);
    check(again.has_value(), "a line that cannot be read");
    check(again->draft.request.head == draft.request.head, "another head");
    check(again->draft.request.body == draft.request.body, "another body");
    check(again->draft.request.trailers == draft.request.trailers, "other trailers");
    check(again->draft.request.arrived == draft.request.arrived, "another time");
    check(again->draft.request.verdict == draft.request.verdict, "another verdict");
    check(again->draft.request.status == draft.request.status, "another status");
    check(again->draft.events == draft.events, "other rows");
    check(again->attempts.size() == imported.attempts.size(), "other attempts");
}

} // namespace

/// Any bytes: reading ends, faults have their place, and requests survive being written and read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView text(reinterpret_cast<const char *>(data), qsizetype(size));
    Pieces device(text);
    exchange::RequestReader reader(device, base::UtcTime(std::chrono::seconds(1)));
    qint64 behind = -1;
    for (size_t steps = 0;; ++steps) {
        check(steps <= 2 * size + 2, "reading without an end");
        auto request = reader.next();
        check(reader.place().offset <= qint64(size), "a place outside the file");
        if (!request) {
            check(request.error().code == base::Error::Code::Malformed, "another error");
            check(request.error().offset >= 0 && request.error().offset <= qint64(size),
                  "a fault outside the file");
            continue;
        }
        if (!*request)
            return 0;
        check(reader.place().offset > behind, "the same value twice");
        behind = reader.place().offset;
        checkRequest(std::move(**request));
    }
}
