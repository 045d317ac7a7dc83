#pragma once

#include "app/event/request.h"
#include "app/filter/filter.h"
#include "tests/support/plainvalue.h"

#include <optional>
#include <vector>

namespace sendscope::tests {

class PlainMessages;

/// Whether a row meets a filter, told slowly and plainly from the stored bytes: what columns, scans
/// and compiled programs have to agree with.
///
/// \p element: which of the request's rows. \p now: what "-5m" counts back from. There are no
/// markers and no attempts. \p messages: of all requests; null: nothing is known of messages.
bool matchesPlainly(const filter::Filter &filter, const event::StoredRequest &request,
                    qint32 element, base::UtcTime now, const PlainMessages *messages = nullptr);

/// All values that the row has of the field; none where it is absent.
std::vector<PlainValue> plainValues(const event::FieldRef &field,
                                    const event::StoredRequest &request, qint32 element,
                                    const PlainMessages *messages = nullptr);

/// All texts that words and telephone numbers are looked for in.
std::vector<QByteArray> plainTexts(const event::StoredRequest &request, qint32 element);

} // namespace sendscope::tests
