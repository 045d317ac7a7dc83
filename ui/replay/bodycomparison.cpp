#include "ui/replay/bodycomparison.h"

#include "app/event/jsonlayout.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr qsizetype kLongLine = 400;
constexpr qsizetype kMostLaidOut = 8 * 1024 * 1024;

struct ComparisonWords
{
    Q_DECLARE_TR_FUNCTIONS(BodyDifference)
};

bool hasLongLine(const QByteArray &body)
{
    const auto lines = event::linesOf(body);
    return std::any_of(lines.begin(), lines.end(),
                       [](QByteArrayView line) { return line.size() > kLongLine; });
}

std::optional<QByteArray> byStructure(const QByteArray &body)
{
    const auto json = event::JsonText::scan(body);
    if (!json)
        return std::nullopt;
    auto out = event::laidOut(*json, kMostLaidOut);
    return out ? std::optional(std::move(*out)) : std::nullopt;
}

QString linesText(qsizetype count)
{
    return count == 1 ? ComparisonWords::tr("1 line")
                      : ComparisonWords::tr("%1 lines").arg(countText(count));
}

} // namespace

BodyDifference compareBodies(const QByteArray &before, const QByteArray &after)
{
    BodyDifference difference;
    difference.isSame = before == after;
    if (!difference.isSame && (hasLongLine(before) || hasLongLine(after))) {
        const auto one = byStructure(before);
        const auto other = one ? byStructure(after) : std::nullopt;
        if (other) {
            difference.isByStructure = true;
            difference.lines =
                std::make_shared<const event::LineDifference>(event::lineDifference(*one, *other));
            return difference;
        }
    }
    difference.lines =
        std::make_shared<const event::LineDifference>(event::lineDifference(before, after));
    return difference;
}

QString wordsOf(const BodyDifference &difference)
{
    using Kind = event::LineStretch::Kind;
    if (difference.isSame)
        return ComparisonWords::tr("Nothing is changed yet");
    const qsizetype out = difference.lines->count(Kind::Removed);
    const qsizetype in = difference.lines->count(Kind::Added);
    if (out == 0 && in == 0)
        return ComparisonWords::tr("Only white space is changed");
    QStringList parts;
    if (out > 0)
        parts += ComparisonWords::tr("%1 out").arg(linesText(out));
    if (in > 0)
        parts += ComparisonWords::tr("%1 in").arg(linesText(in));
    QString words = parts.join(u", "_s);
    if (difference.isByStructure)
        words += ComparisonWords::tr(", compared by structure");
    if (!difference.lines->isExact)
        words += ComparisonWords::tr(", compared coarsely: too much is changed");
    return words;
}

BodyComparison::BodyComparison(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

BodyComparison::~BodyComparison()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void BodyComparison::compare(const QByteArray &before, const QByteArray &after)
{
    m_cancel.cancel();
    m_cancel = {};
    m_pool.start([this, before, after, cancel = m_cancel] {
        if (cancel.isCancelled())
            return;
        const BodyDifference difference = compareBodies(before, after);
        // The destructor waits for this thread, so the receiver is there.
        QMetaObject::invokeMethod(
            this,
            [this, difference, cancel] {
                if (!cancel.isCancelled())
                    emit compared(difference);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sendscope::ui

#include "moc_bodycomparison.cpp"
