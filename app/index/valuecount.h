#pragma once

#include "app/base/canceltoken.h"
#include "app/filter/offers.h"
#include "app/filter/program.h"
#include "app/filter/typedmatch.h"
#include "app/index/bitset.h"
#include "app/index/snapshot.h"

#include <QHash>

namespace sendscope::index {

/// The values that rows have in a field, as far as they have in them what was typed.
///
/// A plain value.
struct ValueCounts
{
    std::vector<filter::SeenValue> values; ///< Those that begin so first; of these the most common.
    bool isWholeSeen = false;              ///< One is just what was typed.
    bool isBeginningSeen = false;          ///< One begins so, and goes on.
    bool isComplete = true;                ///< False: older rows are still to be looked at.
};

/// Counts the values of a field segment by segment. In text columns each distinct text is compared
/// with what was typed once.
///
/// Borrows the match and the program; the snapshot's texts are kept by reference: it outlives this.
/// Thread: one at a time; several tallies can be added up.
class ValueTally
{
public:
    /// \p rest: which rows are looked at.
    ValueTally(const Snapshot &snapshot, const event::FieldRef &field,
               const filter::TypedMatch &match, const filter::Program &rest, bool showsAside);

    void add(const Segment &segment, const base::CancelToken &cancel = {});
    void add(const ValueTally &other);

    /// At most so many values.
    ValueCounts counts(size_t most) const;

private:
    struct Counted
    {
        qint64 rows = 0;
        filter::TypedMatch::Fit fit = filter::TypedMatch::Fit::None;
        bool isLiteral = false;
    };

    template <typename Visit>
    void forEachRow(const Segment &segment, const BitSet *rows, const base::CancelToken &cancel,
                    Visit visit) const;
    void addTexts(const Segment &segment, const BitSet *rows, const base::CancelToken &cancel);
    void addCells(const Segment &segment, const BitSet *rows, const base::CancelToken &cancel);
    void addOnDemand(const Segment &segment, const BitSet *rows, const base::CancelToken &cancel);
    void addText(QByteArrayView text, qint64 rows, bool isLiteral = false);
    void addNumber(qint64 number, qint64 rows);

    const Snapshot &m_snapshot;
    const event::FieldRef m_field;
    const filter::TypedMatch &m_match;
    const filter::Program &m_rest;
    const bool m_showsAside;
    QHash<QByteArrayView, Counted> m_texts;    ///< Only those that match.
    QHash<QByteArrayView, Counted> m_literals; ///< Of a path; only those that match.
    QHash<qint64, qint64> m_numbers;           ///< All.
};

/// The rows of the segment that pass, without those that are removed, and those that are left out
/// unless asked for.
BitSet rowsOf(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
              bool showsAside, const base::CancelToken &cancel = {});

/// How many those are.
qint64 countRows(const Snapshot &snapshot, const Segment &segment, const filter::Program &program,
                 bool showsAside, const base::CancelToken &cancel = {});

} // namespace sendscope::index
