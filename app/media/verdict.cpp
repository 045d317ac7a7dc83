#include "app/media/verdict.h"

#include "app/media/bytecount.h"
#include "app/media/words.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::media {
namespace {

using Level = Verdict::Level;
using State = Fetched::State;

/// The types of the published interface, in its order.
constexpr auto kListedTypes = std::to_array<QByteArrayView>({
    "application/json",   "application/ogg",  "application/pdf",
    "application/rtf",    "application/zip",  "application/x-tar",
    "application/xml",    "application/gzip", "application/x-bzip2",
    "application/x-gzip", "application/smil", "application/javascript",
    "audio/mp4",          "audio/mpeg",       "audio/ogg",
    "audio/flac",         "audio/webm",       "audio/wav",
    "audio/amr",          "audio/3gpp",       "image/bmp",
    "image/gif",          "image/heic",       "image/heif",
    "image/jpeg",         "image/pjpeg",      "image/png",
    "image/svg+xml",      "image/tiff",       "image/webp",
    "image/x-icon",       "text/css",         "text/csv",
    "text/calendar",      "text/html",        "text/plain",
    "text/javascript",    "text/vcard",       "text/vnd.wap.wml",
    "text/xml",           "video/avi",        "video/mp4",
    "video/mpeg",         "video/ogg",        "video/quicktime",
    "video/webm",         "video/x-ms-wmv",   "video/x-flv",
});

QByteArrayView withoutParameters(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed();
}

/// Gathers what there is to say; the worst decides the level and stands first.
class Judgement
{
public:
    void add(Level level, const QString &sentence)
    {
        if (level > m_level)
            m_sentences.prepend(sentence);
        else
            m_sentences.append(sentence);
        m_level = std::max(m_level, level);
    }

    Verdict verdict() const
    {
        if (m_sentences.isEmpty())
            return {Level::Fine, words("Within Bandwidth's limits")};
        return {m_level, m_sentences.join(u". "_s)};
    }

private:
    Level m_level = Level::None;
    QStringList m_sentences;
};

void judgeType(Judgement &judgement, const Fetched &fetched)
{
    if (fetched.type == FileType::Html) {
        judgement.add(Level::Refused,
                      words("text/html: a share page, not a picture; Bandwidth would report 4412 "
                            "or 4712"));
        return;
    }
    const QByteArray said = withoutParameters(fetched.contentType).toByteArray().toLower();
    const QString shown = QString::fromLatin1(said.left(80));
    if (said.isEmpty()) {
        judgement.add(Level::Doubt,
                      words("The host says no type; Bandwidth may report 4412 or "
                            "4712"));
    } else if (!isListedType(said)) {
        judgement.add(Level::Doubt,
                      words("%1 is not in Bandwidth's list; it may report 4412 or "
                            "4712")
                          .arg(shown));
    } else if (const QByteArray found = mimeType(fetched.type);
               isPictureType(fetched.type) && !said.startsWith(found) && said != "image/pjpeg") {
        judgement.add(
            Level::Doubt,
            words("The host says %1, the bytes are %2").arg(shown, typeName(fetched.type)));
    }
}

void judgeSize(Judgement &judgement, const Fetched &fetched, const MessageMedia &message,
               qint64 allBytes)
{
    const qint64 bytes = fetched.bytes.size();
    const qint64 most = message.isRich ? kMaxRichBytes : kMaxFileBytes;
    if (bytes == 0) {
        judgement.add(Level::Refused, words("Empty; Bandwidth would report 4412 or 4712"));
    } else if (bytes > most) {
        judgement.add(Level::Refused,
                      words("%1: over %2; Bandwidth would report 4411 or 4711")
                          .arg(byteCount(bytes), byteCount(most)));
    } else if (bytes > kAdvisedBytes && !message.isRich && !message.isTollFree) {
        judgement.add(Level::Doubt,
                      words("%1: over the %2 that Bandwidth advises")
                          .arg(byteCount(bytes), byteCount(kAdvisedBytes)));
    }
    if (message.isTollFree && !message.isRich && allBytes > kMaxTollFreeBytes) {
        judgement.add(Level::Refused,
                      words("%1 in all: over %2, the most from a toll-free number")
                          .arg(byteCount(allBytes), byteCount(kMaxTollFreeBytes)));
    }
}

/// Bandwidth fetches links from outside: what stood in our way stands in its own.
QString whyUnavailable(const Fetched &fetched)
{
    switch (fetched.state) {
    case State::RefusedAddress:
        return words("Bandwidth cannot reach your own network; it would report 4410 or 4710");
    case State::Placeholder:
    case State::NotALink:
        return words("Bandwidth cannot fetch this either; it would report 4410 or 4710");
    case State::NeedsSignIn:
    case State::Gone:
    case State::Answered:
        return words("If Bandwidth gets %1 too, it reports 4410 or 4710")
            .arg(QString::number(fetched.status));
    default:
        return {};
    }
}

} // namespace

bool isListedType(QByteArrayView contentType)
{
    const QByteArray type = withoutParameters(contentType).toByteArray().toLower();
    return std::find(kListedTypes.begin(), kListedTypes.end(), QByteArrayView(type))
        != kListedTypes.end();
}

Verdict verdictOf(const Fetched &fetched, const MessageMedia &message, qint64 allBytes)
{
    if (!message.isOutbound)
        return {};
    Judgement judgement;
    if (message.urls.size() > kMaxAttachments) {
        judgement.add(
            Level::Refused,
            words("%1 files: over %2, the most a message may have")
                .arg(QString::number(message.urls.size()), QString::number(kMaxAttachments)));
    }
    if (fetched.state == State::TooLarge) {
        judgement.add(Level::Refused,
                      words("Over 16 MiB: over %1; Bandwidth would report 4411 or "
                            "4711")
                          .arg(byteCount(kMaxFileBytes)));
        return judgement.verdict();
    }
    if (fetched.state != State::Ready) {
        const QString why = whyUnavailable(fetched);
        if (why.isEmpty())
            return {};
        judgement.add(Level::Doubt, why);
        return judgement.verdict();
    }
    judgeSize(judgement, fetched, message, allBytes);
    if (!fetched.bytes.isEmpty())
        judgeType(judgement, fetched);
    return judgement.verdict();
}

} // namespace sendscope::media
