// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/commands.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

namespace mesh44::lab {

namespace {

using nlohmann::json;

json failure(const std::string &message)
{
    return {{"ok", false}, {"error", message}};
}

json done()
{
    return {{"ok", true}};
}

std::optional<unsigned> number(const std::string &text)
{
    unsigned value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || rest != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::vector<std::string> split(const std::string &line)
{
    std::istringstream stream(line);
    return {std::istream_iterator<std::string>(stream), {}};
}

} // namespace

json Commands::execute(const std::string &line)
{
    struct Command
    {
        const char *name;
        size_t least, most; // arguments
        json (Commands::*run)(Words);
    };
    static constexpr Command kCommands[]{
        {"burst", 0, 1, &Commands::burst},   {"burst-partial", 1, 1, &Commands::burstPartial},
        {"spoof", 1, 1, &Commands::spoof},   {"hostile", 0, 0, &Commands::hostile},
        {"move", 2, 2, &Commands::move},     {"withdraw", 1, 1, &Commands::withdraw},
        {"add", 2, 2, &Commands::add},       {"silence", 0, 0, &Commands::silence},
        {"resume", 0, 0, &Commands::resume}, {"answers", 2, 2, &Commands::answers},
        {"stats", 0, 0, &Commands::stats},   {"reset", 0, 0, &Commands::reset},
        {"quit", 0, 0, &Commands::quit},
    };
    const std::vector<std::string> words = split(line);
    if (words.empty())
        return failure("a command is expected");
    const auto command = std::find_if(std::begin(kCommands), std::end(kCommands),
                                      [&](const Command &c) { return words[0] == c.name; });
    if (command == std::end(kCommands))
        return failure("unknown command " + words[0]);
    if (words.size() - 1 < command->least || words.size() - 1 > command->most)
        return failure(words[0] + ": wrong number of arguments");
    return (this->*command->run)(Words(words).subspan(1));
}

json Commands::burst(Words words)
{
    if (!words.empty()) {
        const auto pace = number(words[0]);
        if (!pace)
            return failure("the pace is a number of microseconds");
        m_simulator.m_options.pace = std::chrono::microseconds(*pace);
    }
    const SimulatorOptions &options = m_simulator.m_options;
    m_simulator.queueBurst(lab::burst(options.frame, options.mesh), options.mesh.size());
    return stats({});
}

json Commands::burstPartial(Words words)
{
    const auto count = number(words[0]);
    if (!count)
        return failure("how many packets is a number");
    std::vector<Bytes> packets = lab::burst(m_simulator.m_options.frame, m_simulator.m_options.mesh);
    packets.resize(std::min<size_t>(*count, packets.size()));
    m_simulator.queueBurst(std::move(packets), 0);
    return stats({});
}

json Commands::spoof(Words words)
{
    const Result<Ipv4Address> stranger = Ipv4Address::parse(words[0]);
    if (!stranger)
        return failure(stranger.error().message);
    BurstFrame frame = m_simulator.m_options.frame;
    frame.outerSource = *stranger;
    m_simulator.queueBurst(lab::burst(frame, m_simulator.m_options.mesh), m_simulator.m_options.mesh.size());
    return stats({});
}

json Commands::hostile(Words)
{
    const BurstFrame &frame = m_simulator.m_options.frame;
    const Announcement bait{Ipv4Prefix::covering(Ipv4Address(44, 7, 6, 0), 24), Ipv4Address(198, 18, 6, 6)};
    const Announcement first{Ipv4Prefix::covering(Ipv4Address(44, 7, 1, 0), 24), Ipv4Address(198, 18, 1, 1)};
    const Announcement last{Ipv4Prefix::covering(Ipv4Address(44, 7, 2, 0), 24), Ipv4Address(198, 18, 2, 2)};
    json names = json::array();
    std::vector<Bytes> packets;
    for (HostilePacket &hostile : hostilePackets(frame, bait)) {
        names.push_back(hostile.name);
        packets.push_back(std::move(hostile.packet));
    }
    const std::vector<RawEntry> entries = hostileEntries(first, last, frame.gateway);
    packets.push_back(ripPacket(frame, entries));
    m_simulator.queueBurst(std::move(packets), 2);
    return {{"ok", true},
            {"packets", names},
            {"bait", bait.prefix.toString()},
            {"entries", entries.size() - 2},
            {"good", {first.prefix.toString(), last.prefix.toString()}}};
}

json Commands::move(Words words)
{
    const Result<Ipv4Address> from = Ipv4Address::parse(words[0]);
    const Result<Ipv4Address> to = Ipv4Address::parse(words[1]);
    if (!from || !to)
        return failure("two addresses are expected");
    size_t moved = 0;
    for (Announcement &a : m_simulator.m_options.mesh) {
        if (a.endpoint == *from) {
            a.endpoint = *to;
            ++moved;
        }
    }
    return meshChanged(moved);
}

json Commands::withdraw(Words words)
{
    const Result<Ipv4Prefix> prefix = Ipv4Prefix::parse(words[0]);
    if (!prefix)
        return failure(prefix.error().message);
    return meshChanged(
        std::erase_if(m_simulator.m_options.mesh, [&](const Announcement &a) { return a.prefix == *prefix; }));
}

json Commands::add(Words words)
{
    const Result<Ipv4Prefix> prefix = Ipv4Prefix::parse(words[0]);
    const Result<Ipv4Address> endpoint = Ipv4Address::parse(words[1]);
    if (!prefix || !endpoint)
        return failure("a prefix and an address are expected");
    m_simulator.m_options.mesh.push_back({*prefix, *endpoint});
    return meshChanged(1);
}

json Commands::meshChanged(size_t count)
{
    m_simulator.remakeResponder();
    return {{"ok", count > 0}, {"routes", count}};
}

json Commands::silence(Words)
{
    m_simulator.m_silent = true;
    return done();
}

json Commands::resume(Words)
{
    if (m_simulator.m_options.interval.count() == 0)
        return failure("there is no interval");
    m_simulator.m_silent = false;
    m_simulator.m_nextBurst = Clock::now() + m_simulator.m_options.interval;
    return done();
}

json Commands::answers(Words words)
{
    const auto delay = number(words[0]);
    const auto loss = number(words[1]);
    if (!delay || !loss || *loss > 100)
        return failure("milliseconds and a percentage are expected");
    m_simulator.m_options.delay = std::chrono::milliseconds(*delay);
    m_simulator.m_options.lossPercent = *loss;
    return done();
}

json Commands::stats(Words)
{
    json answer = m_simulator.stats();
    answer["ok"] = true;
    return answer;
}

json Commands::reset(Words)
{
    m_simulator.m_responder.setStats({});
    m_simulator.m_lost = m_simulator.m_sendErrors = 0;
    return done();
}

json Commands::quit(Words)
{
    m_simulator.m_quit = true;
    return done();
}

} // namespace mesh44::lab
