#pragma once

namespace sendscope::ui::metrics {

// Device-independent pixels. Every space, height and radius of the window comes from here.
constexpr int kSpace1 = 4;
constexpr int kSpace2 = 8;
constexpr int kSpace3 = 12;
constexpr int kSpace4 = 16;
constexpr int kSpace5 = 24;
constexpr int kSpace6 = 32;

} // namespace sendscope::ui::metrics
