#pragma once

#include <QByteArray>

#include <optional>

namespace sendscope::tests {

/// One value of a field, as it is read from the stored bytes.
struct PlainValue
{
    enum class Json { None, String, Literal, Structure };

    std::optional<qint64> number; ///< Numbers, times and spans in microseconds, sizes.
    QByteArray text;              ///< Else.
    Json json = Json::None;       ///< Of a path.
};

} // namespace sendscope::tests
