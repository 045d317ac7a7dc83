#include "app/filter/filter.h"
#include "app/filter/needle.h"
#include "tests/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class NeedleTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsWhatAPlainSearchFinds();
};

void NeedleTest::finds_data()
{
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("from");
    QTest::addColumn<qsizetype>("expected");

    QTest::newRow("nothing in nothing") << ""_ba
                                        << ""_ba << qsizetype(0) << qsizetype(0);
    QTest::newRow("a word in nothing") << "a"_ba
                                       << ""_ba << qsizetype(0) << qsizetype(-1);
    QTest::newRow("all of it") << "message"_ba
                               << "Message"_ba << qsizetype(0) << qsizetype(0);
    QTest::newRow("one byte too long") << "messages"_ba
                                       << "Message"_ba << qsizetype(0) << qsizetype(-1);
    QTest::newRow("the second one") << "ab"_ba
                                    << "ab AB"_ba << qsizetype(1) << qsizetype(3);
    QTest::newRow("at the very end")
        << "end"_ba << QByteArray(40, 'x') + "END" << qsizetype(0) << qsizetype(40);
    QTest::newRow("@ is no small `") << "`"_ba
                                     << "@"_ba << qsizetype(0) << qsizetype(-1);
    QTest::newRow("[ is no small {") << "{"_ba
                                     << "["_ba << qsizetype(0) << qsizetype(-1);
    QTest::newRow("letters are no signs") << "a"_ba
                                          << "\x01!"_ba << qsizetype(0) << qsizetype(-1);
    QTest::newRow("NUL is a byte")
        << QByteArray("\0b", 2) << QByteArray("a\0B", 3) << qsizetype(0) << qsizetype(1);
    QTest::newRow("other letters as spelled") << "ü"_ba
                                              << "Ü"_ba << qsizetype(0) << qsizetype(-1);
}

void NeedleTest::finds()
{
    QFETCH(const QByteArray, needle);
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, from);
    QFETCH(const qsizetype, expected);

    QCOMPARE(filter::Needle(needle).find(text, from), expected);
}

void NeedleTest::findsWhatAPlainSearchFinds()
{
    QRandomGenerator random(1);
    const auto made = [&random](int size) {
        constexpr QByteArrayView kBytes = "aAbB1 @`";
        QByteArray text;
        for (int i = 0; i < size; ++i)
            text += kBytes[random.bounded(int(kBytes.size()))];
        return text;
    };

    for (int i = 0; i < 20'000; ++i) {
        const QByteArray needle = filter::folded(made(1 + random.bounded(5)));
        const QByteArray text = made(random.bounded(100));
        const qsizetype from = random.bounded(int(text.size()) + 1);

        const qsizetype found = filter::Needle(needle).find(text, from);

        QCOMPARE(found, filter::folded(text).indexOf(needle, from));
    }
}

SENDSCOPE_TEST(NeedleTest, needle)
#include "tst_needle.moc"
