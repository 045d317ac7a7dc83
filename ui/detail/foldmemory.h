#pragma once

#include "ui/body/jsonrows.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sendscope::ui {

/// What was folded and unfolded by hand, by its path in the event ("message.media"), so that the
/// next event shows itself the same way. Remembers the last kMost for as long as the program runs.
class FoldMemory
{
public:
    static constexpr size_t kMost = 64;

    /// In an event with more values than this every path would take too long to find: it is shown
    /// as it first is.
    static constexpr qint64 kMostRows = 50'000;

    void remember(const QByteArray &path, bool isFolded);

    /// Folds and unfolds in the rows what is remembered of the event at \p element.
    void apply(JsonRows &rows, qint32 element) const;

private:
    struct Fold
    {
        QByteArray path;
        bool isFolded = false;
    };

    std::vector<Fold> m_folds; ///< Oldest first.
};

} // namespace sendscope::ui
