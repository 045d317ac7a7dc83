#include "tests/testregistry.h"

#include <QByteArray>
#include <QTest>

#include <cstdio>
#include <map>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

namespace sendscope::tests {
namespace {

using Makers = std::map<QByteArray, std::function<std::unique_ptr<QObject>()>>;

Makers &makers()
{
    static Makers all;
    return all;
}

} // namespace

Registration::Registration(const char *name, std::function<std::unique_ptr<QObject>()> make)
{
    makers().emplace(name, std::move(make));
}

} // namespace sendscope::tests

/// Runs one test class: "tst_listen endpoint [what Qt Test takes]".
int main(int argc, char *argv[])
{
    const auto &makers = sendscope::tests::makers();
    const auto maker = argc > 1 ? makers.find(argv[1]) : makers.end();
    if (maker == makers.end()) {
        std::fputs("Say which test class to run:\n", stderr);
        for (const auto &[name, make] : makers)
            std::fprintf(stderr, "  %s\n", name.constData());
        return 2;
    }

    Application application(argc, argv);
    application.setApplicationName(QStringLiteral("sendscope-test"));
    const std::unique_ptr<QObject> test = maker->second();
    argv[1] = argv[0];
    return QTest::qExec(test.get(), argc - 1, argv + 1);
}
