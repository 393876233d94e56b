// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A value that one thread replaces and some others read, without a lock and without waiting on either side.
//
// A reader says which value it holds before it uses it (a hazard pointer); the writer frees what nobody holds. At most
// as many old values as readers stay until the next publish().

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace mesh44 {

template <class T, size_t Readers> class Published
{
public:
    explicit Published(std::unique_ptr<const T> first) : m_owned(first.release()), m_current(m_owned.get()) {}
    Published(const Published &) = delete;
    Published &operator=(const Published &) = delete;

    // By one thread only.
    void publish(std::unique_ptr<const T> next)
    {
        m_current.store(next.get());
        m_retired.push_back(std::exchange(m_owned, std::move(next)));
        std::erase_if(m_retired, [this](const auto &old) {
            return std::ranges::none_of(m_held, [&](const Slot &slot) { return slot.value.load() == old.get(); });
        });
    }
    size_t retired() const { return m_retired.size(); } // for tests

    // Each reader has a number of its own; the value holds until its next hold() or release().
    const T &hold(size_t reader)
    {
        const T *value = m_current.load();
        for (;;) {
            m_held[reader].value.store(value);
            const T *again = m_current.load();
            if (again == value)
                return *value;
            value = again; // replaced in between: what we named may be gone already
        }
    }
    void release(size_t reader) { m_held[reader].value.store(nullptr); }

private:
    struct alignas(64) Slot
    {
        std::atomic<const T *> value{nullptr};
    };

    std::unique_ptr<const T> m_owned;
    std::vector<std::unique_ptr<const T>> m_retired;
    alignas(64) std::atomic<const T *> m_current;
    std::array<Slot, Readers> m_held;
};

} // namespace mesh44
