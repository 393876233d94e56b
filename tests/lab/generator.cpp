// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/generator.h"

#include "tests/lab/random.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_set>

namespace mesh44::lab {

namespace {

constexpr Ipv4Prefix kSold = Ipv4Prefix::covering(Ipv4Address(44, 192, 0, 0), 10);
constexpr std::array kAvoided{Ipv4Prefix::covering(Ipv4Address(44, 128, 10, 0), 24),
                              Ipv4Prefix::covering(Ipv4Address(44, 0, 0, 0), 24)};
constexpr Ipv4Prefix kEndpointRange = Ipv4Prefix::covering(Ipv4Address(198, 18, 0, 0), 15);
constexpr size_t kMaxEndpoints = 100'000;
constexpr int kTries = 4000;

// Prefixes that do not overlap each other, by address.
class Space
{
public:
    bool isFree(Ipv4Prefix prefix) const
    {
        auto next = m_taken.lower_bound(prefix);
        if (next != m_taken.end() && prefix.overlaps(next->first))
            return false;
        return next == m_taken.begin() || !std::prev(next)->first.overlaps(prefix);
    }
    void take(Ipv4Prefix prefix) { m_taken.emplace(prefix, true); }
    // A random place of that length inside `range`.
    std::optional<Ipv4Prefix> place(Ipv4Prefix range, unsigned length, Random &random)
    {
        const uint64_t slots = uint64_t{1} << (length - range.length());
        for (int attempt = 0; attempt < kTries; ++attempt) {
            const auto offset = static_cast<uint32_t>(random.below(slots) << (32 - length));
            const Ipv4Prefix prefix = Ipv4Prefix::covering(Ipv4Address(range.address().value() + offset), length);
            if (!isFree(prefix))
                continue;
            take(prefix);
            return prefix;
        }
        return std::nullopt;
    }

private:
    std::map<Ipv4Prefix, bool> m_taken;
};

struct Placed
{
    Ipv4Prefix prefix;
    std::optional<size_t> container; // index of the prefix that this one lies in
    bool shares = false;             // … and whose endpoint is this one's too
    size_t endpoint = 0;
};

class Generator
{
public:
    explicit Generator(const MeshShape &shape) : m_shape(shape), m_random(shape.seed) {}

    Result<Mesh> run()
    {
        if (m_shape.endpoints == 0 || m_shape.routes < m_shape.endpoints)
            return Error{ErrorCode::InvalidArgument, "a mesh has at least one route for each endpoint"};
        if (m_shape.endpoints > kMaxEndpoints)
            return Error{ErrorCode::LimitExceeded, "198.18.0.0/15 has no room for so many endpoints"};
        if (!placeAll())
            return Error{ErrorCode::LimitExceeded, "amateur space is too small for so many routes"};
        giveEndpoints(scaledCount(kNested2016 - kOtherEndpoint2016, m_shape.routes));
        return announced();
    }

private:
    bool placeAll()
    {
        Histogram alone = allLengths(m_shape.routes);
        Histogram inside = nestedLengths(scaledCount(kNested2016, m_shape.routes));
        for (auto &[length, count] : inside) {
            count = std::min(count, alone[length]);
            alone[length] -= count;
        }
        for (Ipv4Prefix avoided : kAvoided)
            m_space.take(avoided);
        return placeSold(alone) && placeAlone(alone) && placeNested(inside);
    }

    // Two of the three here; the third is the first nested one, inside the /16.
    bool placeSold(Histogram &alone)
    {
        m_sold = std::min(scaledCount(kSold2016, m_shape.routes), kSold2016);
        for (unsigned length : {16U, 15U}) {
            if (m_sold < 17 - length || alone[length] == 0)
                continue;
            --alone[length];
            if (!add(m_space.place(kSold, length, m_random)))
                return false;
        }
        return true;
    }

    bool placeAlone(const Histogram &alone)
    {
        for (const auto &[length, count] : alone) {
            for (size_t i = 0; i < count; ++i) {
                const bool low = m_random.below(3) != 0; // 44.0.0.0/9 has two thirds of amateur space
                if (!add(m_space.place(low ? kAmateurLow : kAmateurHigh, length, m_random)))
                    return false;
            }
        }
        return true;
    }

    // The widest go into the widest containers, which have the room.
    bool placeNested(const Histogram &inside)
    {
        std::vector<unsigned> wanted;
        for (const auto &[length, count] : containerLengths(scaledCount(kNested2016, m_shape.routes)))
            wanted.insert(wanted.end(), count, length);
        const size_t outer = m_placed.size();
        size_t next = 0;
        bool sold = m_sold == 3;
        for (const auto &[length, count] : inside) {
            for (size_t i = 0; i < count; ++i, ++next) {
                const bool inSold = sold && length == 28;
                sold = sold && !inSold;
                if (!placeInside(outer, wanted[next], length, inSold))
                    return false;
            }
        }
        return true;
    }

