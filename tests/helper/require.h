// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

// What a test needs and a machine may lack: where MESH44_REQUIRE_LAB=1 says that nothing may be missing it
// fails, else it is skipped.
#define MESH44_REQUIRE(condition, reason) \
    do { \
        if (!(condition)) { \
            if (qEnvironmentVariableIntValue("MESH44_REQUIRE_LAB") == 1) \
                QFAIL(reason); \
            QSKIP(reason); \
        } \
    } while (false)
