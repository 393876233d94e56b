// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/meshlist.h"

#include "core/formats/portal.h"

namespace mesh44 {
namespace {

Result<MeshList> fromPortal(std::string_view text)
{
    auto portal = readPortal(text);
    if (!portal)
        return portal.error();
    MeshList list{std::move(portal->entries), {}, std::move(portal->serial)};
    for (const PortalRefusal &refusal : portal->refused)
        list.refused.push_back(refusal.place + ": " + refusal.reason);
    return list;
}

MeshList fromEncap(std::string_view text)
{
    EncapFile file = readEncap(text);
    MeshList list{std::move(file.entries), {}, ""};
    for (const EncapRefusal &refusal : file.refused)
        list.refused.push_back("line " + std::to_string(refusal.line) + ": " + refusal.reason);
    return list;
}

} // namespace

Result<MeshList> readMeshList(std::string_view text)
{
    auto list = looksLikeJson(text) ? fromPortal(text) : Result<MeshList>(fromEncap(text));
    if (!list || !list->entries.empty())
        return list;
    const std::string first = list->refused.empty() ? "" : " (" + list->refused.front() + ")";
    return Error{ErrorCode::InvalidArgument, "there is no route in this file" + first
                                                 + "; expected lines such as 'route addprivate 44.128.10/24 encap "
                                                   "198.51.100.7', or the JSON of the portal's API"};
}

} // namespace mesh44
