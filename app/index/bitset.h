#pragma once

#include <QtGlobal>

#include <algorithm>
#include <bit>
#include <vector>

namespace sendscope::index {

/// A set of small numbers: rows of a segment, or its texts.
class BitSet
{
public:
    explicit BitSet(size_t size)
        : m_words((size + 63) / 64)
    {
    }

    void add(size_t at) { m_words[at / 64] |= 1ULL << at % 64; }
    void remove(size_t at) { m_words[at / 64] &= ~(1ULL << at % 64); }
    void set(size_t at, bool isIn) { isIn ? add(at) : remove(at); }
    bool contains(size_t at) const { return (m_words[at / 64] >> at % 64 & 1) != 0; }

    void intersect(const BitSet &other)
    {
        for (size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
    }

    void unite(const BitSet &other)
    {
        for (size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
    }

    /// Also turns what is past the end; whoever reads the set knows where its end is.
    void invert()
    {
        for (quint64 &word : m_words)
            word = ~word;
    }

    /// Also of what is past the end.
    size_t count() const
    {
        size_t count = 0;
        for (const quint64 word : m_words)
            count += size_t(std::popcount(word));
        return count;
    }

    bool isEmpty() const
    {
        return std::all_of(m_words.begin(), m_words.end(), [](quint64 word) { return word == 0; });
    }

    const std::vector<quint64> &words() const { return m_words; }
    quint64 &word(size_t at) { return m_words[at]; }

private:
    std::vector<quint64> m_words;
};

} // namespace sendscope::index
