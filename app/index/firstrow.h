#pragma once

#include <QtGlobal>

namespace sendscope::index {

/// The first of `count` rows that is not before what is looked for; `count` where all are. Those
/// before it come first.
template <typename IsBefore>
quint32 firstRow(quint32 count, IsBefore isBefore)
{
    quint32 begin = 0;
    quint32 end = count;
    while (begin < end) {
        const quint32 middle = begin + (end - begin) / 2;
        if (isBefore(middle))
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

} // namespace sendscope::index
