// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>

namespace mesh44::lab {

// Seeded numbers that are the same with every standard library (the std distributions are not).
class Random
{
public:
    explicit Random(uint64_t seed) : m_engine(seed) {}

    // 0 … bound - 1; the bias of the remainder is below 2^-40 for what we draw.
    uint64_t below(uint64_t bound) { return m_engine() % bound; }

    template <class List> void shuffle(List &list)
    {
        for (size_t i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace mesh44::lab
