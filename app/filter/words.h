#pragma once

#include <QCoreApplication>
#include <QString>

namespace sendscope::filter {

/// What is said about a filter, in the language of the person who typed it.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Filter", text);
}

} // namespace sendscope::filter
