#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace sendscope::engine {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that a program can end in good order.
///
/// Make one for the whole program.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    /// What a second one of the same kind does.
    enum class Again {
        Ends,   ///< It ends the program at once.
        IsTold, ///< The same as the first one: somebody else is to judge it. SIGQUIT, SIGUSR1 and
                ///< SIGUSR2 are told too.
    };

    explicit UnixSignals(Again again = Again::Ends, QObject *parent = nullptr);
    ~UnixSignals() override;

signals:
    /// \p isForAll: it came from the terminal, which sends it to every program of the job.
    void received(int signalNumber, bool isForAll);

private:
    void readSignal();

    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_sockets[2] = {-1, -1};
};

} // namespace sendscope::engine
