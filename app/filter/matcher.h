#pragma once

#include "app/filter/filter.h"
#include "app/filter/needle.h"

#include <span>
#include <vector>

namespace sendscope::filter {

/// One step of a compiled filter.
struct Step
{
    Node::Type type = Node::Type::And;
    Needle needle;     ///< Word
    QByteArray digits; ///< Phone
    std::vector<Step> children;

    /// Whether a Word or Phone is found in this value. One of which folding changes more than ASCII
    /// letters is also asked for folded.
    bool isIn(QByteArrayView value) const;
};

/// A filter compiled for many rows.
///
/// Thread: any.
class Matcher
{
public:
    explicit Matcher(const Filter &filter);

    const Step &root() const { return m_root; } ///< And without children lets everything through.

    /// Whether a row with these values matches.
    bool matches(std::span<const QByteArrayView> values) const;

private:
    Step m_root;
};

} // namespace sendscope::filter
