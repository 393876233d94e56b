// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/change.h"

#include "app/mesh44ctl/replies.h"

namespace mesh44::ctl {

int change(const Context &context, const std::string &done, const Question<Unit> &question)
{
    const auto result = askToChange<Unit>(context, question);
    if (!result)
        return report(context, result.error());
    if (context.json)
        print(doneToJson() + '\n');
    else if (context.style.summary)
        print(done + '\n');
    return kFine;
}

} // namespace mesh44::ctl
