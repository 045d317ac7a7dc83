#pragma once

#include "app/event/refusal.h"

namespace sendscope::http {

/// Why a request is refused, and with what status.
struct Fault
{
    int status = 400;
    event::Refusal refusal; ///< Its offset is from the request's first byte.
};

} // namespace sendscope::http
