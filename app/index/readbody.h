#pragma once

#include "app/event/jsontext.h"
#include "app/event/request.h"

#include <optional>
#include <vector>

namespace sendscope::index {

/// The body of a stored request as its rows are read from it.
struct ReadBody
{
    explicit ReadBody(const event::Request &request);

    /// The span of that row; none for a row without an element.
    std::optional<qint32> elementOf(const event::DraftEvent &draft) const;

    QByteArray body;                     ///< Its coding taken off where that was possible.
    std::optional<event::JsonText> json; ///< Of an accepted request.
    std::vector<qint32> elements;
};

} // namespace sendscope::index
