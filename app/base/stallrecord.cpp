#include "app/base/stallrecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::base {
namespace {

qint64 toNumber(UtcTime time)
{
    return time.time_since_epoch().count();
}

/// A whole number that is not negative, or nothing.
std::optional<qint64> number(const QJsonValue &value)
{
    const qint64 read = value.toInteger(-1);
    return read >= 0 ? std::optional(read) : std::nullopt;
}

Error unusable(const QByteArray &json)
{
    return {Error::Code::InvalidInput,
            {QString::fromUtf8(json.left(40)), u"a record of the window's stalls"_s}};
}

} // namespace

bool StallRecord::add(std::chrono::microseconds length, UtcTime at)
{
    if (length > longest) {
        longest = length;
        longestAt = at;
    }
    if (length > kLimit)
        ++overLimit;
    const auto above = std::upper_bound(kBins.begin(), kBins.end(), length);
    if (above == kBins.begin())
        return false;
    ++counts[size_t(above - kBins.begin() - 1)];
    return true;
}

QByteArray toJson(const StallRecord &record)
{
    QJsonArray counts;
    for (const qint64 count : record.counts)
        counts.append(count);
    const QJsonObject object{
        {u"begun"_s, toNumber(record.begun)},
        {u"watched"_s, qint64(record.watched.count())},
        {u"longest"_s, qint64(record.longest.count())},
        {u"longestAt"_s, toNumber(record.longestAt)},
        {u"overLimit"_s, record.overLimit},
        {u"counts"_s, counts},
        {u"isOver"_s, record.isOver},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<StallRecord> stallRecordFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto begun = number(object.value(u"begun"_s));
    const auto watched = number(object.value(u"watched"_s));
    const auto longest = number(object.value(u"longest"_s));
    const auto longestAt = number(object.value(u"longestAt"_s));
    const auto overLimit = number(object.value(u"overLimit"_s));
    const QJsonArray counts = object.value(u"counts"_s).toArray();
    if (!begun || !watched || !longest || !longestAt || !overLimit
        || counts.size() != qsizetype(StallRecord::kBins.size()))
        return unusable(json);

    StallRecord record;
    record.begun = utcTime(*begun);
    record.watched = std::chrono::microseconds(*watched);
    record.longest = std::chrono::microseconds(*longest);
    record.longestAt = utcTime(*longestAt);
    record.overLimit = *overLimit;
    for (qsizetype i = 0; i < counts.size(); ++i) {
        const auto count = number(counts[i]);
        if (!count)
            return unusable(json);
        record.counts[size_t(i)] = *count;
    }
    record.isOver = object.value(u"isOver"_s).toBool();
    return record;
}

} // namespace sendscope::base
