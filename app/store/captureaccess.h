#pragma once

#include "app/base/result.h"

#include <QMetaType>
#include <QString>

namespace sendscope::store {

/// What happens to a file that stands where a capture is to be recorded, but is damaged or none.
enum class IfDamaged {
    Refuse,    ///< An error; the file stays as it is. For a file that somebody chose.
    MoveAside, ///< It is renamed and a new capture begun. For the default capture, which must
               ///< always record.
};

/// How a capture was opened.
struct CaptureInfo
{
    QString path;
    bool isWritable = false; ///< False: another program records into it, or it may only be read.
    bool isInUse = false;    ///< Another program records into it right now.
    bool wasUnclean = false; ///< The last writer did not close it; it was checked and recovered.
    QString movedAside; ///< Where a damaged or foreign file at this path was moved; mostly empty.
    qint64 events = 0;  ///< Highest event id at opening.
};

} // namespace sendscope::store

Q_DECLARE_METATYPE(sendscope::store::CaptureInfo)
