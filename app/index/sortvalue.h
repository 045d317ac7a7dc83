#pragma once

#include "app/index/ondemand.h"
#include "app/index/snapshot.h"

#include <QByteArray>

namespace sendscope::index {

/// What a row is sorted by: numbers before texts, texts folded. Rows without either come last.
///
/// A plain value.
struct SortValue
{
    enum class Kind : quint8 { Whole, Fraction, Text, None };

    Kind kind = Kind::None;
    qint64 whole = 0;    ///< Of the catalogue's numbers and times.
    double fraction = 0; ///< Of numbers in paths.
    QByteArray text;     ///< Folded, its first kMaxSortedBytes.

    /// Negative: a before b. 0 where both are sorted alike.
    friend int compare(const SortValue &a, const SortValue &b);
};

/// Texts that are alike so far are sorted as equal.
constexpr qsizetype kMaxSortedBytes = 1024;

SortValue sortValue(QByteArrayView text);
SortValue sortValue(const OnDemandValue &value);

/// Of a list its first value.
SortValue sortValue(const Snapshot &snapshot, event::EventId id, const event::FieldRef &field);

} // namespace sendscope::index
