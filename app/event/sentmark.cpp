#include "app/event/sentmark.h"

#include "app/event/headerlist.h"

#include <QRandomGenerator>

#include <algorithm>

namespace sendscope::event {
namespace {

constexpr char kReplay[] = "Sendscope-Replay";
constexpr char kGenerate[] = "Sendscope-Generate";

constexpr qsizetype kShortestRun = 8;
constexpr qsizetype kLongestRun = 64;
constexpr qsizetype kMostDigits = 18; ///< So that it is a qint64.

bool isRunName(QByteArrayView name)
{
    return name.size() >= kShortestRun && name.size() <= kLongestRun
        && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

bool isNumber(QByteArrayView digits)
{
    return !digits.isEmpty() && digits.size() <= kMostDigits
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<SentMark> read(Via via, const QByteArray &value)
{
    const qsizetype slash = value.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    const QByteArray run = value.first(slash);
    const QByteArray number = value.sliced(slash + 1);
    if (!isRunName(run) || !isNumber(number))
        return std::nullopt;
    return SentMark{via, run, number.toLongLong()};
}

} // namespace

QByteArray newRunName()
{
    QByteArray name(16, Qt::Uninitialized);
    for (char &c : name)
        c = "0123456789abcdefghijklmnopqrstuvwxyz"[QRandomGenerator::system()->bounded(36)];
    return name;
}

QByteArray fieldName(const SentMark &mark)
{
    return mark.via == Via::Generate ? kGenerate : kReplay;
}

QByteArray fieldValue(const SentMark &mark)
{
    return mark.run + '/' + QByteArray::number(mark.number);
}

std::optional<SentMark> sentMarkOf(QByteArrayView head)
{
    const bool isReplay = HeaderList::isInHead(head, kReplay);
    const bool isGenerate = HeaderList::isInHead(head, kGenerate);
    if (isReplay == isGenerate)
        return std::nullopt;
    const char *name = isReplay ? kReplay : kGenerate;
    const HeaderList fields = HeaderList::fromHead(head);
    if (fields.count(name) != 1)
        return std::nullopt;
    return read(isReplay ? Via::Replay : Via::Generate, *fields.first(name));
}

} // namespace sendscope::event
