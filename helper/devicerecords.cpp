// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/devicerecords.h"

#include <algorithm>

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

// Those that a link may be asked for at one time and not at another; the device itself is made and removed as a whole.
void eachSetting(auto &&link, auto &record, auto &&visit)
{
    visit(link.rpFilter, record.rpFilter);
    visit(link.forwarding, record.forwarding);
    visit(link.arpIgnore, record.arpIgnore);
}

template <class Other> void note(std::vector<DeviceRecord> &, const Other &, const KernelState &) {}

} // namespace

bool noteDevices(std::vector<DeviceRecord> &records, const std::vector<Operation> &operations, const KernelState &facts)
{
    const std::vector<DeviceRecord> before = records;
    for (const Operation &operation : operations)
        std::visit([&](const auto &which) { note(records, which, facts); }, operation);
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

void addAsFound(std::vector<DesiredLink> &links, const std::vector<DeviceRecord> &records)
{
    for (const DeviceRecord &record : records) {
        if (record.created)
            continue; // all of it is ours
        const auto asked = std::ranges::find(links, record.name, &DesiredLink::name);
        DesiredLink link = asked != links.end() ? *asked : DesiredLink{.name = record.name};
        eachSetting(link, record, [](auto &wanted, const auto &found) { wanted = wanted ? wanted : found; });
        if (asked != links.end())
            *asked = link;
        else if (link != DesiredLink{.name = record.name})
            links.push_back(link);
    }
}

bool forgetUnasked(std::vector<DeviceRecord> &records, const std::vector<DesiredLink> &asked)
{
    const std::vector<DeviceRecord> before = records;
    for (DeviceRecord &record : records) {
        const auto link = std::ranges::find(asked, record.name, &DesiredLink::name);
        eachSetting(link != asked.end() ? *link : DesiredLink(), record, [](const auto &wanted, auto &found) {
            if (!wanted)
                found.reset();
        });
    }
    std::erase_if(records, [](const DeviceRecord &record) { return record == DeviceRecord{.name = record.name}; });
    return records != before;
}

} // namespace mesh44
