// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/finding.h"

namespace mesh44 {

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Note: return "note";
    case Severity::Warning: return "warning";
    case Severity::Error: break;
    }
    return "error";
}

std::optional<Severity> severityFrom(std::string_view word)
{
    for (const Severity severity : {Severity::Note, Severity::Warning, Severity::Error}) {
        if (word == toString(severity))
            return severity;
    }
    return std::nullopt;
}

} // namespace mesh44