    bool placeInside(size_t outer, unsigned containerLength, unsigned length, bool inSold)
    {
        std::vector<size_t> containers;
        for (size_t i = 0; i < outer; ++i) {
            const Ipv4Prefix prefix = m_placed[i].prefix;
            const bool fits = inSold ? prefix.length() == 16 : prefix.length() == containerLength;
            if (fits && prefix.length() < length && kSold.contains(prefix) == inSold)
                containers.push_back(i);
        }
        for (int attempt = 0; attempt < 20 && !containers.empty(); ++attempt) {
            const size_t container = containers[m_random.below(containers.size())];
            if (add(m_insides[container].place(m_placed[container].prefix, length, m_random), container))
                return true;
        }
        // A small mesh may have no container of that length: the prefix then stands alone.
        return add(m_space.place(kAmateurLow, length, m_random));
    }

    bool add(std::optional<Ipv4Prefix> prefix, std::optional<size_t> container = {})
    {
        if (prefix)
            m_placed.push_back({*prefix, container});
        return prefix.has_value();
    }

    // `sharing` nested prefixes take their container's endpoint, all others another one's.
    void giveEndpoints(size_t sharing)
    {
        std::vector<size_t> counts = routesPerEndpoint(m_shape);
        std::vector<bool> given(m_placed.size());
        size_t largest = 0; // whose routes are given away next
        for (size_t i = 0; i < m_placed.size() && sharing > 0; ++i) {
            if (!m_placed[i].container || given[*m_placed[i].container] || counts[largest] < 2)
                continue;
            share(i, largest);
            given[i] = given[*m_placed[i].container] = true;
            counts[largest] -= 2;
            largest = (largest + 1) % counts.size();
            --sharing;
        }
        dealOut(counts, given);
        separate();
    }
    void share(size_t nested, size_t endpoint)
    {
        Placed &inner = m_placed[nested];
        inner.shares = true;
        inner.endpoint = m_placed[*inner.container].endpoint = endpoint;
    }
    void dealOut(const std::vector<size_t> &counts, const std::vector<bool> &given)
    {
        std::vector<size_t> pool;
        for (size_t i = 0; i < counts.size(); ++i)
            pool.insert(pool.end(), counts[i], i);
        m_random.shuffle(pool);
        size_t next = 0;
        for (size_t i = 0; i < m_placed.size(); ++i) {
            if (!given[i])
                m_placed[i].endpoint = pool[next++];
        }
    }
    // Swaps with somebody who has nothing inside nor around, where chance made a nested prefix share.
    void separate()
    {
        std::vector<size_t> loose;
        for (size_t i = 0; i < m_placed.size(); ++i) {
            if (!m_placed[i].container && !m_insides.contains(i))
                loose.push_back(i);
        }
        for (Placed &inner : m_placed) {
            for (int attempt = 0; attempt < kTries && clashes(inner) && !loose.empty(); ++attempt)
                std::swap(inner.endpoint, m_placed[loose[m_random.below(loose.size())]].endpoint);
        }
    }
    bool clashes(const Placed &inner) const
    {
        return inner.container && !inner.shares && inner.endpoint == m_placed[*inner.container].endpoint;
    }

    std::vector<Ipv4Address> endpointAddresses()
    {
        std::unordered_set<uint32_t> seen;
        std::vector<Ipv4Address> addresses;
        while (addresses.size() < m_shape.endpoints) {
            const auto offset = static_cast<uint32_t>(m_random.below(uint64_t{1} << 17));
            const uint32_t host = offset & 0xff;
            if (host == 0 || host == 255 || !seen.insert(offset).second)
                continue;
            addresses.emplace_back(kEndpointRange.address().value() + offset);
        }
        return addresses;
    }

    Result<Mesh> announced()
    {
        const std::vector<Ipv4Address> addresses = endpointAddresses();
        Mesh mesh;
        for (const Placed &placed : m_placed)
            mesh.push_back({placed.prefix, addresses[placed.endpoint]});
        std::sort(mesh.begin(), mesh.end(), [](const auto &a, const auto &b) { return a.prefix > b.prefix; });
        return mesh;
    }

    MeshShape m_shape;
    Random m_random;
    Space m_space;
    std::map<size_t, Space> m_insides; // by the container's index
    std::vector<Placed> m_placed;
    size_t m_sold = 0;
};

} // namespace

Result<Mesh> generate(const MeshShape &shape)
{
    return Generator(shape).run();
}

} // namespace mesh44::lab
