#include "app/settings/settings.h"
#include "tests/testregistry.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using settings::Key;

class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithTheDefaults();
    void anOptionWinsOverTheEnvironmentAndThatOverTheFile();
    void keepsWhatItIsToldTo();
    void neverWritesASecret();
    void refuses_data();
    void refuses();
    void aSlipInTheFileLeavesTheDefault();

private:
    settings::Settings load(const QProcessEnvironment &environment = {}) const
    {
        return settings::Settings::load(m_folder.filePath(u"sendscope.ini"_s), environment);
    }

    const QTemporaryDir m_folder;
};

void SettingsTest::beginsWithTheDefaults()
{
    const settings::Settings settings;

    QCOMPARE(settings.list(Key::ListenAddresses),
             QStringList({u"127.0.0.1:8667"_s, u"[::1]:8667"_s}));
    QCOMPARE(settings.number(Key::LimitBody), 16 * 1024 * 1024);
    QCOMPARE(settings.duration(Key::DeadlineHead), 15s);
    QVERIFY(!settings.flag(Key::ListenAnyMethod));
}

void SettingsTest::anOptionWinsOverTheEnvironmentAndThatOverTheFile()
{
    QProcessEnvironment environment;
    QVERIFY(load().keep(Key::ListenPath, u"/file"_s));
    QCOMPARE(load().text(Key::ListenPath), u"/file"_s);

    environment.insert(u"SENDSCOPE_PATH"_s, u"/environment"_s);
    settings::Settings settings = load(environment);
    QCOMPARE(settings.text(Key::ListenPath), u"/environment"_s);

    QVERIFY(settings.set(Key::ListenPath, u"/option"_s));
    QCOMPARE(settings.text(Key::ListenPath), u"/option"_s);
}

void SettingsTest::keepsWhatItIsToldTo()
{
    const QStringList targets{u"http://127.0.0.1:3000/cb"_s, u"https://example.com/hook"_s};

    QVERIFY(load().keep(Key::ReplayTargets, targets.join(u',')));

    QCOMPARE(load().list(Key::ReplayTargets), targets);
}

void SettingsTest::neverWritesASecret()
{
    QVERIFY(!load().keep(Key::ListenCredentials, u"user:password"_s));

    QFile file(m_folder.filePath(u"sendscope.ini"_s));
    if (file.open(QIODevice::ReadOnly))
        QVERIFY(!file.readAll().contains("password"));
}

void SettingsTest::refuses_data()
{
    QTest::addColumn<Key>("key");
    QTest::addColumn<QString>("text");

    QTest::newRow("no flag") << Key::ListenAnyMethod << u"maybe"_s;
    QTest::newRow("no choice") << Key::Theme << u"pink"_s;
    QTest::newRow("no number") << Key::LimitFields << u"many"_s;
    QTest::newRow("number past its range") << Key::ListenNotJsonStatus << u"700"_s;
    QTest::newRow("no size") << Key::LimitBody << u"large"_s;
    QTest::newRow("no span") << Key::DeadlineIdle << u"soon"_s;
}

void SettingsTest::refuses()
{
    QFETCH(const Key, key);
    QFETCH(const QString, text);
    settings::Settings settings;
    const QString before = settings.text(key);

    const auto done = settings.set(key, text);

    QVERIFY(!done);
    QCOMPARE(done.error().code, base::Error::Code::InvalidInput);
    QCOMPARE(done.error().args.value(0), text);
    QVERIFY(!done.error().args.value(1).isEmpty());
    QCOMPARE(settings.text(key), before);
}

void SettingsTest::aSlipInTheFileLeavesTheDefault()
{
    QProcessEnvironment environment;
    environment.insert(u"SENDSCOPE_LIMIT_BODY"_s, u"large"_s);

    const settings::Settings settings = load(environment);

    QCOMPARE(settings.number(Key::LimitBody), 16 * 1024 * 1024);
    QCOMPARE(settings.problems().size(), size_t(1));
}

SENDSCOPE_TEST(SettingsTest, settings)
#include "tst_settings.moc"
