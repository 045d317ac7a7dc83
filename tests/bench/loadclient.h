#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <chrono>
#include <vector>

namespace sendscope::bench {

/// What a load run measured.
struct LoadResult
{
    qint64 answered = 0;    ///< 2xx responses.
    qint64 otherStatus = 0; ///< Other responses.
    qint64 broken = 0;      ///< Connections that ended.
    std::chrono::duration<double> took{};
    std::vector<std::chrono::microseconds> latencies; ///< Of each response, in no order.

    double perSecond() const { return took.count() > 0 ? double(answered) / took.count() : 0; }
    std::chrono::microseconds percentile(double share) const;
};

/// Posts to a port on loopback over so many connections for so long: on each one request at a time,
/// the next as soon as the response is there. One thread, epoll, nothing of Qt, so that the client
/// is as light as it can be.
///
/// \p requests: whole requests, taken in turn. \p perSecond: no more than so many, evenly, where
/// the responses come fast enough, and all that were sent are waited for; 0: as many as can be.
LoadResult runLoad(quint16 port, int connections, std::chrono::milliseconds duration,
                   const std::vector<QByteArray> &requests, double perSecond = 0);

/// A POST of a JSON body as Bandwidth sends it.
QByteArray postRequest(const QByteArray &body);

} // namespace sendscope::bench
