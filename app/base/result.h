#pragma once

#include "app/base/error.h"

#include <utility>
#include <variant>

namespace sendscope::base {

/// A value, or the reason why there is none. The names are those of std::expected.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const { return m_content.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T &value() { return std::get<0>(m_content); }
    const T &value() const { return std::get<0>(m_content); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const Error &error() const { return std::get<1>(m_content); }

    T value_or(T fallback) const { return has_value() ? value() : std::move(fallback); }

private:
    std::variant<T, Error> m_content;
};

/// Done, or the reason why not.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
        , m_hasValue(false)
    {
    }

    bool has_value() const { return m_hasValue; }
    explicit operator bool() const { return m_hasValue; }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_hasValue = true;
};

} // namespace sendscope::base
