// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/keeper.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

namespace mesh44 {
namespace {

constexpr char kGive = 'g';
constexpr char kEnd = 'e';
constexpr size_t kMost = 8; // descriptors
constexpr size_t kLongestNames = 512;
constexpr timeval kPatience{2, 0};

// Nothing for a path that does not fit.
std::optional<sockaddr_un> addressOf(const std::string &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return std::nullopt;
    path.copy(address.sun_path, path.size());
    return address;
}

FileDescriptor newSocket()
{
    return FileDescriptor(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
}

bool isOurUser(int connection)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    return ::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0
           && (peer.uid == ::geteuid() || peer.uid == 0);
}

// Room for the descriptors of one message.
struct Rights
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kMost * sizeof(int))> bytes{};
};

// --- in the keeper ---

void give(int connection, const std::vector<std::pair<std::string, int>> &descriptors)
{
    std::string names;
    std::vector<int> numbers;
    for (const auto &[name, fd] : descriptors) {
        names += name + '\n';
        numbers.push_back(fd);
    }
    iovec part{names.data(), names.size()};
    Rights rights;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = rights.bytes.data();
    message.msg_controllen = CMSG_SPACE(numbers.size() * sizeof(int));
    cmsghdr *control = CMSG_FIRSTHDR(&message);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(numbers.size() * sizeof(int));
    std::memcpy(CMSG_DATA(control), numbers.data(), numbers.size() * sizeof(int));
    ::sendmsg(connection, &message, MSG_NOSIGNAL);
}

// Everything that was inherited but these: the lock above all, which would keep the next helper out.
void closeOthers(std::vector<int> wanted)
{
    std::ranges::sort(wanted);
    unsigned next = STDERR_FILENO + 1;
    for (const int fd : wanted) {
        if (static_cast<unsigned>(fd) > next)
            ::close_range(next, static_cast<unsigned>(fd) - 1, 0);
        next = static_cast<unsigned>(fd) + 1;
    }
    ::close_range(next, ~0U, 0);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nothing, standard);
    if (nothing > STDERR_FILENO)
        ::close(nothing);
}

void dropRights()
{
    ::prctl(PR_SET_NAME, "mesh44-keeper");
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none{};
    ::syscall(SYS_capset, &header, none.data());
}

void restoreSignals()
{
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGHUP, SIGINT, SIGTERM, SIGUSR2})
        ::signal(number, SIG_DFL);
}

[[noreturn]] void keep(int listener, const std::vector<std::pair<std::string, int>> &descriptors)
{
    ::setsid();
    restoreSignals();
    std::vector<int> wanted{listener};
    for (const auto &[name, fd] : descriptors)
        wanted.push_back(fd);
    closeOthers(wanted);
    dropRights();
    for (;;) {
        const FileDescriptor connection(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
        if (!connection && errno != EINTR && errno != ECONNABORTED)
            ::_exit(1);
        if (!connection || !isOurUser(connection.get()))
            continue;
        ::setsockopt(connection.get(), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
        char command = 0;
        if (::recv(connection.get(), &command, 1, 0) != 1)
            continue;
        if (command == kEnd)
            ::_exit(0);
        if (command == kGive)
            give(connection.get(), descriptors);
    }
}

// --- in the helper ---

FileDescriptor connectTo(const std::string &path, char command)
{
    const auto address = addressOf(path);
    FileDescriptor connection = newSocket();
    if (!address || !connection)
        return {};
    ::setsockopt(connection.get(), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    if (::connect(connection.get(), reinterpret_cast<const sockaddr *>(&*address), sizeof *address) != 0
        || !isOurUser(connection.get()) || ::send(connection.get(), &command, 1, MSG_NOSIGNAL) != 1)
        return {};
    return connection;
}

std::vector<int> descriptorsOf(msghdr &message)
{
    std::vector<int> descriptors;
    for (cmsghdr *control = CMSG_FIRSTHDR(&message); control; control = CMSG_NXTHDR(&message, control)) {
        if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS)
            continue;
        descriptors.resize((control->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        std::memcpy(descriptors.data(), CMSG_DATA(control), descriptors.size() * sizeof(int));
    }
    return descriptors;
}

} // namespace

bool startKeeper(const std::string &socketPath, const std::vector<std::pair<std::string, int>> &descriptors)
{
    const auto address = addressOf(socketPath);
    FileDescriptor listener = newSocket();
    ::unlink(socketPath.c_str());
    if (!address || !listener || descriptors.size() > kMost
        || ::bind(listener.get(), reinterpret_cast<const sockaddr *>(&*address), sizeof *address) != 0
        || ::listen(listener.get(), 4) != 0)
        return false;
    const pid_t child = ::fork();
    if (child == 0) {
        // A grandchild: it is nobody's to wait for.
        if (::fork() == 0)
            keep(listener.get(), descriptors);
        ::_exit(0);
    }
    if (child > 0)
        ::waitpid(child, nullptr, 0);
    return child > 0;
}

std::map<std::string, FileDescriptor> askKeeper(const std::string &socketPath)
{
    std::map<std::string, FileDescriptor> found;
    const FileDescriptor connection = connectTo(socketPath, kGive);
    if (!connection)
        return found;
    std::array<char, kLongestNames> names{};
    iovec part{names.data(), names.size()};
    Rights rights;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = rights.bytes.data();
    message.msg_controllen = rights.bytes.size();
    const ssize_t length = ::recvmsg(connection.get(), &message, MSG_CMSG_CLOEXEC);
    std::string_view rest(names.data(), static_cast<size_t>(std::max<ssize_t>(length, 0)));
    for (const int fd : descriptorsOf(message)) {
        const size_t end = rest.find('\n');
        FileDescriptor descriptor(fd);
        if (end == std::string_view::npos)
            continue;
        found[std::string(rest.substr(0, end))] = std::move(descriptor);
        rest.remove_prefix(end + 1);
    }
    return found;
}

void endKeeper(const std::string &socketPath)
{
    if (const FileDescriptor connection = connectTo(socketPath, kEnd)) {
        char nothing = 0;
        (void)::recv(connection.get(), &nothing, 1, 0); // until it is gone
    }
    ::unlink(socketPath.c_str());
}

} // namespace mesh44
