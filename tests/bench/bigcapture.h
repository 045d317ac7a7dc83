#pragma once

#include "app/base/result.h"

#include <QString>

namespace sendscope::bench {

/// A capture that holds the first so many requests of manyevents.h, none of them hostile. Made in
/// the build folder where it is not there yet: a million take half a minute and 0.8 GB.
///
/// Whoever writes into it works on a ScratchCopy.
base::Result<QString> bigCapture(qint64 events);

/// A copy of a closed capture at another path, for as long as this lives.
class ScratchCopy
{
public:
    explicit ScratchCopy(const QString &capture);
    ~ScratchCopy();

    ScratchCopy(const ScratchCopy &) = delete;
    ScratchCopy &operator=(const ScratchCopy &) = delete;

    const QString &path() const { return m_path; } ///< Empty where it could not be made.

private:
    QString m_path;
};

} // namespace sendscope::bench
