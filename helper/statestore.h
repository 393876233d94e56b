// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "helper/state.h"

#include <optional>
#include <string>

namespace mesh44 {

// Keeps the state on disk so that a power cut at any moment leaves the old one or the new one.
//
// `state.json` is the current one, `state.json.1` the one before (format: statefile.h). A new one is written
// beside them, synced, and renamed over the current one; the current one stays in place until then.
// A file from a newer version is never lost: it becomes `state.json.unknown` before we write our first.
class StateStore
{
public:
    explicit StateStore(std::string directory);

    // The current state, else the previous one, else nothing; warning() says what was wrong on the way.
    // IoFailed: the directory cannot be read at all.
    Result<std::optional<State>> load();

    // IoFailed: the old state is still there (or, when only the directory could not be synced, the new one).
    Status save(const State &state);

    // What was wrong with the files at the last load(), a sentence or more; empty: nothing.
    const std::string &warning() const { return m_warning; }

private:
    enum class Current { Unknown, Missing, Good, Bad, Newer };

    void read(int directory, const char *name, std::optional<State> &state, Current &outcome);
    Status write(int directory, const std::string &bytes) const;
    Status setAside(int directory) const;

    std::string m_directory;
    std::string m_warning;
    Current m_current = Current::Unknown;
};

} // namespace mesh44
