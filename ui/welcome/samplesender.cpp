#include "ui/welcome/samplesender.h"

#include "app/bandwidth/scenario.h"

namespace sendscope::ui {

SampleSender::SampleSender(net::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void SampleSender::send(const QUrl &url, const std::vector<QByteArray> &bodies,
                        const QByteArray &authorization)
{
    if (isSending() || bodies.empty())
        return;
    m_url = url;
    m_authorization = authorization;
    m_bodies.assign(bodies.begin(), bodies.end());
    sendNext();
}

void SampleSender::sendNext()
{
    net::Outgoing request;
    request.method = "POST";
    request.url = m_url;
    request.fields = {{"Content-Type", bandwidth::contentType()},
                      {"User-Agent", bandwidth::userAgent()}};
    request.body = m_bodies.front();
    request.authorization = m_authorization;
    request.policy = net::AddressPolicy::Any; // our own address
    m_client.send(std::move(request), this, [this](const auto &answer) { onAnswer(answer); });
}

void SampleSender::onAnswer(const base::Result<net::Incoming> &answer)
{
    if (!answer || answer->status / 100 != 2) {
        m_bodies.clear();
        emit failed(answer
                        ? base::Error{base::Error::Code::Unreachable,
                                      {m_url.toString(), tr("it answered %1").arg(answer->status)}}
                        : answer.error());
        return;
    }
    m_bodies.pop_front();
    if (m_bodies.empty())
        emit finished();
    else
        sendNext();
}

} // namespace sendscope::ui

#include "moc_samplesender.cpp"
