#pragma once

namespace sendscope::listen {

/// Raises this process's limit of open descriptors as far as it may be raised, and returns it.
int raiseDescriptorLimit();

} // namespace sendscope::listen
