// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Requests that are sent together and answered one by one.
//
// Each has a sequence number of its own, counted up from the first of its batch: an answer finds its
// operation by it. The kernel goes on behind a failure. An operation without an answer gets EIO when the
// socket overran, else ETIMEDOUT: whether it was done, only a new dump can tell.

#include "helper/kernel/kernel.h"
#include "helper/kernel/netlinksocket.h"

namespace mesh44 {

class NetlinkBatch
{
public:
    // Results go to results[index].
    NetlinkBatch(NetlinkSocket &socket, std::span<OperationResult> results);

    // Takes a copy; sends what has gathered when there is enough.
    void add(NetlinkRequest &request, size_t index);
    // Sends the rest and reads all answers.
    void flush();

private:
    void readAnswers();
    void takeAnswer(nlmsghdr *header);
    void failUnanswered(int error);

    NetlinkSocket &m_socket;
    std::span<OperationResult> m_results;
    std::vector<std::byte> m_bytes;
    std::vector<size_t> m_indices; // by sequence number from m_first
    std::vector<bool> m_answered;
    uint32_t m_first = 0;
    size_t m_missing = 0;
};

} // namespace mesh44
