#pragma once

#include "ui/widgets/button.h"

namespace sendscope::ui {

class Clearing;

/// Says since when how much is hidden; a click shows it again. Not there while nothing is.
class ClearedChip : public Button
{
    Q_OBJECT

public:
    ClearedChip(const Theme &theme, Clearing &clearing, QWidget *parent = nullptr);

    /// In a narrow window it says less.
    void setNarrow(bool isNarrow);

private:
    void describe();

    Clearing &m_clearing;
    bool m_isNarrow = false;
};

} // namespace sendscope::ui
