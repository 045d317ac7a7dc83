#pragma once

#include <QByteArrayView>

namespace sendscope::bandwidth {

/// Whether a number is one of North America's toll-free ones: +1 800 and its kin.
bool isTollFreeNumber(QByteArrayView number);

} // namespace sendscope::bandwidth
