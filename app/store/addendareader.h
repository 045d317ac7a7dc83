#pragma once

#include "app/base/result.h"
#include "app/event/request.h"
#include "app/store/remarks.h"

#include <memory>
#include <vector>

namespace sendscope::store {

/// What was added to requests after they had come.
struct Addenda
{
    std::vector<event::Attempt> attempts; ///< By request; those of one request oldest first.
    Remarks remarks;                      ///< By event.
};

/// Reads what stands beside the requests of a capture, for many of them at a time. Never writes.
///
/// Meant for one pass through a capture: it does not notice when its files are replaced.
///
/// Thread: the one that opened it.
class AddendaReader
{
public:
    /// Errors: as those of Reader::open().
    static base::Result<std::unique_ptr<AddendaReader>> open(const QString &capturePath);
    ~AddendaReader();

    /// Of requests that follow one another by id; at least one.
    base::Result<Addenda> of(const std::vector<event::StoredRequest> &requests);

private:
    AddendaReader();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sendscope::store
