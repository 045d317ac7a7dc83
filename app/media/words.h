#pragma once

#include <QCoreApplication>
#include <QString>

namespace sendscope::media {

/// What is said about media, in the language of the person who asked for them.
inline QString words(const char *text)
{
    return QCoreApplication::translate("Media", text);
}

} // namespace sendscope::media
