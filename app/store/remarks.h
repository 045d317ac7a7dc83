#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/event/ids.h"

#include <QString>

#include <vector>

namespace sendscope::store {

class Connection;

/// What a person wrote beside an event, or how it was marked; an empty text takes that away.
struct Remark
{
    event::EventId event;
    base::UtcTime at;
    QString text;

    friend bool operator==(const Remark &, const Remark &) = default;
};

/// Notes and marks of several events.
struct Remarks
{
    std::vector<Remark> notes;
    std::vector<Remark> marks;

    bool isEmpty() const { return notes.empty() && marks.empty(); }
    friend bool operator==(const Remarks &, const Remarks &) = default;
};

/// Puts them into the tables. The caller opens and commits the transaction.
base::Result<void> insertRemarks(Connection &connection, const Remarks &remarks);

/// Puts notes and marks beside events that are in the capture, in one transaction; also while this
/// or another program records into it. An event has one of each: the new one stays.
///
/// Errors: NotFound, those of opening and of writing.
base::Result<void> addRemarks(const QString &capturePath, const Remarks &remarks);

} // namespace sendscope::store
