#include "app/replay/freshids.h"

#include <QByteArrayView>
#include <QRandomGenerator>

#include <algorithm>

namespace sendscope::replay {
namespace {

constexpr qsizetype kStampDigits = 13; ///< Milliseconds since 1970.
constexpr qsizetype kBandwidthLength = 29;
constexpr qsizetype kShortestBandwidth = 20;

/// So many characters by chance, and no two are alike.
constexpr qsizetype kEnough = 12;

constexpr QByteArrayView kDigits = "0123456789";
constexpr QByteArrayView kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr QByteArrayView kBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

char any(QByteArrayView of)
{
    return of[QRandomGenerator::system()->bounded(int(of.size()))];
}

bool isBandwidths(const QByteArray &id)
{
    const auto isBase36 = [](char c) { return isDigit(c) || isLower(c); };
    return id.size() >= kShortestBandwidth
        && std::all_of(id.begin(), id.begin() + kStampDigits, isDigit)
        && std::all_of(id.begin(), id.end(), isBase36);
}

QByteArray likeBandwidths(std::chrono::milliseconds now, qsizetype length)
{
    QByteArray id = QByteArray::number(qint64(now.count()));
    while (id.size() < length)
        id += any(kBase36);
    return id;
}

bool isUuid(const QByteArray &id)
{
    return id.size() == 36 && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-';
}

/// Where a UUID says what kind it is.
bool isKind(qsizetype place)
{
    return place == 14 || place == 19;
}

} // namespace

void FreshIds::begin(std::chrono::milliseconds now)
{
    m_now = now;
    m_fresh.clear();
    m_given.clear();
}

QByteArray FreshIds::freshFor(const QByteArray &id)
{
    const auto known = m_fresh.constFind(id);
    if (known != m_fresh.cend())
        return *known;
    QByteArray fresh = make(id);
    while (m_given.contains(fresh))
        fresh = make(id);
    m_given.insert(fresh);
    m_fresh.insert(id, fresh);
    return fresh;
}

QByteArray FreshIds::make(const QByteArray &id) const
{
    if (isBandwidths(id))
        return likeBandwidths(m_now, id.size());
    const bool isHex = std::all_of(id.begin(), id.end(), [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
    });
    const QByteArrayView letters = isHex ? kLetters.first(6) : kLetters;
    QByteArray fresh = id;
    qsizetype changed = 0;
    for (qsizetype i = 0; i < fresh.size(); ++i) {
        const char c = id[i];
        const bool isPlain = isDigit(c) || isLower(c) || isUpper(c);
        const bool isSafe = isPlain || c == '-' || c == '_' || c == '.' || c == ':';
        if (!isSafe)
            return likeBandwidths(m_now, kBandwidthLength);
        if (!isPlain || (isUuid(id) && isKind(i)))
            continue;
        fresh[i] = isDigit(c) ? any(kDigits) : any(letters);
        if (isUpper(c))
            fresh[i] = char(fresh[i] - 'a' + 'A');
        ++changed;
    }
    return changed < kEnough ? likeBandwidths(m_now, kBandwidthLength) : fresh;
}

} // namespace sendscope::replay
