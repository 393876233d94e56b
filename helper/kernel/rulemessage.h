// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RTM_NEWRULE and RTM_DELRULE ⇄ KernelRule.
//
// When it removes, the kernel takes the first rule that agrees with what is named; what is not named may
// be anything. When it adds, a rule that only lacks the source or destination of one that is there counts
// as there (EEXIST). So every field that has a value is named, the protocol always, and the rules of one
// priority must differ in more than one's lack of a selector.

#include "core/kernel/operation.h"
#include "helper/kernel/request.h"

namespace mesh44 {

void requestRules(NetlinkRequest &request);
void encode(NetlinkRequest &request, const AddRule &operation);
void encode(NetlinkRequest &request, const RemoveRule &operation);
// Nothing for another family and for what is malformed.
std::optional<KernelRule> decodeRule(nlmsghdr *header);

} // namespace mesh44
