#include "app/event/jsondifference.h"

#include <QHashFunctions>

#include <algorithm>
#include <map>

namespace sendscope::event {
namespace {

using Type = JsonSpan::Type;

/// So many comparisons are made to align two arrays.
constexpr size_t kMostComparisons = 4'000'000;

QByteArray joined(const QByteArray &path, const QByteArray &name)
{
    return path.isEmpty() ? name : path + '.' + name;
}

struct Member
{
    QByteArray name;
    qint32 value;
};

std::vector<Member> membersOf(const JsonText &json, qint32 object)
{
    std::vector<Member> members;
    for (qint32 key = json.firstChild(object); key >= 0; key = json.span(key).next)
        members.push_back({json.borrowedText(key), json.value(key)});
    return members;
}

std::vector<qint32> elementsIn(const JsonText &json, qint32 array)
{
    std::vector<qint32> elements;
    for (qint32 at = json.firstChild(array); at >= 0; at = json.span(at).next)
        elements.push_back(at);
    return elements;
}

/// A number for a value that is the same for all values that are equal.
class ValueHash
{
public:
    ValueHash(const JsonText &json, const std::set<QByteArray> &ignored)
        : m_json(json)
        , m_ignored(ignored)
        , m_known(json.spans().size())
    {
    }

    /// A value has one path, so what was worked out once is kept: arrays inside of arrays ask for
    /// the same values again.
    size_t of(qint32 value, const QByteArray &path)
    {
        size_t &known = m_known[size_t(value)];
        if (known == 0)
            known = worked(value, path);
        return known;
    }

private:
    size_t worked(qint32 value, const QByteArray &path)
    {
        const Type type = m_json.span(value).type;
        if (type == Type::Object)
            return ofObject(value, path);
        if (type != Type::Array)
            return qHashMulti(size_t(type), m_json.borrowedText(value)) | 1U;
        size_t hash = size_t(type) + 1;
        for (const qint32 element : elementsIn(m_json, value))
            hash = qHashMulti(hash, of(element, path));
        return hash | 1U;
    }

    /// A sum, which knows no order.
    size_t ofObject(qint32 object, const QByteArray &path)
    {
        size_t hash = 17;
        for (const Member &member : membersOf(m_json, object)) {
            const QByteArray inner = joined(path, member.name);
            const bool isIgnored = m_ignored.count(inner) > 0;
            hash += qHashMulti(0, member.name, isIgnored ? size_t(0) : of(member.value, inner));
        }
        return hash | 1U;
    }

    const JsonText &m_json;
    const std::set<QByteArray> &m_ignored;
    std::vector<size_t> m_known; ///< Of each span; 0: not worked out.
};

/// Which elements of two arrays belong together: places in each, ascending on both sides.
using Alignment = std::vector<std::pair<size_t, size_t>>;

/// The longest common subsequence.
Alignment alignedEqual(const std::vector<size_t> &before, const std::vector<size_t> &after)
{
    const size_t width = after.size() + 1;
    std::vector<quint32> longest((before.size() + 1) * width);
    for (size_t i = before.size(); i-- > 0;) {
        for (size_t j = after.size(); j-- > 0;) {
            longest[i * width + j] = before[i] == after[j]
                ? longest[(i + 1) * width + j + 1] + 1
                : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
        }
    }
    Alignment pairs;
    for (size_t i = 0, j = 0; i < before.size() && j < after.size();) {
        if (before[i] == after[j])
            pairs.emplace_back(i++, j++);
        else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1])
            ++i;
        else
            ++j;
    }
    return pairs;
}

/// The same from either side: of several ways that are as good, one is taken by what the values
/// are, not by which array comes first.
Alignment aligned(const std::vector<size_t> &before, const std::vector<size_t> &after)
{
    if (before <= after)
        return alignedEqual(before, after);
    Alignment pairs = alignedEqual(after, before);
    for (auto &[one, other] : pairs)
        std::swap(one, other);
    return pairs;
}

class Comparison
{
    using Kind = JsonPair::Kind;

public:
    Comparison(const JsonText &before, const JsonText &after, const std::set<QByteArray> &ignored)
        : m_before(before)
        , m_after(after)
        , m_ignored(ignored)
        , m_hashBefore(before, ignored)
        , m_hashAfter(after, ignored)
    {
    }

    /// Returns whether they are the same.
    bool compare(qint32 before, qint32 after, const QByteArray &path, qint32 depth)
    {
        const size_t place = add(Kind::Same, before, after, depth);
        const Type type = m_before.span(before).type;
        Kind kind = Kind::Same;
        if (type != m_after.span(after).type)
            kind = Kind::Changed;
        else if (type == Type::Object)
            kind = compareObjects(before, after, path, depth + 1) ? Kind::Same : Kind::Inside;
        else if (type == Type::Array)
            kind = compareArrays(before, after, path, depth + 1) ? Kind::Same : Kind::Inside;
        else if (m_before.borrowedText(before) != m_after.borrowedText(after))
            kind = Kind::Changed;
        m_pairs[place].kind = kind;
        m_pairs[place].next = qint32(m_pairs.size());
        return kind == Kind::Same;
    }

    std::vector<JsonPair> take() { return std::move(m_pairs); }

private:
    /// The members of one name in the text after.
    struct Waiting
    {
        std::vector<qint32> values;
        size_t taken = 0; ///< So many have found a partner.
        size_t seen = 0;
    };

