// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/devicerecords.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

DeviceRecord &recordOf(std::vector<DeviceRecord> &records, const std::string &name)
{
    const auto known = std::ranges::find(records, name, &DeviceRecord::name);
    return known != records.end() ? *known : records.emplace_back(DeviceRecord{.name = name});
}

// The userspace plane's device goes with its descriptors: there is nothing to put back.
bool isPassing(const KernelLink &link)
{
    return link.kind == "tun" && link.name == kUserspaceDevice;
}

void note(std::vector<DeviceRecord> &records, const CreateIpip &create, const KernelState &)
{
    // tunl0 comes with the module and cannot be deleted: it is put back like any other link.
    if (create.name != "tunl0")
        recordOf(records, create.name).created = true;
}

void note(std::vector<DeviceRecord> &records, const AddAddress &add, const KernelState &facts)
{
    if (const KernelLink *link = facts.link(add.address.link); link && !isPassing(*link))
        recordOf(records, link->name).address = add.address.address;
}

void note(std::vector<DeviceRecord> &records, const ChangeLink &change, const KernelState &facts)
{
    const KernelLink *link = facts.link(change.link);
    if (!link || isPassing(*link))
        return;
    DeviceRecord &record = recordOf(records, link->name);
    const auto keep = [](auto &noted, const auto &changed, const auto &found) {
        if (changed && !noted)
            noted = found;
    };
    keep(record.up, change.up, link->up);
    keep(record.mtu, change.mtu, link->mtu);
    keep(record.rpFilter, change.rpFilter, link->rpFilter);
    keep(record.forwarding, change.forwarding, link->forwarding);
    keep(record.arpIgnore, change.arpIgnore, link->arpIgnore);
    keep(record.ipip, change.ipip, link->ipip);
}

template <class Other> void note(std::vector<DeviceRecord> &, const Other &, const KernelState &) {}

template <class T> void putBack(std::optional<T> &noted, const std::optional<T> &now, std::optional<T> &wanted)
{
    if (now == noted)
        noted.reset();
    else
        wanted = noted;
}

} // namespace

bool noteDevices(std::vector<DeviceRecord> &records, const std::vector<Operation> &operations, const KernelState &facts)
{
    const std::vector<DeviceRecord> before = records;
    for (const Operation &operation : operations)
        std::visit([&](const auto &which) { note(records, which, facts); }, operation);
    return records != before;
}

bool putBackUnwanted(std::vector<DeviceRecord> &records, DesiredState &desired, const KernelState &facts, bool wanKnown)
{
    const std::vector<DeviceRecord> before = records;
    std::vector<DesiredLink> back;
    for (DeviceRecord &record : records) {
        const KernelLink *link = facts.link(record.name);
        // Only the link to the Internet has an arp_ignore of ours.
        if (!link || record.name == desired.device || (!wanKnown && record.arpIgnore))
            continue;
        const auto isWanted = [&](auto property) {
            return std::ranges::any_of(desired.links, [&](const DesiredLink &wanted) {
                return wanted.name == record.name && (wanted.*property).has_value();
            });
        };
        DesiredLink found{.name = record.name};
        if (!isWanted(&DesiredLink::forwarding))
            putBack(record.forwarding, link->forwarding, found.forwarding);
        if (!isWanted(&DesiredLink::arpIgnore))
            putBack(record.arpIgnore, link->arpIgnore, found.arpIgnore);
        if (found != DesiredLink{.name = record.name})
            back.push_back(std::move(found));
    }
    std::ranges::move(back, std::back_inserter(desired.links));
    std::erase_if(records, [](const DeviceRecord &record) { return record == DeviceRecord{.name = record.name}; });
    return records != before;
}

std::vector<DesiredLink> linksAsFound(const std::vector<DeviceRecord> &records)
{
    std::vector<DesiredLink> links;
    for (const DeviceRecord &record : records)
        links.push_back({.name = record.name,
                         .remove = record.created,
                         .up = record.up,
                         .mtu = record.mtu,
                         .rpFilter = record.rpFilter,
                         .forwarding = record.forwarding,
                         .arpIgnore = record.arpIgnore,
                         .ipip = record.ipip,
                         .address = record.address});
    return links;
}

} // namespace mesh44
