#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace sendscope::base {

/// Turns many requests into few calls: the first passes at once, those within the interval after it
/// become one call at the interval's end.
///
/// Thread: the one it lives in.
class Throttle : public QObject
{
    Q_OBJECT

public:
    explicit Throttle(std::chrono::milliseconds interval, QObject *parent = nullptr);

    void request();
    bool isPending() const { return m_isPending; }

signals:
    void due();

private:
    void onTimeout();

    QTimer m_timer;
    bool m_isPending = false;
};

} // namespace sendscope::base
