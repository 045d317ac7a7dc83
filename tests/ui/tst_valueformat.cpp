#include "tests/testregistry.h"
#include "ui/widgets/valueformat.h"

#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace sendscope;
using namespace sendscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

base::UtcTime at(std::chrono::microseconds sinceEpoch)
{
    return base::UtcTime(sinceEpoch);
}

} // namespace

class ValueFormatTest : public QObject
{
    Q_OBJECT

private slots:
    void showsTimes();
    void showsPhoneNumbers_data();
    void showsPhoneNumbers();
    void showsCountsAndSizes();
    void showsTheTellingPartOfIds();
    void showsForeignTextOnOneLine_data();
    void showsForeignTextOnOneLine();
    void cutsLongText();
    void neverMakesMarkup();
};

void ValueFormatTest::showsTimes()
{
    const base::UtcTime time = at(1795442856979123us);
    const QTimeZone zone(3600);

    QCOMPARE(clockTime(time, QTimeZone::utc()), u"14:07:36.979"_s);
    QCOMPARE(clockTime(time, zone), u"15:07:36.979"_s);
    QCOMPARE(day(time, zone), u"2026-11-23"_s);
    QCOMPARE(isoTime(time, zone), u"2026-11-23T15:07:36.979123+01:00"_s);
    QCOMPARE(isoTime(time, QTimeZone(-12600)), u"2026-11-23T10:37:36.979123-03:30"_s);
}

void ValueFormatTest::showsPhoneNumbers_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("text");

    QTest::newRow("North America") << u"+19195550142"_s << u"+1 919 555 0142"_s;
    QTest::newRow("elsewhere") << u"+442079460958"_s << u"+442079460958"_s;
    QTest::newRow("short code") << u"12345"_s << u"12345"_s;
    QTest::newRow("too long for +1") << u"+191955501423"_s << u"+191955501423"_s;
    QTest::newRow("letters") << u"+1919555014x"_s << u"+1919555014x"_s;
    QTest::newRow("a line end") << u"+1\n"_s << u"+1\u240A"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void ValueFormatTest::showsPhoneNumbers()
{
    QFETCH(const QString, number);
    QFETCH(const QString, text);

    QCOMPARE(phoneNumber(number), text);
}

void ValueFormatTest::showsCountsAndSizes()
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const QLocale german(QLocale::German);

    QCOMPARE(countText(12'404, english), u"12,404"_s);
    QCOMPARE(countText(12'404, german), u"12.404"_s);
    QCOMPARE(sizeText(0, english), u"0 B"_s);
    QCOMPARE(sizeText(999, english), u"999 B"_s);
    QCOMPARE(sizeText(4'200, english), u"4.2 kB"_s);
    QCOMPARE(sizeText(214'300, english), u"214 kB"_s);
    QCOMPARE(sizeText(999'600, english), u"1.0 MB"_s);
    QCOMPARE(sizeText(18'400'000, english), u"18.4 MB"_s);
    QCOMPARE(sizeText(18'400'000, german), u"18,4 MB"_s);
}

void ValueFormatTest::showsTheTellingPartOfIds()
{
    QCOMPARE(idTail(u"1795442855875xo7watq5px6rbe5d"_s), u"\u2026x6rbe5d"_s);
    QCOMPARE(idTail(u"short"_s), u"short"_s);
    QCOMPARE(idEnds(u"1795442855875xo7watq5px6rbe5d"_s), u"17954428\u2026px6rbe5d"_s);
    QCOMPARE(idEnds(u"1234567890"_s), u"1234567890"_s);
}

void ValueFormatTest::showsForeignTextOnOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");

    QTest::newRow("plain") << u"order-1187"_s << u"order-1187"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("controls") << u"a\r\n\tb\u007F"_s << u"a\u240D\u240A\u2409b\u2421"_s;
    QTest::newRow("null") << QString(QChar(u'\0')) << u"\u2400"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\u2424b"_s;
    QTest::newRow("right to left") << u"\u05E9\u05DC"_s << u"\u2068\u05E9\u05DC\u2069"_s;
    QTest::newRow("override") << u"a\u202Eb"_s << u"\u2068a\uFFFDb\u2069"_s;
    QTest::newRow("broken out of isolation")
        << u"a\u2069\u202Eb"_s << u"\u2068a\uFFFD\uFFFDb\u2069"_s;
}

void ValueFormatTest::showsForeignTextOnOneLine()
{
    QFETCH(const QString, text);
    QFETCH(const QString, line);

    QCOMPARE(onOneLine(text), line);
}

void ValueFormatTest::cutsLongText()
{
    const QString line = onOneLine(QString(8'000'000, u'x'));

    QCOMPARE(line.size(), kMostShown + 1);
    QVERIFY(line.endsWith(u'\u2026'));

    const QString pairs = onOneLine(QString(kMostShown - 1, u'x') + u"\U0001F600 and more"_s);
    QVERIFY(!pairs.at(pairs.size() - 2).isSurrogate());
}

void ValueFormatTest::neverMakesMarkup()
{
    QCOMPARE(plainToolTip({}), QString());
    QVERIFY(plainToolTip(u"<img src=x>"_s).contains(u"&lt;img src=x&gt;"_s));
    QVERIFY(plainToolTip(QString(1'000'000, u'x')).size() < 3'000);
}

SENDSCOPE_TEST(ValueFormatTest, valueformat)
#include "tst_valueformat.moc"
