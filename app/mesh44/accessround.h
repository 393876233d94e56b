// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace mesh44 {

// polkit-qt's authority gives one answer at a time and does not say to what: the two actions are asked about in turn.
class AccessRound
{
public:
    enum class Question : uint8_t { Control, Configure };

    // What to ask now. Nothing: a round is under way, and another one follows on it.
    std::optional<Question> begin()
    {
        m_again = m_asked.has_value();
        return m_again ? std::nullopt : m_asked = Question::Control;
    }

    // To what the answer was that came; nothing: nobody had asked.
    std::optional<Question> answered() const { return m_asked; }
    // And what to ask next.
    std::optional<Question> next()
    {
        if (m_asked == Question::Control)
            return m_asked = Question::Configure;
        m_asked.reset();
        if (!m_again)
            return std::nullopt;
        m_again = false;
        return m_asked = Question::Control;
    }

private:
    std::optional<Question> m_asked;
    bool m_again = false;
};

} // namespace mesh44
