// The contract check of events that have been read, beside the reading.
//
// Usage: bench_check [EVENTS]

#include "app/bandwidth/check.h"
#include "app/event/jsontext.h"
#include "app/event/split.h"
#include "tests/bench/figures.h"
#include "tests/bench/manyevents.h"

#include <cstdlib>

using namespace sendscope;

int main(int argc, char *argv[])
{
    const int events = argc > 1 ? std::atoi(argv[1]) : 100'000;
    constexpr double kBoundNs = 1'000;

    std::vector<event::JsonText> texts;
    std::vector<bandwidth::Body> bodies;
    for (int i = 0; i < events; ++i) {
        texts.push_back(*event::JsonText::scan(bench::eventBody(i)));
        bodies.push_back(
            bandwidth::borrowEvent(texts.back(), event::elementsOf(texts.back()).front()).body);
    }

    int broken = 0;
    const double checkMs = bench::medianMs([&] {
        for (size_t i = 0; i < texts.size(); ++i)
            broken += bandwidth::brokenRules(texts[i], 1, bodies[i]).isEmpty() ? 0 : 1;
    });
    const double scanMs = bench::medianMs([&] {
        for (const event::JsonText &text : texts)
            broken += event::JsonText::scan(text.bytes()) ? 0 : 1;
    });
    const double readMs = bench::medianMs([&] {
        for (const event::JsonText &text : texts)
            broken += bandwidth::borrowEvent(text, 1).type.isEmpty() ? 1 : 0;
    });
    std::printf("%d events, %d findings\n", events, broken);
    bench::print("check of one event", checkMs * 1e6 / events, kBoundNs, "ns");
    bench::print("  beside scanning it", checkMs, scanMs, "ms");
    bench::print("  beside reading it", checkMs, readMs, "ms");
    return 0;
}
