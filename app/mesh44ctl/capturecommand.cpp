// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks again and again for what came, and prints or writes it. SIGINT and SIGTERM end the capture, not the command:
// what was captured until then is still fetched.
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/interrupt.h"
#include "app/mesh44ctl/render.h"
#include "app/mesh44ctl/replies.h"
#include "core/packet/pcap.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace mesh44::ctl {

namespace {

constexpr uint64_t kFetchEvery = 100'000; // µs

struct CaptureOptions
{
    std::vector<std::string> only;
    uint32_t seconds = 60;
    bool full = false;
    bool details = false;
    std::string file; // "-": standard output
};

struct CloseFile
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

class CaptureCommand
{
public:
    CaptureCommand(const Context &context, const CaptureOptions &options, const CaptureRequest &request)
        : m_context(context), m_options(options), m_request(request)
    {
    }
    int run();

private:
    Status openFile();
    Status start();
    Status follow(const sigset_t &asleep);
    Status handleTurn(const sigset_t &asleep);
    void fetch();
    void came(Result<CaptureView> view);
    void stop();
    void show(const CapturedPacket &packet);
    Status flush();

    const Context &m_context;
    const CaptureOptions &m_options;
    CaptureRequest m_request;
    std::unique_ptr<bus::Client> m_client;
    File m_file;
    bool m_asked = false;
    bool m_stopping = false;
    uint64_t m_nextFetch = 0;
    std::optional<CaptureView> m_end;
    std::optional<Error> m_failure;
};

Error cannotWrite(const std::string &file)
{
    return {ErrorCode::IoFailed, printable(file) + " cannot be written: " + std::strerror(errno)};
}

// What was sent may be anybody's business: nobody else reads it.
Status CaptureCommand::openFile()
{
    if (m_options.file.empty())
        return ok();
    const bool standard = m_options.file == "-";
    const int fd = standard ? ::dup(STDOUT_FILENO)
                            : ::open(m_options.file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    m_file.reset(fd < 0 ? nullptr : ::fdopen(fd, "wb"));
    if (!m_file)
        return cannotWrite(m_options.file);
    const std::string header = pcapHeader(m_request.full ? kCaptureFullBytes : kCaptureHeaderBytes);
    if (std::fwrite(header.data(), 1, header.size(), m_file.get()) != header.size())
        return cannotWrite(m_options.file);
    return flush();
}

Status CaptureCommand::flush()
{
    if (m_file && (std::fflush(m_file.get()) != 0 || std::ferror(m_file.get())))
        return cannotWrite(m_options.file);
    if (!m_file)
        std::fflush(stdout);
    return ok();
}

Status CaptureCommand::start()
{
    auto client = bus::Client::connect(m_context.host, {});
    if (!client)
        return client.error();
    m_client = *std::move(client);
    std::optional<TextAgent> agent;
    if (m_context.host.empty())
        agent.emplace();
    const auto started = m_client->await<Unit>(
        [&](bus::Client::Reply<Unit> reply) { m_client->startCapture(m_request, std::move(reply)); });
    return started ? ok() : Status(started.error());
}

void CaptureCommand::show(const CapturedPacket &packet)
{
    if (m_file) {
        std::string record;
        appendPcap(record, {static_cast<uint64_t>(packet.time) * 1000, packet.originalLength, packet.bytes},
                   kCaptureFullBytes);
        (void)std::fwrite(record.data(), 1, record.size(), m_file.get()); // flush() tells
    } else if (m_context.json) {
        print(packetToJson(packet) + '\n');
    } else {
        print(renderPacket(packet, m_options.details, m_context.style));
    }
}

void CaptureCommand::fetch()
{
    m_asked = true;
    m_client->getCaptured([this](Result<CaptureView> view) { came(std::move(view)); });
}

void CaptureCommand::came(Result<CaptureView> view)
{
    m_asked = false;
    if (!view) {
        m_failure = view.error();
        return;
    }
    for (const CapturedPacket &packet : view->packets)
        show(packet);
    if (const Status flushed = flush(); !flushed)
        m_failure = flushed.error();
    m_nextFetch = view->packets.empty() ? monotonicTime() + kFetchEvery : 0; // there may be more already
    if (!view->running)
        m_end = *std::move(view);
}

void CaptureCommand::stop()
{
    m_stopping = true;
    m_nextFetch = 0;
    m_client->stopCapture([](const Result<Unit> &) {}); // that it has ended already is no matter
}

Status CaptureCommand::handleTurn(const sigset_t &asleep)
{
    if (Status status = m_client->process(); !status)
        return status;
    if (m_failure)
        return *m_failure;
    if (m_end)
        return ok();
    if (wasInterrupted() && !m_stopping)
        stop();
    if (!m_asked && monotonicTime() >= m_nextFetch)
        fetch();
    const auto wanted = m_client->poll();
    pollfd fd{wanted.fd, static_cast<short>(wanted.events), 0};
    const auto left = remaining(m_asked ? wanted.deadline : std::min(wanted.deadline, m_nextFetch));
    ppoll(&fd, 1, left ? &*left : nullptr, m_stopping ? nullptr : &asleep);
    return ok();
}

Status CaptureCommand::follow(const sigset_t &asleep)
{
    while (!m_end) {
        if (Status status = handleTurn(asleep); !status)
            return status;
    }
    return ok();
}

int CaptureCommand::run()
{
    Status status = start();
    if (status)
        status = openFile();
    if (!status)
        return report(m_context, status.error());
    if (m_context.style.summary && !m_context.json)
        note("Capturing " + describe(m_request.filter) + " for " + std::to_string(m_request.seconds)
             + " s. Ctrl+C ends it.");
    const sigset_t asleep = holdSignals();
    if (status = follow(asleep); !status)
        return report(m_context, status.error());
    if (m_context.json && !m_file)
        print(captureEndToJson(*m_end) + '\n');
    else if (m_context.style.summary || m_end->dropped > 0 || m_end->overwritten > 0)
        note(renderCaptureEnd(*m_end));
    return kFine;
}

int capture(const Context &context, const CaptureOptions &options)
{
    const std::string kind = options.only.empty() ? "all" : options.only.front();
    const auto filter = CaptureFilter::parse(kind, options.only.size() > 1 ? options.only[1] : "");
    if (!filter)
        return report(context, filter.error());
    return CaptureCommand(context, options, {*filter, options.seconds, options.full}).run();
}

} // namespace

void defineCapture(CLI::App &app, Context &context)
{
    auto options = std::make_shared<CaptureOptions>();
    app.add_option("--only", options->only,
                   "endpoint ADDRESS, prefix PREFIX, rip44 (announcements), tunnel (outside), device (inside)")
        ->expected(1, 2)
        ->option_text("KIND [SUBJECT]");
    app.add_option("--seconds", options->seconds, "How long, 60 without this")
        ->option_text("SECONDS")
        ->check(CLI::Range(1U, kMostCaptureSeconds));
    app.add_flag("--full", options->full, "Whole packets, with what is sent in them; else the first 128 bytes");
    auto *details = app.add_flag("--verbose", options->details, "Show what each packet is made of");
    app.add_option("--write", options->file, "Write a pcap file instead, - for the standard output")
        ->option_text("FILE")
        ->excludes(details);
    runs(app, context, options, capture);
}

} // namespace mesh44::ctl
