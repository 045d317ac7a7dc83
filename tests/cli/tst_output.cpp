#include "app/cli/output.h"
#include "tests/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class OutputTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsControlsFromTerminals_data();
    void keepsControlsFromTerminals();
    void keepsTextsForPeople();
    void writesAnyTextAsJson();
    void writesLoneSurrogatesAsEscapes();
    void keepsTheMeaningOfJsonOnTerminals();
};

void OutputTest::keepsControlsFromTerminals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("escape") << u"a\u001b[31mb"_s << u"a\\x1b[31mb"_s;
    QTest::newRow("line end") << u"a\r\nb"_s << u"a\\x0d\\x0ab"_s;
    QTest::newRow("tab") << u"a\tb"_s << u"a\\x09b"_s;
    QTest::newRow("zero") << QString(QChar(0)) << u"\\x00"_s;
    QTest::newRow("delete") << u"\u007f"_s << u"\\x7f"_s;
    QTest::newRow("C1") << u"\u009b31m"_s << u"\\x9b31m"_s;
    QTest::newRow("bidirectional") << u"a\u202eb\u2066"_s << u"a\\u202eb\\u2066"_s;
    QTest::newRow("line separator") << u"\u2028"_s << u"\\u2028"_s;
    QTest::newRow("lone high surrogate") << u"a"_s + QChar(0xD83D) << u"a\\ud83d"_s;
    QTest::newRow("lone low surrogate") << QString(QChar(0xDE00)) + u'a' << u"\\ude00a"_s;
}

void OutputTest::keepsControlsFromTerminals()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);

    QCOMPARE(cli::withoutControls(text), shown);
}

void OutputTest::keepsTextsForPeople()
{
    const QString text = u"Grüße, 你好, שלום, 😀 \\ \""_s;

    QCOMPARE(cli::withoutControls(text), text);
}

void OutputTest::writesAnyTextAsJson()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 2'000; ++round) {
        QString text;
        for (int i = 0; i < 24; ++i)
            text += QChar(char16_t(random.bounded(round % 2 == 0 ? 0x100 : 0xD800)));

        const QByteArray json = '[' + cli::jsonString(text) + ']';

        const QJsonArray read = QJsonDocument::fromJson(json).array();
        QCOMPARE(read.size(), 1);
        QCOMPARE(read[0].toString(), text);
        QVERIFY(!json.contains('\n'));
        QVERIFY(!json.contains('\x1b'));
    }
}

void OutputTest::writesLoneSurrogatesAsEscapes()
{
    QCOMPARE(cli::jsonString(QByteArrayView("x\xED\xA0\xBDy")), "\"x\\ud83dy\""_ba);
}

void OutputTest::keepsTheMeaningOfJsonOnTerminals()
{
    const QByteArray json = u"{\n\t\"a\": \"\u009b\u202e\u007fü😀\"}\n"_s.toUtf8();

    const QByteArray shown = cli::jsonWithoutControls(json);

    QCOMPARE(shown, u"{\n\t\"a\": \"\\u009b\\u202e\\u007fü😀\"}\n"_s.toUtf8());
    QCOMPARE(QJsonDocument::fromJson(shown), QJsonDocument::fromJson(json));
}

SENDSCOPE_TEST(OutputTest, output)
#include "tst_output.moc"
