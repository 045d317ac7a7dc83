#pragma once

#include "app/net/client.h"

#include <QObject>

namespace sendscope::ui {

/// Asks our own listener for an answer, through the same socket as everybody else. It leaves a row
/// that the table does not show unless asked for: a GET is no event.
class AddressTest : public QObject
{
    Q_OBJECT

public:
    /// The client outlives this.
    explicit AddressTest(net::Client &client, QObject *parent = nullptr);

    /// Does nothing while one is under way.
    void start(const QUrl &url);

    bool isUnderWay() const { return m_isUnderWay; }

signals:
    void answered(int status, std::chrono::microseconds took);
    void failed(const sendscope::base::Error &error);

private:
    net::Client &m_client;
    bool m_isUnderWay = false;
};

} // namespace sendscope::ui
