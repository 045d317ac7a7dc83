#pragma once

#include "app/engine/query.h"
#include "app/index/builder.h"

#include <QByteArrayList>

namespace sendscope::tests {

/// A made-up capture of messages, step by step, for what shows what has become of them.
class SomeMessages
{
public:
    /// When every message is created. What is recorded goes on from then.
    static constexpr base::UtcTime kCreated{std::chrono::milliseconds(1'795'442'855'875)};

    SomeMessages();

    /// One event. \p at: since creation, by its own time; it arrives a tenth of a second later. The
    /// message is to all of \p to, the event about \p about, or about the only one.
    event::EventId add(const QByteArray &id, const QByteArray &type, std::chrono::milliseconds at,
                       int errorCode = 0, const QByteArrayList &to = {"+19845550117"},
                       const QByteArray &about = {});

    /// The same again, so much later.
    event::EventId repeat(event::EventId event, std::chrono::milliseconds after);

    event::EventId addMalformed();

    /// As it is so long after creation.
    index::SnapshotPtr snapshot(std::chrono::milliseconds at = std::chrono::minutes(5));

    /// All messages in order of arrival, as a query by message gives them.
    engine::QueryResult result(qsizetype keptRows = 0,
                               std::chrono::milliseconds at = std::chrono::minutes(5));

    /// Its recording has ended: nothing goes on any more.
    void stopRecording(std::chrono::milliseconds at);

private:
    event::EventId store(event::DraftRequest draft, base::UtcTime arrived);

    index::Builder m_builder;
    std::vector<event::StoredRequest> m_requests;
};

} // namespace sendscope::tests
