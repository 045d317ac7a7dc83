#include "app/settings/option.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using settings::Key;

class OptionTest : public QObject
{
    Q_OBJECT

private slots:
    void readsValuesFlagsAndTheRest();
    void refuses_data();
    void refuses();
    void setsSettings();
    void showsEachOptionOnALine();
    void breaksLongSentences();

private:
    const QList<settings::Option> m_options{
        {"listen", "ADDR:PORT", "Where to listen.", Key::ListenAddresses},
        {"json", "", "One object a line."},
    };
};

void OptionTest::readsValuesFlagsAndTheRest()
{
    const auto arguments =
        settings::parseArguments({u"--listen"_s, u"127.0.0.1:1"_s, u"file"_s, u"--json"_s,
                                  u"--listen=[::1]:2"_s, u"--"_s, u"--json"_s},
                                 m_options);

    QVERIFY(arguments);
    QCOMPARE(arguments->values(u"listen"_s), QStringList({u"127.0.0.1:1"_s, u"[::1]:2"_s}));
    QVERIFY(arguments->has(u"json"_s));
    QCOMPARE(arguments->positionals(), QStringList(u"file"_s));
    QCOMPARE(arguments->afterDashes(), QStringList(u"--json"_s));
}

void OptionTest::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("right");

    QTest::newRow("unknown name") << QStringList(u"--lisen"_s) << u"--listen"_s;
    QTest::newRow("one dash") << QStringList(u"-json"_s) << u"--json"_s;
    QTest::newRow("no value") << QStringList(u"--listen"_s) << u"--listen ADDR:PORT"_s;
    QTest::newRow("a value for a flag") << QStringList(u"--json=yes"_s) << u"--json"_s;
}

void OptionTest::refuses()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, right);

    const auto arguments = settings::parseArguments(words, m_options);

    QVERIFY(!arguments);
    QCOMPARE(arguments.error().args.value(1), right);
}

void OptionTest::setsSettings()
{
    settings::Settings settings;
    const auto arguments = settings::parseArguments(
        {u"--listen"_s, u"127.0.0.1:1"_s, u"--listen"_s, u"127.0.0.1:2"_s}, m_options);

    QVERIFY(settings::apply(*arguments, m_options, settings));

    QCOMPARE(settings.list(Key::ListenAddresses),
             QStringList({u"127.0.0.1:1"_s, u"127.0.0.1:2"_s}));
}

void OptionTest::showsEachOptionOnALine()
{
    const QString help = settings::helpFor(m_options);

    QCOMPARE(help.count(u'\n'), 2);
    QVERIFY(help.contains(u"  --listen ADDR:PORT  Where to listen. Default: 127.0.0.1:8667,"_s));
}

void OptionTest::breaksLongSentences()
{
    const QByteArray sentence = QByteArray("word ").repeated(60).trimmed() + '.';

    const QString help = settings::helpFor({{"long", "", sentence.constData()}});

    const QStringList lines = help.split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(lines.size() > 1);
    for (const QString &line : lines)
        QVERIFY(line.size() <= 100);
    QVERIFY(lines[1].startsWith(u"          word"));
    QCOMPARE(help.count(u"word"_s), 60);
}

SENDSCOPE_TEST(OptionTest, option)
#include "tst_option.moc"
