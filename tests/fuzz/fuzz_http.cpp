#include "tests/http/observation.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace sendscope;

namespace {

/// Small enough for an input to reach each of them.
http::Limits tightLimits()
{
    http::Limits limits;
    limits.requestLineBytes = 64;
    limits.headBytes = 256;
    limits.fields = 8;
    limits.chunkExtensionBytes = 16;
    limits.bodyBytes = 100;
    limits.keptRefusedBytes = 32;
    return limits;
}

/// Some places to cut at. They follow from the bytes alone, so that a finding can be replayed.
std::vector<qsizetype> cutsOf(QByteArrayView bytes)
{
    std::minstd_rand random(qChecksum(bytes) + 1u);
    std::vector<qsizetype> cuts(1 + random() % 4);
    for (qsizetype &cut : cuts)
        cut = qsizetype(random() % size_t(bytes.size() + 1));
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

void check(bool isSo, const tests::Observation &observation)
{
    if (isSo)
        return;
    std::fputs(observation.outline.constData(), stderr);
    std::abort();
}

void checkWith(QByteArrayView bytes, const http::Limits &limits)
{
    const tests::Observation whole = tests::observe(bytes, {}, limits);

    // llhttp took what was counted, and ended where it was expected to.
    check(!whole.outline.contains(" ambiguous "), whole);
    check(!whole.outline.contains("BYTES LEFT OVER"), whole);
    check(tests::observeByteByByte(bytes, limits) == whole, whole);
    check(tests::observe(bytes, cutsOf(bytes), limits) == whole, whole);
}

} // namespace

/// The bytes of one connection: however they are cut, the same requests or the same refusal come
/// out.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    checkWith(bytes, {});
    checkWith(bytes, tightLimits());
    return 0;
}
