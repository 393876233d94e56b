// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "core/result.h"
#include "helper/filedescriptor.h"

#include <deque>
#include <string>
#include <vector>

namespace mesh44 {

// The history of events: the newest kKept in memory, and on disk as JSON lines in `history.jsonl`, which
// becomes `history.jsonl.1` when it would grow over maxBytes.
//
// Everything that goes in is made printable first (control characters and broken UTF-8 are written as
// escapes, long texts cut), so that no reader, terminal or bus has to fear it. A disk that does not take a
// line stops nothing: the event is then in memory only.
class Journal
{
public:
    static constexpr size_t kKept = 1000;

    explicit Journal(std::string directory, size_t maxBytes = 1 << 20);

    // Reads what earlier runs left; lines that cannot be read are skipped. IoFailed: nothing can be written;
    // add() works nevertheless and tries again.
    Status open();
    void add(EventView event);
    // The newest first.
    std::vector<EventView> newest(size_t limit) const;

    // Why events are not written, told once each time that it begins; else empty.
    std::string problem();

private:
    std::string path() const;
    void load(const std::string &file);
    void remember(EventView event);
    Status openFile();
    Status append(const std::string &line);

    std::string m_directory;
    size_t m_maxBytes;
    std::deque<EventView> m_events; // the oldest first
    FileDescriptor m_file;
    size_t m_size = 0;
    bool m_torn = false; // the file does not end with a whole line
    bool m_failing = false;
    std::string m_problem;
};

} // namespace mesh44
