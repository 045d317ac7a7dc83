#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace sendscope::engine {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that a program can end in good order. A
/// second one of the same kind ends it at once.
///
/// Make one for the whole program.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

signals:
    void received(int signalNumber);

private:
    void readSignal();

    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_sockets[2] = {-1, -1};
};

} // namespace sendscope::engine
