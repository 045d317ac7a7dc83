#pragma once

#include <span>

namespace sendscope::bandwidth {

/// A type of event, a state or an issue, and what it means. Texts are marked for translation in the
/// context "Explanation".
struct WordRow
{
    const char *word;
    const char *title;
    const char *meaning;
    const char *after; ///< What comes next; empty where nothing has to be said.
    const char *more;  ///< What else is worth knowing; may be empty.
};

/// Types of events that are documented, or were once.
std::span<const WordRow> eventTypeTable();

/// States of messages, and issues.
std::span<const WordRow> stateTable();

} // namespace sendscope::bandwidth
