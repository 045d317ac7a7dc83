#pragma once

#include "app/net/client.h"

#include <memory>

namespace sendscope::net {

/// Takes one answer to a receiver in another thread, if it is still there by then, or to one in the
/// same.
///
/// Thread: any one at a time. What the function holds may be destroyed in this thread or the
/// receiver's.
class Delivery
{
public:
    using Answer = std::function<void(const base::Result<Incoming> &)>;

    /// \p receiver lives at least until this returns.
    Delivery(QObject *receiver, Answer answer);

    /// Calls the function at once, in the thread of post(): for who owns the worker, and so
    /// outlives it.
    explicit Delivery(Answer answer);

    /// The receiver is still there. It may be gone the moment after.
    bool isWanted() const;

    /// Has the function called in the receiver's thread; does nothing if the receiver is gone. To
    /// be called once.
    void post(base::Result<Incoming> result);

private:
    struct Address;
    std::shared_ptr<Address> m_address; ///< Null: it is called at once.
    Answer m_answer;
};

} // namespace sendscope::net
