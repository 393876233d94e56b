// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/generator.h"
#include "tests/lab/pinger.h"
#include "tests/lab/simulator.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

using namespace mesh44;
using namespace mesh44::lab;

namespace {

int fail(const Error &error)
{
    std::cerr << "mesh44-lab: " << error.message << '\n';
    return 1;
}

CLI::Validator isAddress()
{
    return CLI::Validator(
        [](const std::string &text) {
            const Result<Ipv4Address> address = Ipv4Address::parse(text);
            return address ? std::string() : address.error().message;
        },
        "ADDRESS");
}

struct Source
{
    std::string file; // empty: generated
    MeshShape shape;

    void addOptions(CLI::App &app)
    {
        app.add_option("--mesh", file, "The mesh as prefix,endpoint,tag,metric; generated where it is missing")
            ->check(CLI::ExistingFile);
        app.add_option("--seed", shape.seed, "Of the generated mesh")->capture_default_str();
        app.add_option("--routes", shape.routes, "How many it has")->capture_default_str();
        app.add_option("--endpoints", shape.endpoints, "How many it has")->capture_default_str();
    }
    Result<Mesh> mesh() const
    {
        if (file.empty())
            return generate(shape);
        std::ifstream in(file);
        return readCsv(in);
    }
};

struct RunArguments
{
    std::string gateway;
    std::string interface;
    std::string announcer = "169.228.34.84";
    unsigned interval = 300;
    unsigned pace = 400;
    unsigned delay = 0;
    SimulatorOptions options;

    void addOptions(CLI::App &app)
    {
        app.add_option("--gateway", gateway, "The public address of the gateway under test")
            ->required()
            ->check(isAddress());
        app.add_option("--interface", interface, "Where it is reached")->required();
        app.add_option("--announcer", announcer, "Outer source of the bursts")
            ->check(isAddress())
            ->capture_default_str();
        app.add_option("--interval", interval, "Seconds between bursts; 0: only on command")->capture_default_str();
        app.add_option("--pace", pace, "Microseconds between the packets of a burst")->capture_default_str();
        app.add_option("--delay", delay, "Milliseconds until an endpoint answers")->capture_default_str();
        app.add_option("--loss", options.lossPercent, "Answers lost, in per cent")->check(CLI::Range(0, 100));
        app.add_flag("--announce-now", options.announceNow, "The first burst at once");
    }
    int run(const Source &source)
    {
        Result<Mesh> mesh = source.mesh();
        if (!mesh)
            return fail(mesh.error());
        Result<Wire> wire = Wire::open(interface);
        if (!wire)
            return fail(wire.error());
        options.mesh = std::move(*mesh);
        options.frame.gateway = *Ipv4Address::parse(gateway);
        options.frame.outerSource = *Ipv4Address::parse(announcer);
        options.interval = std::chrono::seconds(interval);
        options.pace = std::chrono::microseconds(pace);
        options.delay = std::chrono::milliseconds(delay);
        const Status status = Simulator(std::move(options), std::move(*wire)).run();
        return status ? 0 : fail(status.error());
    }
};

int printMesh(const Source &source, const std::string &format)
{
    const Result<Mesh> mesh = source.mesh();
    if (!mesh)
        return fail(mesh.error());
    (format == "csv" ? writeCsv : writeEncap)(std::cout, *mesh);
    return 0;
}

int ping(const std::vector<std::string> &targets, unsigned rate)
{
    PingOptions options{{}, rate};
    for (const std::string &target : targets)
        options.targets.push_back(*Ipv4Address::parse(target));
    const Result<PingReport> report = pingUntilInputEnds(options);
    if (!report)
        return fail(report.error());
    std::cout << nlohmann::json{{"sent", report->sent},
                                {"received", report->received},
                                {"unreachable", report->unreachable},
                                {"seconds", static_cast<double>(report->elapsed.count()) / 1000},
                                {"longest_gap_ms", report->longestGap.count()}}
              << std::endl;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("Plays the rest of an AMPRNet mesh: the announcer and every endpoint.");
    app.require_subcommand(1);

    Source source;
    CLI::App *generateCommand = app.add_subcommand("generate", "Print a mesh");
    source.addOptions(*generateCommand);
    std::string format = "csv";
    generateCommand->add_option("--format", format)->check(CLI::IsMember({"csv", "encap"}))->capture_default_str();

    RunArguments arguments;
    CLI::App *runCommand = app.add_subcommand("run", "Announce and answer; commands on standard input, see README");
    source.addOptions(*runCommand);
    arguments.addOptions(*runCommand);

    std::vector<std::string> targets;
    unsigned rate = 250;
    CLI::App *pingCommand = app.add_subcommand("ping", "Ping at a steady rate until standard input ends");
    pingCommand->add_option("targets", targets)->required()->check(isAddress());
    pingCommand->add_option("--rate", rate, "Requests a second")->check(CLI::Range(1, 10000))->capture_default_str();

    CLI11_PARSE(app, argc, argv);
    if (*generateCommand)
        return printMesh(source, format);
    return *runCommand ? arguments.run(source) : ping(targets, rate);
}