    size_t add(Kind kind, qint32 before, qint32 after, qint32 depth)
    {
        m_pairs.push_back({kind, before, after, depth, qint32(m_pairs.size()) + 1});
        return m_pairs.size() - 1;
    }

    bool compareObjects(qint32 before, qint32 after, const QByteArray &path, qint32 depth)
    {
        const std::vector<Member> others = membersOf(m_after, after);
        std::map<QByteArrayView, Waiting> waiting;
        for (const Member &other : others)
            waiting[other.name].values.push_back(other.value);

        bool isSame = true;
        for (const Member &member : membersOf(m_before, before)) {
            const auto found = waiting.find(QByteArrayView(member.name));
            qint32 partner = -1;
            if (found != waiting.end() && found->second.taken < found->second.values.size())
                partner = found->second.values[found->second.taken++];
            isSame =
                compareMember(member.value, partner, joined(path, member.name), depth) && isSame;
        }
        for (const Member &other : others) {
            Waiting &same = waiting[other.name];
            if (same.seen++ >= same.taken)
                isSame = compareMember(-1, other.value, joined(path, other.name), depth) && isSame;
        }
        return isSame;
    }

    /// -1: the side has none.
    bool compareMember(qint32 before, qint32 after, const QByteArray &path, qint32 depth)
    {
        if (m_ignored.count(path) > 0) {
            add(Kind::Ignored, before, after, depth);
            return true;
        }
        if (before >= 0 && after >= 0)
            return compare(before, after, path, depth);
        add(before >= 0 ? Kind::Removed : Kind::Added, before, after, depth);
        return false;
    }

    bool compareArrays(qint32 before, qint32 after, const QByteArray &path, qint32 depth)
    {
        const std::vector<qint32> ones = elementsIn(m_before, before);
        const std::vector<qint32> others = elementsIn(m_after, after);
        Alignment anchors = anchorsOf(ones, others, path);
        anchors.emplace_back(ones.size(), others.size());

        bool isSame = true;
        size_t one = 0;
        size_t other = 0;
        for (const auto &[nextOne, nextOther] : anchors) {
            for (; one < nextOne && other < nextOther; ++one, ++other)
                isSame = compare(ones[one], others[other], path, depth) && isSame;
            for (; one < nextOne; ++one, isSame = false)
                add(Kind::Removed, ones[one], -1, depth);
            for (; other < nextOther; ++other, isSame = false)
                add(Kind::Added, -1, others[other], depth);
            if (one < ones.size() && other < others.size())
                isSame = compare(ones[one++], others[other++], path, depth) && isSame;
        }
        return isSame;
    }

    /// None where that would cost too much: then all are matched by index.
    Alignment anchorsOf(const std::vector<qint32> &ones, const std::vector<qint32> &others,
                        const QByteArray &path)
    {
        if ((ones.size() + 1) * (others.size() + 1) > kMostComparisons)
            return {};
        std::vector<size_t> before;
        std::vector<size_t> after;
        for (const qint32 element : ones)
            before.push_back(m_hashBefore.of(element, path));
        for (const qint32 element : others)
            after.push_back(m_hashAfter.of(element, path));
        return aligned(before, after);
    }

    const JsonText &m_before;
    const JsonText &m_after;
    const std::set<QByteArray> &m_ignored;
    ValueHash m_hashBefore;
    ValueHash m_hashAfter;
    std::vector<JsonPair> m_pairs;
};

QByteArray pathTo(const JsonText &json, qint32 top, qint32 value, bool hasIndices)
{
    QByteArray path;
    for (qint32 at = value; at != top; at = json.span(at).parent) {
        const qint32 parent = json.span(at).parent;
        if (json.span(parent).type == Type::Object) {
            const bool isJoined = path.isEmpty() || path.startsWith('[');
            path.prepend(json.text(at - 1) + (isJoined ? "" : "."));
        } else if (hasIndices) {
            qint64 index = 0;
            for (qint32 other = json.firstChild(parent); other != at; other = json.span(other).next)
                ++index;
            const bool isJoined = path.isEmpty() || path.startsWith('[');
            path.prepend('[' + QByteArray::number(index) + (isJoined ? "]" : "]."));
        }
    }
    return path;
}

} // namespace

bool JsonDifference::isEmpty() const
{
    return std::none_of(pairs.begin(), pairs.end(),
                        [](const JsonPair &pair) { return pair.isDifference(); });
}

std::vector<JsonPair> JsonDifference::differences() const
{
    std::vector<JsonPair> found;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(found),
                 [](const JsonPair &pair) { return pair.isDifference(); });
    return found;
}

JsonDifference jsonDifference(const JsonText &before, qint32 beforeValue, const JsonText &after,
                              qint32 afterValue, const std::set<QByteArray> &ignored)
{
    Comparison comparison(before, after, ignored);
    comparison.compare(beforeValue, afterValue, {}, 0);
    return {comparison.take()};
}

QByteArray namePath(const JsonText &json, qint32 top, qint32 value)
{
    return pathTo(json, top, value, false);
}

QByteArray indexPath(const JsonText &json, qint32 top, qint32 value)
{
    return pathTo(json, top, value, true);
}

} // namespace sendscope::event
