#include "tests/testregistry.h"
#include "ui/detail/fieldpath.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sendscope;

class FieldPathTest : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void asksForNothingTooLong();
};

void FieldPathTest::names_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("copied");

    QTest::newRow("a documented field") << "message.id"_ba
                                        << "message.id"_ba
                                        << "message.id"_ba;
    QTest::newRow("one of a documented list") << "message.to[0]"_ba
                                              << "message.to"_ba
                                              << "json.message.to[0]"_ba;
    QTest::newRow("a documented list") << "message.media"_ba
                                       << "message.media"_ba
                                       << "message.media"_ba;
    QTest::newRow("a place in what is no list") << "message.id[0]"_ba
                                                << "json.message.id[0]"_ba
                                                << "json.message.id[0]"_ba;
    QTest::newRow("any other path") << "a.\"b c\"[1]"_ba
                                    << "json.a.\"b c\"[1]"_ba
                                    << "json.a.\"b c\"[1]"_ba;
    QTest::newRow("a derived field's name") << "lag"_ba
                                            << "json.lag"_ba
                                            << "json.lag"_ba;
    QTest::newRow("the event itself") << ""_ba
                                      << ""_ba
                                      << ""_ba;
}

void FieldPathTest::names()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, filter);
    QFETCH(const QByteArray, copied);

    const auto field = ui::fieldAtPath(path);

    QCOMPARE(field ? event::nameOf(*field) : ""_ba, filter);
    QCOMPARE(ui::nameOfPath(path), copied);
}

void FieldPathTest::asksForNothingTooLong()
{
    QVERIFY(!ui::fieldAtPath(QByteArray(1000, 'a')));
}

SENDSCOPE_TEST(FieldPathTest, fieldpath)
#include "tst_fieldpath.moc"
