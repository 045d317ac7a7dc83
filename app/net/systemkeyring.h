#pragma once

#include "app/net/keyring.h"

#include <QPointer>

class QThread;

namespace sendscope::net {

/// The system's keyring: KWallet, or whatever speaks as a Secret Service.
///
/// At most one in a process. A system without one says so within a moment; nothing is ever stored
/// elsewhere instead.
class SystemKeyring final : public Keyring
{
    Q_OBJECT

public:
    explicit SystemKeyring(QObject *parent = nullptr);
    ~SystemKeyring() override;

    void read(const QString &name, QObject *receiver,
              std::function<void(const Reading &)> answer) override;
    void write(const QString &name, const QString &secret, QObject *receiver,
               std::function<void(bool)> answer) override;

private:
    void work(std::function<void(QObject *context)> job);

    QThread *m_thread = nullptr; ///< Some keyrings let their caller wait. Null until first needed.
    QPointer<QObject> m_worker;  ///< Lives in it.
};

} // namespace sendscope::net
