#include "app/bandwidth/tollfree.h"

#include <algorithm>
#include <array>

namespace sendscope::bandwidth {
namespace {

constexpr auto kCodes =
    std::to_array<QByteArrayView>({"800", "833", "844", "855", "866", "877", "888"});

} // namespace

bool isTollFreeNumber(QByteArrayView number)
{
    return number.size() == 12 && number.startsWith("+1")
        && std::find(kCodes.begin(), kCodes.end(), number.sliced(2, 3)) != kCodes.end();
}

} // namespace sendscope::bandwidth
