#include "app/cli/command.h"
#include "tests/testregistry.h"

#include <QSet>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class CommandTest : public QObject
{
    Q_OBJECT

private slots:
    void explainsEachOptionOnce_data();
    void explainsEachOptionOnce();
    void takesJsonEverywhere_data() { explainsEachOptionOnce_data(); }
    void takesJsonEverywhere();
    void endsWithTheCodeOfTheContract_data();
    void endsWithTheCodeOfTheContract();
};

void CommandTest::explainsEachOptionOnce_data()
{
    QTest::addColumn<qsizetype>("place");

    for (size_t i = 0; i < cli::commands().size(); ++i)
        QTest::newRow(cli::commands()[i].name) << qsizetype(i);
}

void CommandTest::explainsEachOptionOnce()
{
    QFETCH(const qsizetype, place);
    const cli::Command &command = cli::commands()[size_t(place)];

    const QString help = cli::helpFor(command);

    QSet<QString> names;
    for (const settings::Option &option : command.options()) {
        const QString name = QString::fromLatin1(option.name);
        QVERIFY2(!names.contains(name), option.name);
        names.insert(name);
        QVERIFY2(QString::fromUtf8(option.sentence).endsWith(u'.'), option.name);
        QVERIFY2(help.contains(u"  --"_s + name), option.name);
    }
    QVERIFY(help.contains(QString::fromUtf8(command.sentence)));
}

void CommandTest::takesJsonEverywhere()
{
    QFETCH(const qsizetype, place);

    const QList<settings::Option> options = cli::commands()[size_t(place)].options();

    QVERIFY(std::any_of(options.begin(), options.end(), [](const settings::Option &option) {
        return QByteArrayView(option.name) == "json";
    }));
}

void CommandTest::endsWithTheCodeOfTheContract_data()
{
    QTest::addColumn<base::Error::Code>("error");
    QTest::addColumn<int>("code");

    using Code = base::Error::Code;
    QTest::newRow("usage") << Code::InvalidInput << 2;
    QTest::newRow("port busy") << Code::PortInUse << 3;
    QTest::newRow("capture in use") << Code::CaptureInUse << 3;
    QTest::newRow("disk full") << Code::DiskFull << 3;
    QTest::newRow("no display") << Code::NoDisplay << 3;
    QTest::newRow("no such file") << Code::NotFound << 4;
    QTest::newRow("another file") << Code::NotACapture << 4;
    QTest::newRow("damaged") << Code::CaptureCorrupt << 4;
    QTest::newRow("nobody there") << Code::Unreachable << 5;
    QTest::newRow("no answer") << Code::TimedOut << 5;
}

void CommandTest::endsWithTheCodeOfTheContract()
{
    QFETCH(const base::Error::Code, error);
    QFETCH(const int, code);

    QCOMPARE(int(cli::exitCodeFor({error, {}})), code);
}

SENDSCOPE_TEST(CommandTest, command)
#include "tst_command.moc"
