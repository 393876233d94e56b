// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/choices.h"

#include "core/net/quote.h"
#include "core/words.h"

#include <array>

namespace mesh44::values {
namespace {

// All values of each: what has no word can neither be set nor shown.
constexpr std::array kModes{Word{Mode::Full, "full"}, Word{Mode::Mesh, "mesh"}, Word{Mode::Bgp, "bgp"},
                            Word{Mode::Hybrid, "hybrid"}};
constexpr std::array kFirewallModes{Word{FirewallMode::Off, "off"}, Word{FirewallMode::Count, "count"},
                                    Word{FirewallMode::Enforce, "enforce"}};
constexpr std::array kPlanes{Word{Plane::Auto, "auto"}, Word{Plane::Kernel, "kernel"},
                             Word{Plane::Userspace, "userspace"}};
constexpr std::array kImportRanks{Word{ImportRank::Below, "below"}, Word{ImportRank::Above, "above"}};
constexpr std::array kForwardFormats{Word{ForwardFormat::Off, "off"}, Word{ForwardFormat::Rip2, "rip2"},
                                     Word{ForwardFormat::Rip44, "rip44"}};
constexpr std::array kYesNo{Word{true, "yes"}, Word{false, "no"}};

template <class T, size_t N> Result<T> choose(const std::array<Word<T>, N> &words, std::string_view value)
{
    if (const auto chosen = valueOf(words, value))
        return *chosen;
    return Error{ErrorCode::InvalidConfig, quote(value) + " is not permitted"};
}

} // namespace

Result<Mode> parseMode(std::string_view value)
{
    return choose(kModes, value);
}

Result<FirewallMode> parseFirewallMode(std::string_view value)
{
    return choose(kFirewallModes, value);
}

Result<Plane> parsePlane(std::string_view value)
{
    return choose(kPlanes, value);
}

Result<ImportRank> parseImportRank(std::string_view value)
{
    return choose(kImportRanks, value);
}

Result<ForwardFormat> parseForwardFormat(std::string_view value)
{
    return choose(kForwardFormats, value);
}

Result<bool> parseYesNo(std::string_view value)
{
    return choose(kYesNo, value);
}

std::string print(Mode mode)
{
    return std::string(wordOf(kModes, mode));
}

std::string print(FirewallMode mode)
{
    return std::string(wordOf(kFirewallModes, mode));
}

std::string print(Plane plane)
{
    return std::string(wordOf(kPlanes, plane));
}

std::string print(ImportRank rank)
{
    return std::string(wordOf(kImportRanks, rank));
}

std::string print(ForwardFormat format)
{
    return std::string(wordOf(kForwardFormats, format));
}

std::string print(bool yes)
{
    return std::string(wordOf(kYesNo, yes));
}

} // namespace mesh44::values
