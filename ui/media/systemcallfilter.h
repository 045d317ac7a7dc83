#pragma once

namespace sendscope::ui {

/// Takes from this process, for good, what a decoder has no use for: opening files, the network,
/// other programs. Each such call fails with EPERM from then on.
///
/// Linux only. False where the kernel refuses; then nothing was taken.
bool forbidFilesAndNetwork();

} // namespace sendscope::ui
