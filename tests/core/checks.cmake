# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(checks unit LIBRARIES mesh44::core)
mesh44_test(checkreport unit LIBRARIES mesh44::core)
