#pragma once

#include "app/event/fieldcatalogue.h"
#include "app/event/request.h"
#include "tests/support/plainvalue.h"

#include <QByteArrayList>
#include <QHash>

#include <functional>
#include <map>
#include <memory>

namespace sendscope::tests {

/// What has become of messages, told slowly and plainly from all stored bytes: what the index has
/// to agree with. Nothing of it is shared with the index but how one element is read.
class PlainMessages
{
public:
    /// Whether a message that began with that request has waited too long.
    using IsTimeUp = std::function<bool(const event::StoredRequest &first)>;

    /// Of one recipient.
    struct Fate
    {
        QByteArray state;
        QByteArrayList issues; ///< In the order of the catalogue; of the recipient alone.
        std::optional<qint64> took;
        std::optional<qint64> sendingAfter;
        std::optional<qint64> sentAfter;
        std::optional<qint64> finalAfter;
        int errorCode = 0;
    };

    /// All requests of a capture, in order of arrival.
    explicit PlainMessages(const std::vector<event::StoredRequest> &requests,
                           const IsTimeUp &isTimeUp = {});
    ~PlainMessages();

    /// What the row has in a field that is of its message.
    std::vector<PlainValue> values(event::Field field, event::EventId id) const;

    /// By its key, which is "run/id", each recipient.
    const std::map<QByteArray, std::map<QByteArray, Fate>> &fates() const { return m_fates; }

    /// By its key, the events.
    const std::map<QByteArray, std::vector<event::EventId>> &events() const { return m_events; }

private:
    struct Told;

    void tell(std::vector<Told> &all, const QByteArray &key, const IsTimeUp &isTimeUp);

    struct Row
    {
        Fate fate;
        QByteArrayList issues;
        std::optional<qint64> repeatOf;
        std::optional<qint64> repeats;
    };

    std::map<QByteArray, std::map<QByteArray, Fate>> m_fates;
    std::map<QByteArray, std::vector<event::EventId>> m_events;
    QHash<event::EventId, Row> m_rows;
};

} // namespace sendscope::tests
