#pragma once

#include "app/bandwidth/errorcode.h"

#include <span>

namespace sendscope::bandwidth {

/// One code as it is compiled in; see ErrorCode for what the texts mean. They are marked for
/// translation in the context "ErrorCode".
struct ErrorCodeRow
{
    enum class Billable { No, Yes, Unpublished };

    int code;
    const char *slug; ///< Empty where none was published.
    ErrorCode::Reporter reporter;
    Billable billable;
    const char *brief;
    const char *meaning;
    const char *whatToDo;
    const char *whoCanFix;
};

/// The codes Bandwidth has published, ascending.
std::span<const ErrorCodeRow> errorCodeTable();

} // namespace sendscope::bandwidth
