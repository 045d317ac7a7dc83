#include "ui/events/resulttext.h"

#include "app/base/spantext.h"
#include "ui/widgets/eventlook.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

using event::Field;

struct ResultWords
{
    Q_DECLARE_TR_FUNCTIONS(ResultText)
};

struct Finding
{
    QString text;
    Icon icon = Icon::None;
    Hue hue = Hue::Quiet;
};

/// The worst first.
constexpr std::array<QByteArrayView, 6> kIssues{"overdue",      "conflicting", "no-receipt",
                                                "out-of-order", "repeat",      "schema"};

QString codeText(const index::Snapshot &snapshot, const index::Row &row)
{
    const index::CellValue value = snapshot.cell(row.event, Field::Result);
    return value.texts.empty() ? QString() : onOneLine(QString::fromUtf8(value.texts.front()));
}

/// "overdue, 14 min": since it was due, as far as was recorded. Of recipients that no event is
/// about: "2 others overdue".
QString overdueText(const index::Snapshot &snapshot, const index::Row &row, base::UtcTime now)
{
    const auto message = snapshot.message(row.event);
    if (!message || message->due == base::UtcTime())
        return ResultWords::tr("overdue");
    const index::Recipient *own = snapshot.recipient(row.event);
    if (own && !own->issues.has(bandwidth::Issue::Overdue)) {
        const qsizetype others = message->count(bandwidth::State::Waiting);
        return others == 1 ? ResultWords::tr("1 other overdue")
                           : ResultWords::tr("%1 others overdue").arg(others);
    }
    const auto late = snapshot.messages().moment(*message, now) - message->due;
    return late < std::chrono::seconds(1)
        ? ResultWords::tr("overdue")
        : ResultWords::tr("overdue, %1").arg(base::wholeSpanText(late));
}

QString repeatText(const index::Snapshot &snapshot, const index::Row &row)
{
    const auto first = snapshot.cell(row.event, Field::RepeatOf).number;
    return first ? ResultWords::tr("repeat of %1").arg(countText(*first))
                 : ResultWords::tr("repeat");
}

/// None for an issue that the row says in another way.
std::optional<Finding> findingOf(QByteArrayView issue, const index::Snapshot &snapshot,
                                 const index::Row &row, base::UtcTime now)
{
    if (issue == "overdue")
        return Finding{overdueText(snapshot, row, now), Icon::Overdue, Hue::Owed};
    if (issue == "conflicting")
        return Finding{ResultWords::tr("conflicting"), Icon::Conflicting, Hue::Owed};
    if (issue == "no-receipt" && row.errorCode != kNoReceipt)
        return Finding{ResultWords::tr("no receipt"), Icon::NoReceipt, Hue::Owed};
    if (issue == "out-of-order")
        return Finding{ResultWords::tr("out of order"), Icon::None, Hue::Quiet};
    if (issue == "repeat")
        return Finding{repeatText(snapshot, row), Icon::Repeat, Hue::Quiet};
    if (issue == "schema")
        return Finding{ResultWords::tr("not as documented"), Icon::None, Hue::Quiet};
    return std::nullopt;
}

} // namespace

ResultText resultText(const index::Snapshot &snapshot, const index::Row &row, base::UtcTime now)
{
    std::vector<Finding> findings;
    if (const QString code = codeText(snapshot, row); !code.isEmpty())
        findings.push_back(
            {code, Icon::None, row.errorCode == kNoReceipt ? Hue::Owed : Hue::Failed});
    const std::vector<QByteArrayView> issues = snapshot.cell(row.event, Field::Issues).texts;
    for (const QByteArrayView issue : kIssues) {
        if (std::find(issues.begin(), issues.end(), issue) == issues.end())
            continue;
        if (auto finding = findingOf(issue, snapshot, row, now))
            findings.push_back(std::move(*finding));
    }

    ResultText result;
    for (const Finding &finding : findings)
        result.all += finding.text;
    QStringList words;
    if (!findings.empty()) {
        const Finding &worst = findings.front();
        result.icon = worst.icon;
        result.hue = worst.hue;
        words += worst.text;
    }
    if (findings.size() > 1)
        words += u"+"_s + countText(qint64(findings.size()) - 1);
    if (const qint64 repeats = snapshot.cell(row.event, Field::Repeats).number.value_or(0);
        repeats > 0) {
        words += u"\u00d7"_s + countText(repeats + 1);
        result.all += ResultWords::tr("It came %1 times.").arg(countText(repeats + 1));
        if (findings.empty())
            result.icon = Icon::Repeat;
    }
    result.text = words.join(u' ');
    return result;
}

} // namespace sendscope::ui
