#pragma once

#include "app/base/canceltoken.h"
#include "app/base/result.h"

#include <QIODevice>

#include <functional>
#include <memory>

namespace sendscope::exchange {

/// A file, a pipe or stdin, read once from its beginning. Reading waits for what comes, but not
/// beyond a cancelled token.
///
/// Thread: one at a time.
class InputFile final : public QIODevice
{
public:
    /// "-" is stdin. Error: FileUnreadable.
    static base::Result<std::unique_ptr<InputFile>> open(const QString &path,
                                                         const base::CancelToken &cancel);
    ~InputFile() override;

    /// Called, while a read waits, whenever nothing has come for a moment.
    void setOnIdle(std::function<void()> onIdle) { m_onIdle = std::move(onIdle); }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    InputFile(int descriptor, base::CancelToken cancel);

    const int m_descriptor;
    const base::CancelToken m_cancel;
    std::function<void()> m_onIdle;
};

} // namespace sendscope::exchange
