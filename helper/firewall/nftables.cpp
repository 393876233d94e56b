// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/firewall/nftables.h"

#include "helper/filedescriptor.h"

#include <cerrno>
#include <cstring>

#include <linux/netlink.h>
#include <nftables/libnftables.h>
#include <sys/socket.h>

namespace mesh44 {
namespace {

// The first line says what is wrong; the others draw arrows below the command.
Error nftError(const char *text)
{
    const std::string whole = text ? text : "";
    std::string line = whole.substr(0, whole.find('\n'));
    if (const size_t at = line.find("Error: "); at != std::string::npos)
        line.erase(0, at + 7);
    const bool rights = line.find("Operation not permitted") != std::string::npos;
    if (rights)
        return {ErrorCode::NotAuthorized, "the firewall needs the capability CAP_NET_ADMIN"};
    return {ErrorCode::KernelRefused, "nftables: " + (line.empty() ? "no reason given" : line)};
}

} // namespace

void Nftables::Free::operator()(nft_ctx *context) const
{
    nft_ctx_free(context);
}

Nftables::Nftables() = default;
Nftables::~Nftables() = default;

Status Nftables::open()
{
    if (m_context)
        return ok();
    // libnftables ends the process where there is no such socket.
    const FileDescriptor probe(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER));
    if (!probe)
        return Error{ErrorCode::Unsupported,
                     std::string("this kernel has no nftables, which the firewall needs: ") + std::strerror(errno)};
    m_context.reset(nft_ctx_new(NFT_CTX_DEFAULT));
    if (!m_context)
        return Error{ErrorCode::IoFailed, "libnftables cannot be used"};
    nft_ctx_buffer_output(m_context.get());
    nft_ctx_buffer_error(m_context.get());
    return ok();
}

Result<std::string> Nftables::run(const std::string &commands, Output output)
{
    if (const Status opened = open(); !opened)
        return opened.error();
    nft_ctx_output_set_flags(m_context.get(), output == Output::Json ? NFT_CTX_OUTPUT_JSON : NFT_CTX_OUTPUT_STATELESS);
    const int result = nft_run_cmd_from_buffer(m_context.get(), commands.c_str());
    const char *text = nft_ctx_get_output_buffer(m_context.get());
    const char *error = nft_ctx_get_error_buffer(m_context.get());
    if (result != 0)
        return nftError(error);
    return std::string(text ? text : "");
}

} // namespace mesh44
