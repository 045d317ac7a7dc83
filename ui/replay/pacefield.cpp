#include "ui/replay/pacefield.h"

#include "ui/replay/replayoptions.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRadioButton>
#include <QSpinBox>

#include <cmath>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

constexpr double kLeastSpeed = 0.001;
constexpr double kMostGapSeconds = 24 * 3'600;
constexpr int kSpeedLetters = 7;

QString speedText(double speed)
{
    return QLocale().toString(speed, 'g', 6) + u'×';
}

} // namespace

PaceField::PaceField(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_own(new QRadioButton(tr("At their own &pace")))
    , m_speed(new QComboBox)
    , m_longestGap(new QDoubleSpinBox)
    , m_max(new QRadioButton(tr("As &fast as it goes")))
    , m_concurrency(new QSpinBox)
{
    m_speed->setEditable(true);
    m_speed->setInsertPolicy(QComboBox::NoInsert);
    m_speed->setMinimumContentsLength(kSpeedLetters);
    m_speed->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const double speed : {1.0, 2.0, 10.0})
        m_speed->addItem(speedText(speed));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->lineEdit()->setAccessibleName(tr("Speed"));
    m_longestGap->setRange(0, kMostGapSeconds);
    m_longestGap->setDecimals(1);
    m_longestGap->setSuffix(tr(" s"));
    m_longestGap->setSpecialValueText(tr("any"));
    m_longestGap->setAccessibleName(tr("Longest gap, in seconds"));
    m_concurrency->setRange(1, ReplayOptions::kMostConcurrency);
    m_concurrency->setAccessibleName(tr("Requests that wait for their answer at a time"));
    for (QWidget *field : std::initializer_list<QWidget *>{m_speed, m_longestGap, m_concurrency})
        field->setMinimumHeight(metrics::fieldHeight(field->fontMetrics()));

    auto *gap = new Label(theme, Label::Voice::Small, tr("lon&gest gap"));
    gap->setBuddy(m_longestGap);
    auto *atATime = new Label(theme, Label::Voice::Small, tr("at a ti&me"));
    atATime->setBuddy(m_concurrency);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(metrics::kSpace2);
    grid->setVerticalSpacing(metrics::kSpace2);
    grid->addWidget(m_own, 0, 0);
    grid->addWidget(m_speed, 0, 1);
    grid->addWidget(gap, 0, 2, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_longestGap, 0, 3);
    grid->addWidget(m_max, 1, 0);
    grid->addWidget(m_concurrency, 1, 1);
    grid->addWidget(atATime, 1, 2, Qt::AlignLeft | Qt::AlignVCenter);
    grid->setColumnStretch(4, 1);

    connect(m_own, &QRadioButton::toggled, this, &PaceField::enableParts);
    connect(m_speed, &QComboBox::currentTextChanged, this, &PaceField::changed);
    connect(m_longestGap, &QDoubleSpinBox::valueChanged, this, &PaceField::changed);
    connect(m_concurrency, &QSpinBox::valueChanged, this, &PaceField::changed);
    m_own->setChecked(true);
}

void PaceField::setPace(const replay::Pace &pace, int concurrency)
{
    (pace.isMax ? m_max : m_own)->setChecked(true);
    m_speed->setCurrentText(speedText(pace.speed));
    const auto gap = pace.longestGap.value_or(std::chrono::microseconds(0));
    m_longestGap->setValue(std::chrono::duration<double>(gap).count());
    m_concurrency->setValue(concurrency);
}

base::Result<replay::Pace> PaceField::pace() const
{
    replay::Pace pace;
    pace.isMax = m_max->isChecked();
    QString text = m_speed->currentText().trimmed();
    if (text.endsWith(u'×') || text.endsWith(u'x'))
        text.chop(1);
    bool isNumber = false;
    pace.speed = QLocale().toDouble(text.trimmed(), &isNumber);
    if (!isNumber)
        pace.speed = text.trimmed().toDouble(&isNumber); // with a point, whatever the locale
    if (!isNumber || !(pace.speed >= kLeastSpeed && pace.speed <= ReplayOptions::kMostSpeed)) {
        if (!pace.isMax)
            return base::Error{base::Error::Code::InvalidInput, {text, tr("a speed such as 2")}, 0};
        pace.speed = 1;
    }
    if (m_longestGap->value() > 0)
        pace.longestGap = std::chrono::milliseconds(std::llround(m_longestGap->value() * 1'000));
    return pace;
}

int PaceField::concurrency() const
{
    return m_concurrency->value();
}

void PaceField::enableParts()
{
    m_speed->setEnabled(m_own->isChecked());
    m_longestGap->setEnabled(m_own->isChecked());
    m_concurrency->setEnabled(!m_own->isChecked());
    emit changed();
}

} // namespace sendscope::ui

#include "moc_pacefield.cpp"
#include "ui/replay/replayoptions.h"
