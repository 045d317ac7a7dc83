#include "app/filter/filter.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class FoldedTest : public QObject
{
    Q_OBJECT

private slots:
    void folds_data();
    void folds();
    void foldsEveryCharacterAsQtDoesAndOnlyOnce();
};

void FoldedTest::folds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("ASCII letters only") << "AZaz@[`{09"_ba
                                        << "azaz@[`{09"_ba;
    QTest::newRow("NUL") << QByteArray("A\0B", 3) << QByteArray("a\0b", 3);
    QTest::newRow("umlauts") << "GRÜSSE Österreich"_ba
                             << "grüsse österreich"_ba;
    QTest::newRow("sharp s stays, for simple folding never grows") << "Straße"_ba
                                                                   << "straße"_ba;
    QTest::newRow("Greek final sigma") << "ΣΊΣΥΦΟΣ ς"_ba
                                       << "σίσυφοσ σ"_ba;
    QTest::newRow("Kelvin becomes ASCII") << "\u212A"_ba
                                          << "k"_ba;
    QTest::newRow("outside the first plane") << "\U00010400"_ba
                                             << "\U00010428"_ba;
    QTest::newRow("an emoji") << "\U0001F600"_ba
                              << "\U0001F600"_ba;
    QTest::newRow("a lone surrogate stays") << "A\xED\xA0\x80Z"_ba
                                            << "a\xED\xA0\x80z"_ba;
    QTest::newRow("no UTF-8 stays") << "A\xFF\xC3"_ba
                                    << "a\xFF\xC3"_ba;
    QTest::newRow("a character cut short stays") << "\xE2\x84"_ba
                                                 << "\xE2\x84"_ba;
}

void FoldedTest::folds()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);

    QCOMPARE(filter::folded(text), expected);
}

void FoldedTest::foldsEveryCharacterAsQtDoesAndOnlyOnce()
{
    for (char32_t c = 0; c <= 0x1FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        const QByteArray text = QString::fromUcs4(&c, 1).toUtf8();
        const char32_t expected = QChar::toCaseFolded(c);

        const QByteArray folded = filter::folded(text);

        QCOMPARE(folded, QString::fromUcs4(&expected, 1).toUtf8());
        QCOMPARE(filter::folded(folded), folded);
    }
}

SENDSCOPE_TEST(FoldedTest, folded)
#include "tst_folded.moc"
