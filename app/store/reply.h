#pragma once

#include <QObject>

namespace sendscope::store {

/// Rings where an answer is wanted. Connected on the asker's side, so that Qt sees to it that an
/// asker who is gone hears nothing.
///
/// Thread: made on the asker's; then belongs to none.
class Reply : public QObject
{
    Q_OBJECT

signals:
    void ready();
};

} // namespace sendscope::store
