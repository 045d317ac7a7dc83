#include "tests/testregistry.h"
#include "ui/media/systemcallfilter.h"

#include <QTest>

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sendscope;

namespace {

/// What a call does after the filter, in a child of its own: its errno, 0 for success.
template <typename Call>
int errnoOfFiltered(Call call)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (!ui::forbidFilesAndNetwork())
            ::_exit(99);
        ::_exit(call() < 0 ? errno : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class SystemCallFilterTest : public QObject
{
    Q_OBJECT

private slots:
    void forbidsFiles();
    void forbidsTheNetwork();
    void forbidsOtherPrograms();
    void allowsPipes();
};

void SystemCallFilterTest::forbidsFiles()
{
    QCOMPARE(errnoOfFiltered([] { return ::open("/etc/hostname", O_RDONLY); }), EPERM);
    QCOMPARE(errnoOfFiltered([] { return ::open("/tmp", O_TMPFILE | O_WRONLY, 0600); }), EPERM);
}

void SystemCallFilterTest::forbidsTheNetwork()
{
    QCOMPARE(errnoOfFiltered([] { return ::socket(AF_INET, SOCK_STREAM, 0); }), EPERM);
    QCOMPARE(errnoOfFiltered([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }), EPERM);
}

void SystemCallFilterTest::forbidsOtherPrograms()
{
    QCOMPARE(errnoOfFiltered([] {
                 char *const arguments[] = {nullptr};
                 return ::execve("/bin/true", arguments, arguments);
             }),
             EPERM);
}

void SystemCallFilterTest::allowsPipes()
{
    QCOMPARE(errnoOfFiltered([] {
                 int ends[2];
                 return ::pipe(ends);
             }),
             0);
}

SENDSCOPE_TEST(SystemCallFilterTest, systemcallfilter)
#include "tst_systemcallfilter.moc"
