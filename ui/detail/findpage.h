#pragma once

#include "ui/body/find.h"

namespace sendscope::ui {

/// A page of the detail that can be searched.
class FindPage
{
public:
    virtual ~FindPage() = default;

    virtual FindText findText() const = 0;

    /// Places in what findText() gave, to be marked; null: none are looked for.
    virtual void setHits(const FindHitsPtr &hits) = 0;

    /// Selects one of them and scrolls there.
    virtual void showHit(const FindHit &hit) = 0;
};

} // namespace sendscope::ui
