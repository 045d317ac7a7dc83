#pragma once

#include "app/base/canceltoken.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sendscope::index {

/// A text that is to be sorted among others.
struct RankedText
{
    QByteArrayView text; ///< Folded; at most kMaxSortedBytes.
    quint32 source = 0;  ///< Which of the tables of ranks it goes into,
    quint32 value = 0;   ///< and its place there.
    quint64 next = 0;    ///< Its next eight bytes while it is sorted.
};

/// Sorts by bytes, eight at a time: a text is looked at once for each eight that it shares with
/// others, not once for each comparison. Incomplete when cancelled.
void sortTexts(std::vector<RankedText> &texts, const base::CancelToken &cancel);

} // namespace sendscope::index
