// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Values and the words that stand for them in files, on the bus and on the command line: one table for both ways.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace mesh44 {

template <class T> struct Word
{
    T value;
    std::string_view word;
};
template <class T> Word(T, std::string_view) -> Word<T>; // clang before 17 does not find it by itself

template <class T, size_t N> constexpr std::string_view wordOf(const std::array<Word<T>, N> &table, T value)
{
    const auto found = std::ranges::find(table, value, [](const auto &row) { return row.value; });
    return found == table.end() ? std::string_view("unknown") : found->word;
}

template <class T, size_t N>
constexpr std::optional<T> valueOf(const std::array<Word<T>, N> &table, std::string_view word)
{
    const auto found = std::ranges::find(table, word, [](const auto &row) { return row.word; });
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

} // namespace mesh44
