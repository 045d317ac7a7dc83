#include "app/exchange/jsonsplitter.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

namespace {

/// A device that gives so many bytes at a time.
class Trickle : public QIODevice
{
public:
    Trickle(QByteArray bytes, qint64 most)
        : m_bytes(std::move(bytes))
        , m_most(most)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min({size, m_most, m_bytes.size() - m_at});
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    const qint64 m_most;
    qint64 m_at = 0;
};

/// Gives a byte again and again.
class Endless : public QIODevice
{
public:
    Endless(QByteArray begin, char then, qint64 bytes)
        : m_begin(std::move(begin))
        , m_then(then)
        , m_left(bytes)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        if (!m_begin.isEmpty()) {
            const qsizetype count = m_begin.size();
            std::copy_n(m_begin.constData(), count, data);
            m_begin.clear();
            return count;
        }
        const qint64 count = std::min(size, m_left);
        std::fill_n(data, count, m_then);
        m_left -= count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_begin;
    const char m_then;
    qint64 m_left;
};

/// Every value, those that are none in angle brackets; after one of these it goes on at another
/// line.
QByteArrayList valuesOf(QIODevice &device)
{
    QByteArrayList values;
    exchange::JsonSplitter splitter(device);
    for (;;) {
        const auto value = splitter.next();
        if (!value || !*value)
            return values;
        if (splitter.isWhole()) {
            values.append(QByteArray((*value)->constData(), (*value)->size()));
        } else {
            values.append('<' + **value + '>');
            splitter.skipLine();
        }
    }
}

} // namespace

/// Values out of a stream.
class JsonSplitterTest : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void knowsWhereAByteStands();
    void endsAValueThatIsTooLong();
    void goesOnAfterALongLine();
};

void JsonSplitterTest::splits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("values");

    QTest::newRow("nothing") << QByteArray() << QByteArrayList{};
    QTest::newRow("only space") << " \r\n\t\n"_ba << QByteArrayList{};
    QTest::newRow("a line each") << "{\"a\":1}\n[2]\r\n{}"_ba
                                 << QByteArrayList{"{\"a\":1}", "[2]", "{}"};
    QTest::newRow("side by side") << "{}[]{}"_ba << QByteArrayList{"{}", "[]", "{}"};
    QTest::newRow("over many lines") << "[\n  {\n    \"a\": [1]\n  }\n]\n{}\n"_ba
                                     << QByteArrayList{"[\n  {\n    \"a\": [1]\n  }\n]", "{}"};
    QTest::newRow("brackets in strings")
        << R"({"}]":"{[\"}\\"}{"b":"\u007b"})"_ba
        << QByteArrayList{R"({"}]":"{[\"}\\"})", R"({"b":"\u007b"})"};
    QTest::newRow("a byte order mark") << "\xEF\xBB\xBF{}"_ba << QByteArrayList{"{}"};
    QTest::newRow("words") << "hello\n{}\n"_ba << QByteArrayList{"<hello>", "{}"};
    QTest::newRow("a closing bracket") << "]\n[]"_ba << QByteArrayList{"<]>", "[]"};
    QTest::newRow("cut short, then whole")
        << "{\"a\":\"b\n{\"c\":1}\n"_ba << QByteArrayList{"<{\"a\":\"b\n>", "{\"c\":1}"};
    QTest::newRow("cut short at the end") << "{}\n[1,2"_ba << QByteArrayList{"{}", "<[1,2>"};
    QTest::newRow("cut short within an escape") << "[\"\\"_ba << QByteArrayList{"<[\"\\>"};
    QTest::newRow("lines within what is none")
        << "[\n  1\n{}\n  [2]\n"_ba << QByteArrayList{"<[\n  1\n{}\n  [2]\n>", "{}", "[2]"};
}

void JsonSplitterTest::splits()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArrayList, values);

    for (const qint64 most : {1, 2, 3, 7, 1'000}) {
        Trickle device(text, most);
        QCOMPARE(valuesOf(device), values);
    }
}

void JsonSplitterTest::knowsWhereAByteStands()
{
    Trickle device("{}\n\n {\"a\":\n  1}\n"_ba, 1);
    exchange::JsonSplitter splitter(device);

    QVERIFY(splitter.next()->has_value());
    QCOMPARE(splitter.placeOf(0), (exchange::Place{0, 1, 1}));
    QVERIFY(splitter.next()->has_value());
    QCOMPARE(splitter.placeOf(0), (exchange::Place{5, 3, 2}));
    QCOMPARE(splitter.placeOf(8), (exchange::Place{13, 4, 3}));
    QCOMPARE(splitter.bytesTaken(), 15);
}

void JsonSplitterTest::endsAValueThatIsTooLong()
{
    const qint64 most = exchange::JsonSplitter::kMaxValueBytes;
    Endless device("{\"a\":\"", 'x', 3 * most);
    exchange::JsonSplitter splitter(device);

    const auto value = splitter.next();

    QVERIFY(value && *value);
    QVERIFY(!splitter.isWhole());
    QVERIFY(splitter.isTooLong());
    QVERIFY((*value)->size() < most + 1024 * 1024);
    splitter.skipLine();
    QVERIFY(!splitter.next()->has_value());
}

void JsonSplitterTest::goesOnAfterALongLine()
{
    const QByteArray junk(3'000'000, 'x');
    Trickle device("junk" + junk + "\n{\"a\":" + "\"" + junk + "\"}\nmore\n[1]", 100'000);

    const QByteArrayList values = valuesOf(device);

    QCOMPARE(values.size(), 4);
    QCOMPARE(values[1].size(), junk.size() + 8);
    QCOMPARE(values[3], "[1]"_ba);
}

SENDSCOPE_TEST(JsonSplitterTest, jsonsplitter)

#include "tst_jsonsplitter.moc"
