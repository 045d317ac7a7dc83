#include "app/settings/paths.h"
#include "tests/testregistry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;

class PathsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void putsEverythingUnderOneFolder();
    void followsTheDesktopsFolders();

private:
    QByteArray m_home = qgetenv("SENDSCOPE_HOME");
};

void PathsTest::cleanup()
{
    qputenv("SENDSCOPE_HOME", m_home);
    qunsetenv("XDG_STATE_HOME");
}

void PathsTest::putsEverythingUnderOneFolder()
{
    const QTemporaryDir folder;
    qputenv("SENDSCOPE_HOME", folder.path().toLocal8Bit());

    const settings::Paths paths = settings::Paths::fromEnvironment();

    QCOMPARE(paths.liveCapture, folder.filePath(u"Live.sendscope"_s));
    QCOMPARE(paths.settingsFile, folder.filePath(u"sendscope.ini"_s));
    QCOMPARE(paths.stateFile, folder.filePath(u"window.ini"_s));
    QCOMPARE(paths.stallFile, folder.filePath(u"stalls.json"_s));
}

void PathsTest::followsTheDesktopsFolders()
{
    qunsetenv("SENDSCOPE_HOME");
    qputenv("XDG_STATE_HOME", "/somewhere/state");

    const settings::Paths paths = settings::Paths::fromEnvironment();

    QCOMPARE(paths.stateFile, u"/somewhere/state/sendscope/window.ini"_s);
    QCOMPARE(paths.stallFile, u"/somewhere/state/sendscope/stalls.json"_s);
    QVERIFY(paths.liveCapture.endsWith(u"/sendscope/Live.sendscope"_s));
}

SENDSCOPE_TEST(PathsTest, paths)
#include "tst_paths.moc"
