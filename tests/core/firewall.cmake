# SPDX-License-Identifier: GPL-3.0-or-later
mesh44_test(firewallrules unit LIBRARIES mesh44::core)
mesh44_test(firewalldifference unit LIBRARIES mesh44::core)
