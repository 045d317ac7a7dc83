#include "app/replay/passontarget.h"
#include "tests/testregistry.h"

#include <QTest>
#include <QUrl>

using namespace sendscope;
using namespace Qt::StringLiterals;

class PassOnTargetTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void knowsItsOwnListener_data();
    void knowsItsOwnListener();
};

void PassOnTargetTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");

    QTest::newRow("whole") << u"https://app.example/hook?x=1"_s
                           << u"https://app.example/hook?x=1"_s;
    QTest::newRow("without scheme")
        << u" localhost:3000/hook "_s << u"http://localhost:3000/hook"_s;
    QTest::newRow("IPv6") << u"http://[::1]:3000"_s << u"http://[::1]:3000"_s;
}

void PassOnTargetTest::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);

    const auto target = replay::parsePassOnTarget(text);

    QVERIFY(target);
    QCOMPARE(target->toString(), url);
}

void PassOnTargetTest::refuses_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << u" "_s;
    QTest::newRow("no host") << u"http:///hook"_s;
    QTest::newRow("another scheme") << u"ftp://app.example/"_s;
    QTest::newRow("a space") << u"http://app example/"_s;
    QTest::newRow("a password") << u"http://user:hunter2@app.example/"_s;
}

void PassOnTargetTest::refuses()
{
    QFETCH(const QString, text);

    const auto target = replay::parsePassOnTarget(text);

    QVERIFY(!target);
    QCOMPARE(target.error().code, base::Error::Code::InvalidInput);
    QVERIFY(!base::sentence(target.error()).contains(u"hunter2"_s));
}

void PassOnTargetTest::knowsItsOwnListener_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isElsewhere");

    QTest::newRow("itself") << u"http://127.0.0.1:8667/hook"_s << false;
    QTest::newRow("by name") << u"http://localhost:8667/"_s << false;
    QTest::newRow("by another name") << u"http://x.localhost:8667/"_s << false;
    QTest::newRow("IPv6") << u"http://[::1]:8667/"_s << false;
    QTest::newRow("any address") << u"http://0.0.0.0:8667/"_s << false;
    QTest::newRow("the port of https") << u"https://127.0.0.1/"_s << false;
    QTest::newRow("another port") << u"http://127.0.0.1:3000/"_s << true;
    QTest::newRow("another machine") << u"http://192.0.2.7:8667/"_s << true;
}

void PassOnTargetTest::knowsItsOwnListener()
{
    QFETCH(const QString, target);
    QFETCH(const bool, isElsewhere);

    QCOMPARE(bool(replay::checkLeadsElsewhere(QUrl(target), {8667, 443})), isElsewhere);
}

SENDSCOPE_TEST(PassOnTargetTest, passontarget)
#include "tst_passontarget.moc"
