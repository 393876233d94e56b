// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Small files that must never be torn: whatever happens in between, the old content is there or the new one.

#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace mesh44 {

// The whole of FOLDER/NAME; nothing: there is no such file. IoFailed: it cannot be read, is no regular file, or is
// longer than `longest`.
Result<std::optional<std::string>> readDurableFile(const std::string &folder, const std::string &name, size_t longest);

// Written beside it, synced, renamed over it, and the folder synced; the folder is made if it is missing. NoSpace:
// the disk is full or may not be written; IoFailed: any other failure. The old content is then still there, or the
// new one, when only the folder could not be synced.
Status writeDurableFile(const std::string &folder, const std::string &name, std::string_view bytes);

// Gone for good when this returns; that there is none is fine.
Status removeDurableFile(const std::string &folder, const std::string &name);

} // namespace mesh44
