#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace sendscope::net {

/// Where the user's secrets lie, each under a name of ours.
///
/// Thread: calls from the one it lives in; answers come there later, unless the receiver is gone
/// by then. No call waits: a keyring may ask the user for a password first.
class Keyring : public QObject
{
    Q_OBJECT

public:
    /// What was found.
    struct Reading
    {
        bool isAvailable = false;      ///< There is a keyring here, and it let itself be read.
        std::optional<QString> secret; ///< None where nothing is stored under the name.
    };

    using QObject::QObject;

    virtual void read(const QString &name, QObject *receiver,
                      std::function<void(const Reading &)> answer) = 0;

    /// Replaces what was stored under the name. The answer: whether it is stored now.
    virtual void write(const QString &name, const QString &secret, QObject *receiver,
                       std::function<void(bool)> answer) = 0;
};

} // namespace sendscope::net
