// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/state.h"

#include <algorithm>

namespace mesh44 {

const KernelLink *KernelState::link(std::string_view name) const
{
    const auto it = std::ranges::find(links, name, &KernelLink::name);
    return it == links.end() ? nullptr : &*it;
}

const KernelLink *KernelState::link(int index) const
{
    const auto it = std::ranges::find(links, index, &KernelLink::index);
    return it == links.end() ? nullptr : &*it;
}

} // namespace mesh44
