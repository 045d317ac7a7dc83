#include "app/event/jsondifference.h"
#include "tests/support/jsoninput.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace sendscope;
using namespace Qt::StringLiterals;
using event::JsonDifference;
using event::JsonPair;
using event::JsonSpan;
using event::JsonText;
using tests::scanned;
using Kind = JsonPair::Kind;

namespace {

/// "~ path before → after", "- path", "+ path" of each difference.
QStringList summary(const QByteArray &before, const QByteArray &after,
                    const std::set<QByteArray> &ignored = {})
{
    const JsonText one = scanned(before);
    const JsonText other = scanned(after);
    QStringList lines;
    for (const JsonPair &pair : event::jsonDifference(one, 0, other, 0, ignored).differences()) {
        const QByteArray path = pair.before >= 0 ? event::indexPath(one, 0, pair.before)
                                                 : event::indexPath(other, 0, pair.after);
        const char sign = pair.kind == Kind::Removed ? '-' : pair.kind == Kind::Added ? '+' : '~';
        lines << QString::fromUtf8(sign + QByteArray(" ") + path);
    }
    return lines;
}

/// The value without white space, its members in the order of their names; repeated ones stay in
/// theirs.
QByteArray canonical(const JsonText &json, qint32 value)
{
    const JsonSpan::Type type = json.span(value).type;
    if (type == JsonSpan::Type::String)
        return 's' + json.text(value).toHex();
    if (type != JsonSpan::Type::Object && type != JsonSpan::Type::Array)
        return json.raw(value).toByteArray();
    std::vector<std::pair<QByteArray, QByteArray>> parts;
    for (qint32 at = json.firstChild(value); at >= 0; at = json.span(at).next) {
        if (type == JsonSpan::Type::Array)
            parts.emplace_back(QByteArray(), canonical(json, at));
        else
            parts.emplace_back(json.text(at).toHex(), canonical(json, json.value(at)));
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QByteArray all(type == JsonSpan::Type::Object ? "{" : "[");
    for (const auto &[name, part] : parts)
        all += name + ':' + part + ',';
    return all + '.';
}

/// Makes the text after out of the text before by what the difference says.
class Applied
{
public:
    Applied(const JsonText &before, const JsonText &after, const JsonDifference &difference)
        : m_before(before)
        , m_after(after)
        , m_pairs(difference.pairs)
    {
    }

    QByteArray result() const { return made(0); }

private:
    QByteArray made(size_t at) const
    {
        const JsonPair &pair = m_pairs[at];
        if (pair.kind == Kind::Same)
            return canonical(m_before, pair.before);
        if (pair.kind != Kind::Inside)
            return canonical(m_after, pair.after);

        const bool isObject = m_before.span(pair.before).type == JsonSpan::Type::Object;
        std::vector<std::pair<QByteArray, QByteArray>> parts;
        for (size_t child = at + 1; child < size_t(pair.next);
             child = size_t(m_pairs[child].next)) {
            const JsonPair &inner = m_pairs[child];
            if (inner.kind == Kind::Removed)
                continue;
            const QByteArray name = !isObject ? QByteArray()
                : inner.before >= 0           ? m_before.text(inner.before - 1)
                                              : m_after.text(inner.after - 1);
            parts.emplace_back(name.toHex(), made(child));
        }
        std::stable_sort(parts.begin(), parts.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        QByteArray all(isObject ? "{" : "[");
        for (const auto &[name, part] : parts)
            all += name + ':' + part + ',';
        return all + '.';
    }

    const JsonText &m_before;
    const JsonText &m_after;
    const std::vector<JsonPair> &m_pairs;
};

/// Small JSON of few names and values, so that much is alike.
class Maker
{
public:
    explicit Maker(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray value(int depth)
    {
        const int kind = below(depth > 0 ? 8 : 5);
        switch (kind) {
        case 0:
            return below(2) ? "true" : "null";
        case 1:
        case 2:
            return QByteArray::number(below(4)) + (below(4) == 0 ? ".0" : "");
        case 3:
            return below(3) == 0 ? R"("\u0061")" : R"("a")";
        case 4:
            return '"' + QByteArray(1, char('a' + below(3))) + '"';
        default:
            return kind < 7 ? object(depth) : array(depth);
        }
    }

    /// The value with some of it changed.
    QByteArray changed(const QByteArray &text)
    {
        const JsonText json = scanned(text);
        QByteArray result = text;
        for (int i = below(3); i >= 0; --i) {
            const JsonText now = scanned(result);
            const qint32 at = below(int(now.spans().size()));
            const JsonSpan &span = now.span(at);
            if (span.type != JsonSpan::Type::Key)
                result.replace(span.begin, span.end - span.begin, value(2));
        }
        return result;
    }

private:
    int below(int bound) { return int(m_random.bounded(bound)); }

    QByteArray object(int depth)
    {
        QByteArrayList members;
        for (int i = below(5); i > 0; --i)
            members << '"' + QByteArray(1, char('p' + below(6))) + "\" : " + value(depth - 1);
        return '{' + members.join(", ") + '}';
    }

    QByteArray array(int depth)
    {
        QByteArrayList elements;
        for (int i = below(6); i > 0; --i)
            elements << value(depth - 1);
        return '[' + elements.join(',') + ']';
    }

    QRandomGenerator m_random;
};

} // namespace

class JsonDifferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void leavesOutWhatIsIgnored();
    void nothingDiffersFromItself();
    void isTheSameFromEitherSide();
    void explainsEveryDifference();
    void pairsAreATree();
    void largeTextsAreComparedInTime();
};

void JsonDifferenceTest::finds_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("found");

    const auto add = [](const char *name, const QByteArray &before, const QByteArray &after,
                        const QStringList &found) {
        QTest::newRow(name) << before << after << found;
    };
    add("white space and order", R"({"a":1,"b":[1,2]})", R"({ "b" : [ 1, 2 ], "a" : 1 })", {});
    add("escapes", R"({"a":"\u0061"})", R"({"\u0061":"a"})", {});
    add("a value", R"({"a":{"b":1}})", R"({"a":{"b":2}})", {u"~ a.b"_s});
    add("spelling of numbers", "[1.0]", "[1]", {u"~ [0]"_s});
    add("types", R"({"a":1})", R"({"a":"1"})", {u"~ a"_s});
    add("an object for a list", R"({"a":{}})", R"({"a":[]})", {u"~ a"_s});
    add("a member out", R"({"a":1,"b":2})", R"({"a":1})", {u"- b"_s});
    add("a member in", R"({"a":1})", R"({"b":{"c":3},"a":1})", {u"+ b"_s});
    add("repeated names", R"({"a":1,"a":2})", R"({"a":1,"a":3,"a":4})", {u"~ a"_s, u"+ a"_s});
    add("an element in front", R"({"to":["b","c"]})", R"({"to":["a","b","c"]})", {u"+ to[0]"_s});
    add("an element out", R"({"to":["a","b","c"]})", R"({"to":["a","c"]})", {u"- to[1]"_s});
    add("an element changed", R"(["a","b","c"])", R"(["a","x","c"])", {u"~ [1]"_s});
    add("inside of an element", R"([{"a":1,"b":2},5])", R"([{"b":3,"a":1},5])", {u"~ [0].b"_s});
    add("the whole", "1", "[1]", {u"~ "_s});
}

void JsonDifferenceTest::finds()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QStringList, found);

    QCOMPARE(summary(before, after), found);
}

