#pragma once

#include "app/index/messages.h"

#include <vector>

namespace sendscope::ui {

/// Counts the messages of a table that grows: only what has changed is looked at again.
class MessageCount
{
public:
    qint64 of(const index::Messages &messages);

private:
    struct Part
    {
        std::shared_ptr<const index::Messages::Chunk> chunk;
        qint64 messages = 0;
    };

    std::vector<Part> m_parts;
};

} // namespace sendscope::ui
