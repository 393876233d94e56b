// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/capturefilter.h"

#include "core/packet/protocols.h"

#include <array>

namespace mesh44 {
namespace {

// Where a jump goes. Programs only jump forward, so that they end.
enum class Place : uint8_t { Next, About, Quoted, OfTunnel, Wrapped, Inner, Accept, Drop };
constexpr size_t kPlaces = 8;

// Loads behind the end of the packet end a program with "drop".
class Assembler
{
public:
    void load(unsigned how, uint32_t offset) { add(BPF_LD | how, offset); }
    void compute(unsigned how, uint32_t operand) { add(BPF_ALU | how | BPF_K, operand); }
    void add(unsigned code, uint32_t operand = 0)
    {
        m_code.push_back({{static_cast<uint16_t>(code), 0, 0, operand}, Place::Next, Place::Next});
    }
    void jump(unsigned condition, uint32_t operand, Place yes, Place no = Place::Next)
    {
        m_code.push_back({{static_cast<uint16_t>(BPF_JMP | condition | BPF_K), 0, 0, operand}, yes, no});
    }
    void place(Place here) { m_places[static_cast<size_t>(here)] = m_code.size(); }

    FilterProgram finish(uint32_t snapLength)
    {
        place(Place::Accept);
        add(BPF_RET | BPF_K, snapLength);
        place(Place::Drop);
        add(BPF_RET | BPF_K, 0);
        FilterProgram program;
        for (size_t i = 0; i < m_code.size(); ++i) {
            sock_filter step = m_code[i].step;
            step.jt = distance(i, m_code[i].yes);
            step.jf = distance(i, m_code[i].no);
            program.push_back(step);
        }
        return program;
    }

private:
    struct Step
    {
        sock_filter step;
        Place yes;
        Place no;
    };

    uint8_t distance(size_t from, Place to) const
    {
        return to == Place::Next ? uint8_t{0} : static_cast<uint8_t>(m_places[static_cast<size_t>(to)] - from - 1);
    }

    std::vector<Step> m_code;
    std::array<size_t, kPlaces> m_places{};
};

// The address at `source` or the one behind it is in the prefix; else it goes on there.
void requireEither(Assembler &code, unsigned how, uint32_t source, Ipv4Prefix prefix, Place otherwise)
{
    for (const uint32_t offset : {source, source + 4}) {
        code.load(BPF_W | how, offset);
        code.compute(BPF_AND, prefix.mask());
        code.jump(BPF_JEQ, prefix.address().value(), Place::Accept, offset == source ? Place::Next : otherwise);
    }
}

void requireVersion4(Assembler &code, unsigned how, uint32_t offset)
{
    code.load(BPF_B | how, offset);
    code.compute(BPF_AND, 0xf0);
    code.jump(BPF_JEQ, 0x40, Place::Next, Place::Drop);
}

// X moves behind the IPv4 header at X + offset.
void skipHeader(Assembler &code, uint32_t offset)
{
    code.load(BPF_B | BPF_IND, offset);
    code.compute(BPF_AND, 0x0f);
    code.compute(BPF_LSH, 2);
    code.add(BPF_ALU | BPF_ADD | BPF_X);
    code.compute(BPF_ADD, offset);
    code.add(BPF_MISC | BPF_TAX);
}

bool looksInside(CaptureOnly only)
{
    return only == CaptureOnly::Prefix || only == CaptureOnly::Rip44;
}

void jumpIfTunnel(Assembler &code, CaptureOnly only, Place yes)
{
    if (!looksInside(only)) {
        code.jump(BPF_JEQ, kProtocolIpv6, yes);
        code.jump(BPF_JEQ, kProtocolGre, yes);
    }
    code.jump(BPF_JEQ, kProtocolIpip, yes, Place::Drop);
}

// ICMP errors; X is behind the outer header.
void aboutTunnels(Assembler &code, const CaptureFilter &filter)
{
    code.place(Place::About);
    code.load(BPF_B | BPF_IND, 0);
    for (const uint32_t type : {3U, 4U, 5U, 11U})
        code.jump(BPF_JEQ, type, Place::Quoted);
    code.jump(BPF_JEQ, 12, Place::Quoted, Place::Drop);
    code.place(Place::Quoted);
    requireVersion4(code, BPF_IND, kIcmpHead);
    code.load(BPF_B | BPF_IND, kIcmpHead + 9);
    jumpIfTunnel(code, filter.only, Place::OfTunnel);
    code.place(Place::OfTunnel);
    if (filter.only == CaptureOnly::Endpoint)
        requireEither(code, BPF_IND, kIcmpHead + 12, Ipv4Prefix::host(filter.endpoint), Place::Next);
    if (filter.only == CaptureOnly::Prefix) {
        skipHeader(code, kIcmpHead);
        code.jump(BPF_JGE, 0, Place::Inner); // whatever is loaded
    }
}

void innerHeader(Assembler &code, const CaptureFilter &filter)
{
    code.load(BPF_H | BPF_ABS, 6);
    code.jump(BPF_JSET, kFragmentOffset, Place::Drop);
    code.place(Place::Inner);
    requireVersion4(code, BPF_IND, 0);
    if (filter.only == CaptureOnly::Prefix)
        return requireEither(code, BPF_IND, 12, filter.prefix, Place::Drop);
    code.load(BPF_B | BPF_IND, 9);
    code.jump(BPF_JEQ, kProtocolUdp, Place::Next, Place::Drop);
    code.load(BPF_H | BPF_IND, 6);
    code.jump(BPF_JSET, kFragmentOffset, Place::Drop);
    skipHeader(code, 0);
    code.load(BPF_H | BPF_IND, 2);
    code.jump(BPF_JEQ, kPortRip, Place::Accept, Place::Drop);
}

} // namespace

FilterProgram underlayProgram(const CaptureFilter &filter, uint32_t snapLength)
{
    Assembler code;
    requireVersion4(code, BPF_ABS, 0);
    code.add(BPF_LDX | BPF_B | BPF_MSH); // X: behind the outer header
    code.load(BPF_B | BPF_ABS, 9);
    if (filter.only != CaptureOnly::Rip44)
        code.jump(BPF_JEQ, kProtocolIcmp, Place::About);
    jumpIfTunnel(code, filter.only, Place::Wrapped);
    if (filter.only != CaptureOnly::Rip44)
        aboutTunnels(code, filter);
    code.place(Place::Wrapped);
    if (filter.only == CaptureOnly::Endpoint)
        requireEither(code, BPF_ABS, 12, Ipv4Prefix::host(filter.endpoint), Place::Drop);
    else if (looksInside(filter.only))
        innerHeader(code, filter);
    return code.finish(snapLength);
}

FilterProgram deviceProgram(const CaptureFilter &filter, uint32_t snapLength)
{
    Assembler code;
    if (filter.only == CaptureOnly::Prefix) {
        requireVersion4(code, BPF_ABS, 0);
        requireEither(code, BPF_ABS, 12, filter.prefix, Place::Drop);
    }
    return code.finish(snapLength);
}

} // namespace mesh44
