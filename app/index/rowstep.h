#pragma once

#include "app/bandwidth/message.h"

namespace sendscope::index {

/// What a row says of its message's life, in a byte.
///
/// A plain value.
struct RowStep
{
    bandwidth::Stage stage = bandwidth::Stage::None;
    bool isInbound = false;
    bool hasState = false; ///< It is about a message that becomes something.

    static constexpr RowStep ofByte(quint8 byte)
    {
        return {bandwidth::Stage(byte & 0x0F), (byte & 0x10) != 0, (byte & 0x20) != 0};
    }

    constexpr quint8 byte() const
    {
        return quint8(unsigned(stage) | (isInbound ? 0x10U : 0U) | (hasState ? 0x20U : 0U));
    }
};

/// Of an element that was read as that.
RowStep stepOf(const bandwidth::EventFacts &facts);

} // namespace sendscope::index
