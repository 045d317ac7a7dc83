#pragma once

#include <QStringList>

namespace sendscope::tests {

/// The filters of tests/data/filters.txt, all of them fine.
QStringList listedFilters();

} // namespace sendscope::tests
