#include "app/net/systemkeyring.h"
#include "tests/testregistry.h"

#include <QTest>

#include <optional>

using namespace sendscope;
using namespace Qt::StringLiterals;

/// On a machine without a keyring, as those are that run tests.
class SystemKeyringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // Whatever is here, this process does not find it: no test opens anybody's keyring.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        qputenv("XDG_CURRENT_DESKTOP", "none");
    }
    void saysThatThereIsNone();
    void storesNothingElsewhereInstead();
    void answersNobodyWhoIsGone();

private:
    net::SystemKeyring m_keyring; // at most one in a process
};

void SystemKeyringTest::saysThatThereIsNone()
{
    std::optional<net::Keyring::Reading> reading;

    m_keyring.read(u"tests"_s, this, [&reading](const auto &answer) { reading = answer; });

    QTRY_VERIFY_WITH_TIMEOUT(reading.has_value(), 30'000);
    QVERIFY(!reading->isAvailable);
    QVERIFY(!reading->secret);
}

void SystemKeyringTest::storesNothingElsewhereInstead()
{
    std::optional<bool> isStored;

    m_keyring.write(u"tests"_s, u"a secret"_s, this,
                    [&isStored](bool answer) { isStored = answer; });

    QTRY_VERIFY_WITH_TIMEOUT(isStored.has_value(), 30'000);
    QVERIFY(!*isStored);
}

void SystemKeyringTest::answersNobodyWhoIsGone()
{
    bool isAnswered = false;
    auto asker = std::make_unique<QObject>();
    m_keyring.read(u"tests"_s, asker.get(), [&isAnswered](const auto &) { isAnswered = true; });
    asker.reset();
    std::optional<net::Keyring::Reading> reading;

    m_keyring.read(u"tests"_s, this, [&reading](const auto &answer) { reading = answer; });

    QTRY_VERIFY_WITH_TIMEOUT(reading.has_value(), 30'000);
    QVERIFY(!isAnswered);
}

SENDSCOPE_TEST(SystemKeyringTest, systemkeyring)
#include "tst_systemkeyring.moc"
