#include "ui/welcome/addresstest.h"

namespace sendscope::ui {

AddressTest::AddressTest(net::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void AddressTest::start(const QUrl &url)
{
    if (std::exchange(m_isUnderWay, true))
        return;
    net::Outgoing request;
    request.url = url;
    request.fields = {{"User-Agent", "Sendscope test request"}};
    request.policy = net::AddressPolicy::Any; // our own address
    m_client.send(std::move(request), this, [this](const base::Result<net::Incoming> &answer) {
        m_isUnderWay = false;
        if (answer)
            emit answered(answer->status, answer->took);
        else
            emit failed(answer.error());
    });
}

} // namespace sendscope::ui

#include "moc_addresstest.cpp"
