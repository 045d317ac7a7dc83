#include "app/index/textranks.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <span>

namespace sendscope::index {
namespace {

constexpr qsizetype kStep = 8;

/// The eight bytes from there on as a number that compares as they do; zeros past the end.
quint64 bytesFrom(QByteArrayView text, qsizetype begin)
{
    quint64 bytes = 0;
    if (begin < text.size())
        std::memcpy(&bytes, text.data() + begin, size_t(std::min(kStep, text.size() - begin)));
    return qFromBigEndian(bytes);
}

/// How many of its next eight bytes the text has; one more where it goes on after them.
qsizetype sizeFrom(const RankedText &text, qsizetype begin)
{
    return std::min(text.text.size() - begin, kStep + 1);
}

/// Calls itself for texts that share their bytes so far: at most kMaxSortedBytes / kStep deep.
void sortFrom(std::span<RankedText> texts, qsizetype begin, const base::CancelToken &cancel)
{
    if (texts.size() < 2 || cancel.isCancelled())
        return;
    for (RankedText &text : texts)
        text.next = bytesFrom(text.text, begin);
    // The zeros of a short text are none of its own: it comes before one that has them.
    std::sort(texts.begin(), texts.end(), [begin](const RankedText &a, const RankedText &b) {
        return a.next != b.next ? a.next < b.next : sizeFrom(a, begin) < sizeFrom(b, begin);
    });

    for (auto first = texts.begin(); first != texts.end();) {
        const bool goesOn = first->text.size() > begin + kStep;
        auto last = first + 1;
        while (goesOn && last != texts.end() && last->next == first->next)
            ++last;
        if (goesOn)
            sortFrom({first, last}, begin + kStep, cancel);
        first = last;
    }
}

} // namespace

void sortTexts(std::vector<RankedText> &texts, const base::CancelToken &cancel)
{
    sortFrom(texts, 0, cancel);
}

} // namespace sendscope::index
