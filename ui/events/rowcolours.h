#pragma once

#include "app/filter/program.h"
#include "app/index/snapshot.h"
#include "ui/widgets/rowrule.h"

#include <QHash>

#include <optional>
#include <vector>

namespace sendscope::ui {

/// Finds the hue of a row: that of the first rule it passes, else what its state and its issues
/// say. Asked for rows in sight only; what was found is kept until there is another snapshot.
class RowColours
{
public:
    void setRules(const RowRules &rules);

    /// Paths and headers that the rules read.
    const std::vector<event::FieldRef> &onDemandFields() const { return m_onDemand; }

    /// \p now: what "-5m" counts back from.
    std::optional<Hue> hueOf(const index::SnapshotPtr &snapshot, event::EventId event,
                             base::UtcTime now);

    /// The one set: malformed and refused rows, failed ones, and those with something overdue,
    /// conflicting or without a receipt. Each of them says it in words as well.
    static std::optional<Hue> stateHue(const index::Snapshot &snapshot, const index::Row &row);

private:
    struct Compiled
    {
        filter::Filter filter;
        filter::Program program;
        Hue hue;
    };

    void compileAgain(base::UtcTime now);
    std::optional<Hue> find(event::EventId event) const;

    std::vector<Compiled> m_rules; ///< Those that are on, with a filter that is fine.
    bool m_areStatesOn = true;
    std::vector<event::FieldRef> m_onDemand;
    index::SnapshotPtr m_snapshot;
    QHash<qint64, std::optional<Hue>> m_known; ///< By event, of m_snapshot.
};

} // namespace sendscope::ui