void JsonDifferenceTest::leavesOutWhatIsIgnored()
{
    const QByteArray before =
        R"({"time":1,"message":{"time":2,"id":"a"},"list":[{"time":3},{"time":4}]})";
    const QByteArray after = R"({"message":{"time":5,"id":"b"},"list":[{"time":6},{"x":7}]})";

    QCOMPARE(summary(before, after, {"time", "message.time", "list.time"}),
             (QStringList{u"~ message.id"_s, u"+ list[1].x"_s}));
    QCOMPARE(summary(before, after, {"time", "message", "list"}), QStringList());

    // What is left out does not keep elements apart.
    QCOMPARE(summary(R"([{"t":1,"a":"x"},{"t":2,"a":"y"}])", R"([{"t":9,"a":"y"}])", {"t"}),
             QStringList{u"- [0]"_s});
}

void JsonDifferenceTest::nothingDiffersFromItself()
{
    for (quint32 seed = 0; seed < 400; ++seed) {
        const JsonText json = scanned(Maker(seed).value(4));
        const JsonDifference difference = event::jsonDifference(json, 0, json, 0);
        QVERIFY(difference.isEmpty());
        QCOMPARE(difference.pairs.front().kind, Kind::Same);
    }
}

void JsonDifferenceTest::isTheSameFromEitherSide()
{
    for (quint32 seed = 0; seed < 400; ++seed) {
        Maker maker(seed);
        const QByteArray text = maker.value(4);
        const JsonText before = scanned(text);
        const JsonText after = scanned(maker.changed(text));

        std::vector<JsonPair> there = event::jsonDifference(before, 0, after, 0).differences();
        std::vector<JsonPair> back = event::jsonDifference(after, 0, before, 0).differences();

        for (JsonPair &pair : back) {
            std::swap(pair.before, pair.after);
            if (pair.kind == Kind::Removed)
                pair.kind = Kind::Added;
            else if (pair.kind == Kind::Added)
                pair.kind = Kind::Removed;
        }
        const auto key = [](const JsonPair &pair) {
            return std::tuple(pair.kind, pair.before, pair.after);
        };
        const auto less = [&key](const JsonPair &a, const JsonPair &b) { return key(a) < key(b); };
        std::sort(there.begin(), there.end(), less);
        std::sort(back.begin(), back.end(), less);
        QVERIFY2(std::equal(there.begin(), there.end(), back.begin(), back.end(),
                            [&key](const auto &a, const auto &b) { return key(a) == key(b); }),
                 (before.bytes() + "\n" + after.bytes()).constData());
    }
}

