// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace mesh44 {

// Every way in which something asked of us can fail. One table maps these to D-Bus error names
// (core/bus/names.h), one maps them to sentences (describe()).
enum class ErrorCode {
    InvalidArgument,          // a value is not what the method takes
    InvalidConfig,            // a configuration value is refused; nothing was applied
    NotAuthorized,            // polkit said no, or the prompt was dismissed
    NoAgent,                  // polkit would ask, but there is nobody to ask
    AuthorizationUnavailable, // polkit did not answer
    Conflict,                 // the state has moved on since the caller read it, or somebody else owns it
    KernelRefused,            // the kernel answered an errno
    Unsupported,              // this kernel or this build cannot do it
    Busy,                     // a bounded queue is full, try again
    LimitExceeded,            // more than is permitted
    NotFound,
    NoSpace, // what must be on disk first cannot be written there; nothing was changed
    IoFailed,
    Disconnected, // the other side of the bus is gone
};

// The sentence for an error of this kind, without details.
std::string_view describe(ErrorCode code);

struct Error
{
    ErrorCode code = ErrorCode::InvalidArgument;
    std::string message; // names the thing, the place and what is permitted
    bool operator==(const Error &) const = default;
};

// A value or the reason why there is none. Parsers and everything fallible return it; `bool` never
// means success.
template <class T> class [[nodiscard]] Result
{
public:
    Result(T value) : m_value(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_value(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_value.index() == 0; }
    const T &operator*() const & { return std::get<0>(m_value); }
    T &operator*() & { return std::get<0>(m_value); }
    T &&operator*() && { return std::get<0>(std::move(m_value)); }
    const T *operator->() const { return &std::get<0>(m_value); }
    T *operator->() { return &std::get<0>(m_value); }
    const Error &error() const { return std::get<1>(m_value); }

private:
    std::variant<T, Error> m_value;
};

struct Unit
{
    bool operator==(const Unit &) const = default;
};
using Status = Result<Unit>;
inline Status ok()
{
    return Unit{};
}

} // namespace mesh44
