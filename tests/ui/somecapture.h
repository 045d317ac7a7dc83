#pragma once

#include "app/engine/query.h"
#include "app/index/builder.h"

namespace sendscope::tests {

/// Rows for a table, made of the same bytes that Bandwidth sends.
class SomeCapture
{
public:
    /// One request with one event. The error code is left out where it is 0.
    event::EventId add(const QByteArray &type, int errorCode = 0, int media = 0);

    /// That many message-sending events.
    void add(int count);

    /// One event whose message has that text, which JSON has no need to escape.
    event::EventId addText(const QByteArray &text);

    /// One request that is no JSON.
    event::EventId addMalformed();

    /// Sent on once more; the target answered this, 0: nothing.
    void attempt(qint64 request, int status);

    /// Markers, and notes and marks; they replace those before.
    void setMarkers(std::vector<index::Marker> markers)
    {
        m_builder.setMarkers(std::move(markers));
    }
    void setRemarks(const std::vector<index::RemarkedEvent> &remarked)
    {
        m_builder.setRemarks(remarked);
    }

    /// The result of the filter that lets everything through, or only ids that `keep` names.
    engine::QueryResult result(qsizetype keptRows = 0);
    engine::QueryResult resultOf(const index::RowList &keep, qsizetype keptRows = 0);

    /// All rows in that order.
    engine::QueryResult sorted(const index::Order &order);

    /// From now on results have these paths and headers.
    void read(const std::vector<event::FieldRef> &fields);

    /// What was stored, as the capture would give it back.
    const std::vector<event::StoredRequest> &requests() const { return m_requests; }

private:
    event::EventId addElement(const QByteArray &element);
    event::EventId store(event::DraftRequest draft);

    index::Builder m_builder;
    index::RowList m_all;
    std::vector<event::StoredRequest> m_requests;
    qint64 m_last = 0;
};

} // namespace sendscope::tests