void JsonDifferenceTest::explainsEveryDifference()
{
    int different = 0;
    for (quint32 seed = 0; seed < 1000; ++seed) {
        Maker maker(seed);
        const QByteArray text = maker.value(4);
        const JsonText before = scanned(text);
        const JsonText after = scanned(seed % 2 == 0 ? maker.changed(text) : maker.value(4));

        const JsonDifference difference = event::jsonDifference(before, 0, after, 0);

        QCOMPARE(Applied(before, after, difference).result(), canonical(after, 0));
        QCOMPARE(difference.isEmpty(), canonical(before, 0) == canonical(after, 0));
        different += difference.isEmpty() ? 0 : 1;
    }
    QVERIFY(different > 500);
}

void JsonDifferenceTest::pairsAreATree()
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        Maker maker(seed);
        const QByteArray text = maker.value(4);
        const JsonText before = scanned(text);
        const JsonText after = scanned(maker.changed(text));

        const auto pairs = event::jsonDifference(before, 0, after, 0).pairs;

        QCOMPARE(size_t(pairs.front().next), pairs.size());
        for (size_t i = 0; i < pairs.size(); ++i) {
            for (size_t j = i + 1; j < size_t(pairs[i].next); ++j) {
                QVERIFY(pairs[j].depth > pairs[i].depth);
                QVERIFY(pairs[j].next <= pairs[i].next);
                if (pairs[i].kind == Kind::Same)
                    QVERIFY(!pairs[j].isDifference());
            }
        }
    }
}

void JsonDifferenceTest::largeTextsAreComparedInTime()
{
    QByteArray deep = QByteArray(500, '[') + '1';
    QByteArray wide = "[";
    for (int i = 0; i < 100'000; ++i)
        wide += QByteArray::number(i) + ',';
    const QByteArray names = QByteArray(R"("a":1,)").repeated(100'000);

    QCOMPARE(summary(deep + QByteArray(500, ']'), deep + ",2" + QByteArray(500, ']')).size(), 1);
    QCOMPARE(summary(wide + "1]", wide + "2]"), QStringList{u"~ [100000]"_s});
    QCOMPARE(summary('{' + names + R"("b":1})", '{' + names + R"("b":2})"), QStringList{u"~ b"_s});
}

SENDSCOPE_TEST(JsonDifferenceTest, jsondifference)
#include "tst_jsondifference.moc"
