#pragma once

#include "app/filter/filter.h"
#include "app/filter/needle.h"
#include "app/filter/valuetest.h"

#include <vector>

namespace sendscope::filter {

/// One step of a program.
struct Step
{
    Node::Type type = Node::Type::And;
    Needle needle;         ///< Word
    QByteArray digits;     ///< Phone
    QByteArray text;       ///< AfterMarker: folded
    event::FieldRef field; ///< Compare, Exists
    ValueTest test;        ///< Compare
    std::vector<Step> children;

    /// Word, Phone: whether it is found in this value. One of which folding changes more than ASCII
    /// letters is also asked for folded.
    bool isIn(QByteArrayView value) const;
};

/// A filter compiled for many rows. `!=` has become a negated `==`: every Compare step asks whether
/// any value of the field passes its test, and a row without the field passes none.
///
/// Thread: any.
class Program
{
public:
    /// \p now: what "-5m" counts back from.
    explicit Program(const Filter &filter, base::UtcTime now = {});

    const Step &root() const { return m_root; } ///< And without children lets everything through.

    bool readsTime() const
    {
        return m_readsTime;
    } ///< Has an "-5m": another moment, another result.
    bool reads(event::Field field) const;
    bool readsMarkers() const { return m_readsMarkers; }
    bool readsOnDemand() const { return m_readsOnDemand; } ///< Has a path or a header.

    /// How often a pattern gave up on a value since this was made, which counted as no match.
    qint64 valuesGivenUp() const;

private:
    Step m_root;
    bool m_readsTime = false;
    bool m_readsMarkers = false;
    bool m_readsOnDemand = false;
    std::vector<event::Field> m_fields;
};

} // namespace sendscope::filter
