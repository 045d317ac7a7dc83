#include "ui/messages/messagecount.h"

#include <algorithm>

namespace sendscope::ui {

qint64 MessageCount::of(const index::Messages &messages)
{
    const auto &chunks = messages.chunks();
    m_parts.resize(chunks.size());
    qint64 count = 0;
    for (size_t i = 0; i < chunks.size(); ++i) {
        if (m_parts[i].chunk != chunks[i]) {
            const auto &records = chunks[i]->records;
            m_parts[i] = {chunks[i],
                          std::count_if(records.begin(), records.end(),
                                        [](const auto &one) { return !one.id.isEmpty(); })};
        }
        count += m_parts[i].messages;
    }
    return count;
}

} // namespace sendscope::ui
