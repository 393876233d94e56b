// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rules, routes and refusals as an operator knows them: rules and routes in the words of iproute2, the rest as plain
// sentences.

#include "core/explain/walk.h"

#include <string>

namespace mesh44::explain {

std::string tableName(uint32_t table);                                              // "main", "44"
std::string linkName(const RoutingSnapshot &snapshot, int link);                    // "tunl0", "device 7"
std::string ruleWords(const RoutingRule &rule);                                     // "from 44.128.10.0/24 lookup 45"
std::string routeWords(const RoutingSnapshot &snapshot, const RoutingRoute &route); // "44.60.0.0/16 via … dev tunl0"

std::string_view selectorWords(Selector selector); // "its source is another one"
std::string_view lossWords(Loss loss);             // "a longer prefix won"
std::string outcomeWords(const RoutingIndex &index, const RuleStep &step);
std::string reasonWords(const RoutingIndex &index, const Decision &decision, const Flow &flow);
std::string_view reverseWords(ReverseVerdict verdict);
std::string_view gapWords(Gap gap);

// What asks the kernel the same: "ip route get 44.60.1.9 from 44.128.10.7 iif lan0".
std::string routeGetCommand(const RoutingSnapshot &snapshot, const Flow &flow);

} // namespace mesh44::explain
