#pragma once

#include "app/event/request.h"

#include <QByteArrayList>
#include <QRandomGenerator>

namespace sendscope::tests {

/// Texts that made events have in many places; some are hostile.
const QByteArrayList &commonTexts();

/// A stored request with a few rows of any kind: events as published, repeated keys, numbers as
/// strings and far too large, lone surrogates, NUL, text from right to left, deep nesting, arrays
/// where strings belong, bodies that are no JSON. Its ids count from those given.
event::StoredRequest madeRequest(QRandomGenerator &random, qint64 request, qint64 firstEvent);

/// Adds one that goes on from the last of them, of which there is one at least.
void addMadeRequest(QRandomGenerator &random, std::vector<event::StoredRequest> &requests);

/// The id of the row that would come after the last.
qint64 nextEvent(const std::vector<event::StoredRequest> &requests);

/// The published payloads of tests/data/samples, one request each, with ids from 1.
std::vector<event::StoredRequest> sampleRequests();

} // namespace sendscope::tests
