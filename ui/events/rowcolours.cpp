#include "ui/events/rowcolours.h"

#include "app/index/rowtest.h"
#include "ui/widgets/eventlook.h"

#include <QTimeZone>

#include <algorithm>

namespace sendscope::ui {
namespace {

/// A few screens of rows.
constexpr qsizetype kMostKnown = 10'000;

bool isOwed(QByteArrayView issue)
{
    return issue == "overdue" || issue == "conflicting" || issue == "no-receipt";
}

} // namespace

void RowColours::setRules(const RowRules &rules)
{
    m_rules.clear();
    m_onDemand.clear();
    m_known.clear();
    m_areStatesOn = rules.areStatesOn;
    for (const RowRule &rule : rules.rules) {
        const filter::Parsed parsed = filter::parse(rule.filter, QTimeZone::systemTimeZone());
        const auto hue = ruleHue(rule.hue);
        if (!rule.isOn || !hue || parsed.judgement != filter::Judgement::Fine
            || parsed.filter.isEverything())
            continue;
        m_rules.push_back({parsed.filter, filter::Program(parsed.filter), *hue});
        const std::vector<event::FieldRef> fields = filter::onDemandFields(parsed.filter);
        m_onDemand.insert(m_onDemand.end(), fields.begin(), fields.end());
    }
}

std::optional<Hue> RowColours::hueOf(const index::SnapshotPtr &snapshot, event::EventId event,
                                     base::UtcTime now)
{
    if (m_snapshot != snapshot || m_known.size() > kMostKnown) {
        m_snapshot = snapshot;
        m_known.clear();
        compileAgain(now);
    }
    const auto known = m_known.constFind(event.value);
    if (known != m_known.cend())
        return *known;
    return *m_known.insert(event.value, find(event));
}

/// What counts back from now counts from another moment with each snapshot.
void RowColours::compileAgain(base::UtcTime now)
{
    for (Compiled &rule : m_rules) {
        if (rule.program.readsTime())
            rule.program = filter::Program(rule.filter, now);
    }
}

std::optional<Hue> RowColours::find(event::EventId event) const
{
    const auto [segment, at] = m_snapshot->find(event);
    if (!segment)
        return std::nullopt;
    const index::RowTest test(*m_snapshot, *segment);
    for (const Compiled &rule : m_rules) {
        if (test.passes(rule.program.root(), at))
            return rule.hue;
    }
    const auto row = m_areStatesOn ? m_snapshot->row(event) : std::nullopt;
    return row ? stateHue(*m_snapshot, *row) : std::nullopt;
}

std::optional<Hue> RowColours::stateHue(const index::Snapshot &snapshot, const index::Row &row)
{
    const Hue own = eventLook(row.kind, row.type, row.errorCode).hue;
    if (own == Hue::Rejected || own == Hue::Failed || own == Hue::Owed)
        return own;
    const index::CellValue issues = snapshot.cell(row.event, event::Field::Issues);
    if (std::any_of(issues.texts.begin(), issues.texts.end(), isOwed))
        return Hue::Owed;
    return std::nullopt;
}

} // namespace sendscope::ui
