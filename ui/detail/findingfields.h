#pragma once

#include "ui/detail/detailfield.h"

namespace sendscope::ui {

/// The fields, and among them what is not as documented: each finding beneath the field that it is
/// about; what is missing where it would stand.
DetailFields withFindings(DetailFields fields, const DetailContent &content);

} // namespace sendscope::ui
