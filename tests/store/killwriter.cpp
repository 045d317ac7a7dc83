#include "tests/store/recorder.h"

#include <QCoreApplication>

#include <cstdio>

using namespace sendscope;

/// Records batches into a capture until it is killed: "killwriter CAPTURE". Prints one line for
/// each request that was acknowledged: its id, its first row and the number of its rows.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() != 2)
        return 2;

    tests::Recorder recorder(arguments[1]);
    if (!recorder.isOpen())
        return 3;
    for (int turn = 0;; ++turn) {
        event::DraftBatch batch;
        for (int i = 0; i <= turn % 16; ++i)
            batch.requests.push_back(tests::draftRequest(QByteArray(1 + i * 700, 'x'), 1 + i % 3));
        const auto stored = recorder.write(std::move(batch));
        if (!stored)
            return 4;
        for (const event::StoredRequest &request : stored->requests)
            std::printf("%lld %lld %zu\n", request.id.value, request.firstEvent.value,
                        request.draft.events.size());
        std::fflush(stdout);
    }
}
