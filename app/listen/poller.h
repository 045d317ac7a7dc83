#pragma once

#include <QSocketNotifier>

#include <memory>

namespace sendscope::listen {

/// Tells many sockets what they are ready for.
///
/// Qt's event loop hands every descriptor to poll() on every round, which at 10,000 connections
/// costs milliseconds for each request. Here the loop sees one descriptor, and a round costs by
/// what happens.
///
/// Thread: the one it lives in, and is made in.
class Poller : public QObject
{
    Q_OBJECT

public:
    /// One descriptor that is looked after. It must live until the event loop has its turn after
    /// unwatch().
    class Watched
    {
    public:
        virtual ~Watched() = default;

        /// That it is broken is told whatever it is watched for.
        virtual void onReady(bool isReadable, bool isWritable, bool isBroken) = 0;
    };

    Poller();
    ~Poller() override;

    void watch(int descriptor, Watched &watched);
    void change(int descriptor, Watched &watched, bool isForReading, bool isForWriting);
    void unwatch(int descriptor);

    /// Tells those that are ready now, without waiting. Returns how many they were.
    int dispatch();

private:
    const int m_descriptor;
    QSocketNotifier m_notifier;
};

} // namespace sendscope::listen
