#include "app/net/delivery.h"

#include <mutex>

namespace sendscope::net {

/// The receiver, until it says that it is being destroyed.
struct Delivery::Address
{
    std::mutex mutex;
    QObject *receiver = nullptr; ///< Guarded by the mutex.
    QMetaObject::Connection whenDestroyed;
};

Delivery::Delivery(QObject *receiver, Answer answer)
    : m_address(std::make_shared<Address>())
    , m_answer(std::move(answer))
{
    m_address->receiver = receiver;
    const std::weak_ptr<Address> weak = m_address;
    const auto forget = [weak] {
        if (const auto address = weak.lock()) {
            const std::lock_guard lock(address->mutex);
            address->receiver = nullptr;
        }
    };
    m_address->whenDestroyed =
        QObject::connect(receiver, &QObject::destroyed, receiver, forget, Qt::DirectConnection);
}

Delivery::Delivery(Answer answer)
    : m_answer(std::move(answer))
{
}

bool Delivery::isWanted() const
{
    if (!m_address)
        return true;
    const std::lock_guard lock(m_address->mutex);
    return m_address->receiver != nullptr;
}

void Delivery::post(base::Result<Incoming> result)
{
    if (!m_address) {
        m_answer(result);
        return;
    }
    // While the lock is held, a receiver that is being destroyed waits in destroyed(), and takes
    // what was posted to it along. The connection is cut in the receiver's thread only: here the
    // receiver might be gone before disconnect() is through with it.
    const std::lock_guard lock(m_address->mutex);
    if (!m_address->receiver)
        return;
    QMetaObject::invokeMethod(
        m_address->receiver,
        [address = m_address, answer = std::move(m_answer), result = std::move(result)] {
            QObject::disconnect(address->whenDestroyed);
            answer(result);
        },
        Qt::QueuedConnection);
}

} // namespace sendscope::net
