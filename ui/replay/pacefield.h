#pragma once

#include "app/base/result.h"
#include "app/replay/playplan.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QRadioButton;
class QSpinBox;

namespace sendscope::ui {

class Theme;

/// When requests are sent: at the pace they came, faster or slower, or as fast as it goes.
class PaceField : public QWidget
{
    Q_OBJECT

public:
    explicit PaceField(const Theme &theme, QWidget *parent = nullptr);

    void setPace(const replay::Pace &pace, int concurrency);

    /// Error: InvalidInput for a speed that is no number over 0.
    base::Result<replay::Pace> pace() const;

    int concurrency() const; ///< At full speed: how many wait for their answer at a time.

signals:
    void changed();

private:
    void enableParts();

    QRadioButton *m_own;
    QComboBox *m_speed;
    QDoubleSpinBox *m_longestGap;
    QRadioButton *m_max;
    QSpinBox *m_concurrency;
};

} // namespace sendscope::ui
