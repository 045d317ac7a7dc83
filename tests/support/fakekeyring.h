#pragma once

#include "app/net/keyring.h"

#include <QHash>
#include <QMetaObject>

namespace sendscope::tests {

/// A keyring in memory, or none at all.
class FakeKeyring final : public net::Keyring
{
public:
    explicit FakeKeyring(bool isAvailable = true)
        : m_isAvailable(isAvailable)
    {
    }

    void read(const QString &name, QObject *receiver,
              std::function<void(const Reading &)> answer) override
    {
        ++reads;
        Reading reading;
        reading.isAvailable = m_isAvailable;
        if (m_isAvailable && secrets.contains(name))
            reading.secret = secrets.value(name);
        QMetaObject::invokeMethod(
            receiver, [answer, reading] { answer(reading); }, Qt::QueuedConnection);
    }

    void write(const QString &name, const QString &secret, QObject *receiver,
               std::function<void(bool)> answer) override
    {
        if (m_isAvailable)
            secrets.insert(name, secret);
        QMetaObject::invokeMethod(
            receiver, [answer, isStored = m_isAvailable] { answer(isStored); },
            Qt::QueuedConnection);
    }

    QHash<QString, QString> secrets;
    int reads = 0;

private:
    const bool m_isAvailable;
};

} // namespace sendscope::tests
