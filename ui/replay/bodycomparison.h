#pragma once

#include "app/base/canceltoken.h"
#include "ui/body/differencerows.h"

#include <QObject>
#include <QThreadPool>

namespace sendscope::ui {

/// How a body differs from the one it was made of.
///
/// A plain value.
struct BodyDifference
{
    DifferencePtr lines; ///< Never null once compared.
    bool isSame = false; ///< Byte for byte.

    /// Both are JSON and stand on few long lines, so they were laid out first: white space between
    /// values does not count.
    bool isByStructure = false;
};

BodyDifference compareBodies(const QByteArray &before, const QByteArray &after);

/// "1 line out, 2 in", "Only white space is changed".
QString wordsOf(const BodyDifference &difference);

/// Compares off the window's thread, while a body is being typed: only the newest one counts.
class BodyComparison : public QObject
{
    Q_OBJECT

public:
    explicit BodyComparison(QObject *parent = nullptr);
    ~BodyComparison() override;

    void compare(const QByteArray &before, const QByteArray &after);

signals:
    void compared(const sendscope::ui::BodyDifference &difference);

private:
    QThreadPool m_pool;
    base::CancelToken m_cancel;
};

} // namespace sendscope::ui
