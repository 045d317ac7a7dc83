#include "app/engine/ondemandindex.h"

#include "app/base/log.h"
#include "app/engine/parallel.h"
#include "app/engine/requestwalk.h"

#include <algorithm>

namespace sendscope::engine {
namespace {

/// The listener and the window need the other one.
constexpr int kThreads = 1;

/// An open part is copied for each snapshot: it is closed before that is felt.
constexpr qint64 kMostOpenRows = 16'384;

base::Result<std::vector<index::OnDemandPartPtr>>
readBlock(const index::OnDemandReader &fields, const store::Reader &reader, event::EventId first,
          event::EventId last, const base::CancelToken &cancel)
{
    std::vector<index::OnDemandWriter> writers(fields.fields().size(),
                                               index::OnDemandWriter(first));
    const auto done = walkRequests(reader, first, last, cancel,
                                   [&](const std::vector<event::StoredRequest> &requests) {
                                       for (const event::StoredRequest &request : requests)
                                           fields.read(request, first, last, writers);
                                   });
    if (!done)
        return done.error();
    std::vector<index::OnDemandPartPtr> parts;
    for (index::OnDemandWriter &writer : writers) {
        writer.extendTo(last);
        parts.push_back(writer.part());
    }
    return parts;
}

} // namespace

bool isRead(const index::Snapshot &snapshot, const event::FieldRef &field)
{
    const index::OnDemandColumn *column = snapshot.onDemand(field);
    return column && column->isComplete;
}

bool areAllRead(const index::Snapshot &snapshot, const filter::Filter &filter)
{
    const std::vector<event::FieldRef> fields = filter::onDemandFields(filter);
    return std::all_of(fields.begin(), fields.end(), [&snapshot](const event::FieldRef &field) {
        return isRead(snapshot, field);
    });
}

OnDemandIndex::OnDemandIndex(QString capturePath, Poster post, std::function<void()> changed)
    : m_capturePath(std::move(capturePath))
    , m_post(std::move(post))
    , m_changed(std::move(changed))
    , m_reader({})
{
}

OnDemandIndex::~OnDemandIndex() = default;

void OnDemandIndex::setFields(const std::vector<event::FieldRef> &fields, event::EventId newest)
{
    if (fields == m_reader.fields())
        return;
    m_pass.reset();
    ++m_generation;
    sealOpen();

    const index::OnDemandReader before = std::move(m_reader);
    std::vector<Entry> entries;
    for (const event::FieldRef &field : fields) {
        const auto known = std::find(before.fields().begin(), before.fields().end(), field);
        Entry &entry = entries.emplace_back();
        entry.coveredFrom = {newest.value + 1};
        if (known == before.fields().end())
            continue;
        // What was read only in part is read again, with the new ones in one pass.
        Entry &old = m_entries[size_t(known - before.fields().begin())];
        if (old.isComplete)
            entry = std::move(old);
    }
    m_reader = index::OnDemandReader(fields);
    m_entries = std::move(entries);
    m_open.assign(fields.size(), index::OnDemandWriter({newest.value + 1}));
    m_newest = newest;
    readOlder();
    m_changed();
}

void OnDemandIndex::append(const std::vector<event::StoredRequest> &requests, event::EventId newest)
{
    if (m_open.empty())
        return;
    const event::EventId any{std::numeric_limits<qint64>::max()};
    for (const event::StoredRequest &request : requests)
        m_reader.read(request, {newest.value + 1}, any, m_open);
    if (m_open.front().rows() >= kMostOpenRows)
        sealOpen();
}

std::vector<index::OnDemandColumnPtr> OnDemandIndex::columns()
{
    std::vector<index::OnDemandColumnPtr> columns;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        index::OnDemandColumn column{m_reader.fields()[i], m_entries[i].parts,
                                     m_entries[i].coveredFrom, m_entries[i].isComplete};
        if (m_open[i].rows() > 0)
            column.parts.push_back(m_open[i].part());
        columns.push_back(std::make_shared<const index::OnDemandColumn>(std::move(column)));
    }
    return columns;
}

void OnDemandIndex::readOlder()
{
    std::vector<event::FieldRef> fields;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        m_entries[i].isComplete = m_entries[i].isComplete || m_newest.isNull();
        if (!m_entries[i].isComplete)
            fields.push_back(m_reader.fields()[i]);
    }
    if (fields.empty())
        return;

    const auto reader = std::make_shared<const index::OnDemandReader>(fields);
    const auto make = [reader](const store::Reader &capture, const Pass::Block &block,
                               const base::CancelToken &cancel) {
        standBack();
        return readBlock(*reader, capture, block.first, block.last, cancel);
    };
    const auto deliver = [this, fields, generation = m_generation](const Pass::Block &block,
                                                                   Parts parts) {
        m_post([this, fields, generation, block, parts = std::move(parts)] {
            if (generation == m_generation)
                takeOlder(fields, block, parts);
        });
    };
    const auto fail = [](const base::Error &error) {
        qCWarning(base::logIndex).noquote()
            << "A field could not be read to its end:" << base::sentence(error);
    };
    m_pass = std::make_unique<Pass>(m_capturePath, m_newest, kThreads, make, deliver, fail);
}

void OnDemandIndex::takeOlder(const std::vector<event::FieldRef> &fields, const Pass::Block &block,
                              const Parts &parts)
{
    for (size_t i = 0; i < fields.size(); ++i) {
        const auto known = std::find(m_reader.fields().begin(), m_reader.fields().end(), fields[i]);
        Entry &entry = m_entries[size_t(known - m_reader.fields().begin())];
        entry.parts.insert(entry.parts.begin(), parts[i]);
        entry.coveredFrom = block.first;
        entry.isComplete = block.first.value == 1;
    }
    m_changed();
}

void OnDemandIndex::sealOpen()
{
    for (size_t i = 0; i < m_open.size(); ++i) {
        if (m_open[i].rows() > 0)
            m_entries[i].parts.push_back(m_open[i].part());
        m_open[i] = index::OnDemandWriter({m_open[i].first().value + m_open[i].rows()});
    }
}

} // namespace sendscope::engine
