#pragma once

#include "app/filter/filter.h"

#include <QStringList>

#include <vector>

namespace sendscope::filter {

/// A filter under a name.
///
/// A plain value.
struct SavedFilter
{
    QString name; ///< As savedName() leaves it; "Group // Name" puts it into a group.
    Filter filter;

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// What readSaved() made of a text.
struct SavedRead
{
    std::vector<SavedFilter> filters; ///< In the order written, each name once: the last one holds.

    /// A line that is none: InvalidInput; args[0] is the line, args[1] what would be right; offset
    /// counts the lines before it.
    std::vector<base::Error> problems;
};

/// Reads a line each: "name = filter"; a line end between quotation marks is part of it. Empty
/// lines and those that begin with # are none. Times without a zone are in \p zone.
SavedRead readSaved(const QString &text, const QTimeZone &zone = QTimeZone::utc());

/// A line each, such that readSaved() reads the same.
QString printSaved(const std::vector<SavedFilter> &filters);

/// The name as it can stand in a line: on one line, without "=", not too long. Empty where nothing
/// is left.
QString savedName(const QString &name);

/// Puts it in the place of the one of that name, in any case, else behind the last one.
void putSaved(std::vector<SavedFilter> &filters, SavedFilter filter);

} // namespace sendscope::filter
