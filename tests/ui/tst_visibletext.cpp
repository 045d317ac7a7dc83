#include "tests/testregistry.h"
#include "ui/body/visibletext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

class VisibleTextTest : public QObject
{
    Q_OBJECT

private slots:
    void shows_data();
    void shows();
    void knowsTheByteBehindEachUnit();
};

void VisibleTextTest::shows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    QTest::newRow("ASCII") << "abc"_ba << u"abc"_s;
    QTest::newRow("controls") << "\0\n\x1b\x7f"_ba << u"␀␊␛␡"_s;
    QTest::newRow("a tab to the next fourth column") << "ab\tc"_ba << u"ab  c"_s;
    QTest::newRow("a turn of direction") << "a\u202eb"_ba << u"a⟨U+202E⟩b"_s;
    QTest::newRow("a letter without width") << "a\u200bb"_ba << u"a⟨U+200B⟩b"_s;
    QTest::newRow("beyond the first plane") << "😀"_ba << u"😀"_s;
    QTest::newRow("a lone continuation byte") << "a\x80"_ba << u"a\ufffd"_s;
    QTest::newRow("cut short") << "\xe2\x82"_ba << u"\ufffd\ufffd"_s;
    QTest::newRow("too long a form of a slash") << "\xc0\xaf"_ba << u"\ufffd\ufffd"_s;
    QTest::newRow("a surrogate") << "\xed\xa0\x80"_ba << u"⟨U+D800⟩"_s;
    QTest::newRow("past the last character")
        << "\xf4\x90\x80\x80"_ba << u"\ufffd\ufffd\ufffd\ufffd"_s;
}

void VisibleTextTest::shows()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);

    QCOMPARE(ui::visibleText(bytes).text, text);
}

void VisibleTextTest::knowsTheByteBehindEachUnit()
{
    const ui::VisibleText visible = ui::visibleText("é\u200b😀x"_ba);

    QCOMPARE(visible.text, u"é⟨U+200B⟩😀x"_s);
    QCOMPARE(visible.byteOf, (std::vector<qint64>{0, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 9, 10}));
}

SENDSCOPE_TEST(VisibleTextTest, visibletext)
#include "tst_visibletext.moc"
