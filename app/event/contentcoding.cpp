#include "app/event/contentcoding.h"

#include "app/event/headerlist.h"
#include "app/event/refusal.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace sendscope::event {
namespace {

// A person may well pack a text that shrinks a thousandfold, as long as it stays this small. Beyond
// it, only a bomb does: real events shrink 5 to 60 times.
constexpr qint64 kAlwaysFineBytes = 4 * 1024 * 1024;
constexpr qint64 kMaxRatio = 256;
constexpr qsizetype kMaxCodings = 2;

base::Error damaged(const QString &what, qint64 offset)
{
    return {base::Error::Code::Malformed,
            {what, QString::fromLatin1(name(RefusalReason::BadContentEncoding))},
            offset};
}

/// What zlib is told to expect round the deflated data.
enum class Wrapping : int {
    None = -MAX_WBITS,
    Zlib = MAX_WBITS,
    Gzip = MAX_WBITS + 16,
};

/// Owns one z_stream.
class Inflater
{
public:
    explicit Inflater(Wrapping wrapping)
    {
        m_isReady = inflateInit2(&m_stream, int(wrapping)) == Z_OK;
    }
    ~Inflater()
    {
        if (m_isReady)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(Inflater)

    /// Unpacks all of `packed`, to at most `maxBytes`.
    base::Result<QByteArray> inflateAll(QByteArrayView packed, const QString &coding,
                                        qint64 maxBytes);

private:
    z_stream m_stream{};
    bool m_isReady = false;
};

base::Result<QByteArray> Inflater::inflateAll(QByteArrayView packed, const QString &coding,
                                              qint64 maxBytes)
{
    if (!m_isReady)
        return base::Error{base::Error::Code::Unknown, {u"zlib could not be started"_s}};

    // zlib does not write to its input; older headers lack the const.
    m_stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(packed.data()));
    m_stream.avail_in = uInt(packed.size());
    const auto at = [&] { return packed.size() - qsizetype(m_stream.avail_in); };

    QByteArray content;
    std::vector<char> chunk(64 * 1024);
    for (;;) {
        m_stream.next_out = reinterpret_cast<Bytef *>(chunk.data());
        m_stream.avail_out = uInt(chunk.size());
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        content.append(chunk.data(), qsizetype(chunk.size() - m_stream.avail_out));
        if (content.size() > maxBytes)
            return base::Error{base::Error::Code::LimitPassed,
                               {u"The unpacked body"_s, u"%1 MiB"_s.arg(maxBytes / (1024 * 1024))}};
        if (result == Z_STREAM_END) {
            if (m_stream.avail_in == 0)
                return content;
            // A gzip file may be several, one after the other (RFC 1952, 2.2).
            if (coding != u"gzip" || *m_stream.next_in != 0x1F || inflateReset(&m_stream) != Z_OK)
                return damaged(u"the %1 data ends at byte %2, more follows"_s.arg(coding).arg(at()),
                               at());
            continue;
        }
        if (result == Z_BUF_ERROR
            || (result == Z_OK && m_stream.avail_in == 0 && m_stream.avail_out > 0))
            return damaged(u"the %1 data is cut short"_s.arg(coding), packed.size());
        if (result != Z_OK)
            return damaged(u"the %1 data is damaged at byte %2"_s.arg(coding).arg(at()), at());
    }
}

bool hasZlibHeader(QByteArrayView packed)
{
    return packed.size() >= 2 && (packed[0] & 0x0F) == Z_DEFLATED
        && (uchar(packed[0]) * 256 + uchar(packed[1])) % 31 == 0;
}

/// "deflate" means zlib's wrapping (RFC 9110, 8.4.1.2), but some senders leave it off.
base::Result<QByteArray> undeflate(QByteArrayView packed, qint64 maxBytes)
{
    const QString coding = u"deflate"_s;
    if (!hasZlibHeader(packed))
        return Inflater(Wrapping::None).inflateAll(packed, coding, maxBytes);
    auto wrapped = Inflater(Wrapping::Zlib).inflateAll(packed, coding, maxBytes);
    if (wrapped || wrapped.error().code != base::Error::Code::Malformed)
        return wrapped;
    auto bare = Inflater(Wrapping::None).inflateAll(packed, coding, maxBytes);
    return bare ? bare : wrapped;
}

/// The codings of all Content-Encoding fields in the order they were put on, without those that
/// change nothing.
std::vector<QByteArray> codings(QByteArrayView head)
{
    std::vector<QByteArray> all;
    if (!HeaderList::isInHead(head, "Content-Encoding"))
        return all;
    const HeaderList list = HeaderList::fromHead(head);
    for (const HeaderField &field : list.fields()) {
        if (field.name.compare("content-encoding", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : field.value.split(',')) {
            const QByteArray coding = part.trimmed().toLower();
            if (!coding.isEmpty() && coding != "identity")
                all.push_back(coding == "x-gzip" ? "gzip"_ba : coding);
        }
    }
    return all;
}

} // namespace

base::Result<QByteArray> readableBody(QByteArrayView head, const QByteArray &body)
{
    const std::vector<QByteArray> all = codings(head);
    if (all.empty() || body.isEmpty())
        return body;
    if (all.size() > kMaxCodings)
        return damaged(u"%1 content codings stand on each other"_s.arg(all.size()), -1);

    const qint64 maxBytes =
        std::clamp<qint64>(body.size() * kMaxRatio, kAlwaysFineBytes, kMaxReadableBytes);
    QByteArray content = body;
    for (auto coding = all.rbegin(); coding != all.rend(); ++coding) {
        if (*coding != "gzip" && *coding != "deflate")
            return damaged(u"the content coding %1 is not known here"_s.arg(
                               QString::fromLatin1(coding->left(40))),
                           -1);
        auto unpacked = *coding == "deflate"
            ? undeflate(content, maxBytes)
            : Inflater(Wrapping::Gzip).inflateAll(content, u"gzip"_s, maxBytes);
        if (!unpacked)
            return unpacked;
        content = std::move(*unpacked);
    }
    return content;
}

} // namespace sendscope::event
