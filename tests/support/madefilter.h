#pragma once

#include "app/filter/filter.h"

#include <QRandomGenerator>

namespace sendscope::tests {

/// A filter of any kind, with values that are rare and others that tests/support/madeevent.h makes
/// often. Nested at most `depth` deep.
filter::Filter madeFilter(QRandomGenerator &random, int depth);

filter::NodePtr madeNode(QRandomGenerator &random, int depth);

/// A filter that is likely to let fewer rows through than that one.
filter::Filter madeNarrower(QRandomGenerator &random, const filter::Filter &older);

} // namespace sendscope::tests
