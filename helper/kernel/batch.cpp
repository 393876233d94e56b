// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/batch.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mesh44 {

namespace {

using namespace std::chrono_literals;

constexpr size_t kMessages = 100;
constexpr size_t kBytes = 32 * 1024; // far below the default send buffer
constexpr std::chrono::milliseconds kPatience = 2s;

// The kernel's words behind an error or an acknowledgement (extended ACK).
std::string wordsIn(nlmsghdr *header)
{
    if ((header->nlmsg_flags & NLM_F_ACK_TLVS) == 0)
        return {};
    const auto *error = static_cast<const nlmsgerr *>(nlmsg_data(header));
    size_t fixed = sizeof *error;
    if ((header->nlmsg_flags & NLM_F_CAPPED) == 0) // our request is repeated there
        fixed += error->msg.nlmsg_len - std::min<size_t>(error->msg.nlmsg_len, NLMSG_HDRLEN);
    nla_policy policy[NLMSGERR_ATTR_MAX + 1] = {};
    policy[NLMSGERR_ATTR_MSG].type = NLA_STRING;
    nlattr *attributes[NLMSGERR_ATTR_MAX + 1];
    if (nlmsg_parse(header, static_cast<int>(fixed), attributes, NLMSGERR_ATTR_MAX, policy) < 0
        || !attributes[NLMSGERR_ATTR_MSG])
        return {};
    return nla_get_string(attributes[NLMSGERR_ATTR_MSG]);
}

} // namespace

NetlinkBatch::NetlinkBatch(NetlinkSocket &socket, std::span<OperationResult> results)
    : m_socket(socket), m_results(results)
{
    const size_t expected = std::min(results.size(), kMessages);
    m_bytes.reserve(std::min(expected * size_t{128}, kBytes));
    m_indices.reserve(expected);
}

void NetlinkBatch::add(NetlinkRequest &request, size_t index)
{
    if (const int problem = request.problem()) {
        m_results[index] = {problem, "this cannot be asked of the kernel"};
        return;
    }
    nlmsghdr *header = request.header();
    if (m_indices.size() == kMessages || m_bytes.size() + header->nlmsg_len > kBytes)
        flush();
    header->nlmsg_flags |= NLM_F_ACK;
    header->nlmsg_seq = m_socket.nextSequence();
    header->nlmsg_pid = m_socket.portId();
    if (m_indices.empty())
        m_first = header->nlmsg_seq;
    m_indices.push_back(index);
    const auto bytes = request.bytes();
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    m_bytes.resize(NLMSG_ALIGN(m_bytes.size()));
}

void NetlinkBatch::flush()
{
    if (m_indices.empty())
        return;
    m_answered.assign(m_indices.size(), false);
    m_missing = m_indices.size();
    if (const int error = m_socket.send(m_bytes))
        failUnanswered(error);
    else
        readAnswers();
    m_bytes.clear();
    m_indices.clear();
}

void NetlinkBatch::readAnswers()
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    bool overrun = false;
    while (m_missing > 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline
                                                                                - std::chrono::steady_clock::now());
        // All answers that will ever come are in the queue: after an overrun there is nothing to wait for.
        const int error = m_socket.receive(overrun ? 0ms : std::max(left, 0ms), [this](nlmsghdr *h) { takeAnswer(h); });
        if (error == ENOBUFS)
            overrun = true;
        else if (error != 0)
            return failUnanswered(overrun ? EIO : error);
    }
}

void NetlinkBatch::takeAnswer(nlmsghdr *header)
{
    const uint32_t place = header->nlmsg_seq - m_first;
    if (header->nlmsg_type != NLMSG_ERROR || nlmsg_datalen(header) < static_cast<int>(sizeof(nlmsgerr))
        || place >= m_indices.size() || m_answered[place])
        return; // an answer to something that we have given up
    m_answered[place] = true;
    --m_missing;
    const int error = static_cast<const nlmsgerr *>(nlmsg_data(header))->error;
    m_results[m_indices[place]] = {-error, wordsIn(header)};
}

void NetlinkBatch::failUnanswered(int error)
{
    for (size_t place = 0; place < m_indices.size(); ++place) {
        if (!m_answered[place])
            m_results[m_indices[place]] = {error, error == EIO || error == ETIMEDOUT ? "the kernel's answer was lost"
                                                                                     : std::strerror(error)};
    }
    m_missing = 0;
}

} // namespace mesh44
