#include "app/cli/capturetail.h"

#include "app/engine/requestwalk.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace sendscope::cli {
namespace {

// Read at a time, so that a large capture can be followed, and given up, in small steps.
constexpr qint64 kReadEvents = 4'096;
constexpr qint64 kReadBytes = 16 * 1024 * 1024;

constexpr auto kPatience = 1s;

} // namespace

CaptureTail::CaptureTail(QString path)
    : m_path(std::move(path))
{
}

void CaptureTail::startAfter(event::EventId event)
{
    m_newest = event;
    m_hasMore = true;
}

base::Result<bool> CaptureTail::open()
{
    const store::FileStamp file = store::FileStamp::of(m_path);
    if (file.isNull()) {
        // Not being there is no failure; not being able to be there is one.
        const auto resolved = store::resolveCapturePath(m_path, base::Error::Code::FileUnreadable);
        if (!resolved)
            return resolved.error();
        return false;
    }
    if (m_reader && file.isSameFile(m_file))
        return true;
    if (store::captureFileBytes(m_path) == 0)
        return false;

    auto reader = store::Reader::open(m_path);
    if (!reader)
        return reader.error();
    if (!store::FileStamp::of(m_path).isSameFile(file))
        return false; // It went while it was opened. The next look sees what stands there.
    if (m_reader) {
        m_isAnother = true;
        m_newest = {};
    }
    m_reader = std::move(*reader);
    m_file = file;
    m_version.reset();
    return true;
}

base::Result<CaptureTail::News> CaptureTail::look()
{
    const auto isThere = open();
    if (!isThere)
        return tolerated(isThere.error());
    if (!*isThere) {
        m_failingSince.reset();
        return News();
    }
    auto news = read();
    if (!news)
        return tolerated(news.error());
    m_failingSince.reset();
    return news;
}

base::Result<CaptureTail::News> CaptureTail::read()
{
    News news;
    // Asked before reading, so that what comes meanwhile is a change once more.
    const auto version = m_reader->dataVersion();
    if (!version)
        return version.error();
    news.isChanged = m_version != *version;
    if (!news.isChanged && !m_hasMore && !m_isAnother)
        return news;

    const auto newest = m_reader->newest();
    if (!newest)
        return newest.error();
    news.first = {m_newest.value + 1};
    const event::EventId last{std::min(newest->value, m_newest.value + kReadEvents)};
    if (news.first <= last) {
        auto requests = m_reader->requests(news.first, last, kReadBytes);
        if (!requests)
            return requests.error();
        news.requests = std::move(*requests);
    }
    if (!store::FileStamp::of(m_path).isSameFile(m_file))
        return News(); // Whose rows these are cannot be told.

    m_version = *version;
    if (!news.requests.empty())
        m_newest = std::max(m_newest, engine::lastEvent(news.requests.back()));
    else
        m_newest = std::max(m_newest, last);
    m_hasMore = m_newest < *newest;
    news.isWhole = !m_hasMore;
    news.isAnother = std::exchange(m_isAnother, false);
    return news;
}

base::Result<CaptureTail::News> CaptureTail::tolerated(const base::Error &error)
{
    const base::Ticks now = m_clock.ticks();
    if (!m_failingSince)
        m_failingSince = now;
    const bool isFree = error.code == base::Error::Code::NotFound;
    if (isFree || now - *m_failingSince < kPatience)
        return News();
    return error;
}

} // namespace sendscope::cli
