#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTemporaryDir>
#include <QThreadPool>

#include <functional>
#include <memory>

class QWidget;

namespace sendscope::ui {

/// Takes fetched files out of the window: into a file of the user's choice, or to the program that
/// the system has for them. Neither is ever executable.
class MediaFiles : public QObject
{
    Q_OBJECT

public:
    explicit MediaFiles(QWidget *window);
    ~MediaFiles() override;

    /// Asks where to. A file that is there is replaced only after a question.
    void saveAs(const QString &name, const QByteArray &bytes);

    /// Asks whether to. The other program gets a private copy, which is there until this ends.
    /// \p isActive: such a file can do more than be looked at.
    void openElsewhere(const QString &name, const QByteArray &bytes, bool isActive);

signals:
    /// How it went, in a sentence.
    void said(const QString &sentence);

private:
    void write(const QString &path, const QByteArray &bytes,
               std::function<void(const QString &problem)> then);
    void open(const QString &name, const QByteArray &bytes);

    QWidget *m_window;
    std::unique_ptr<QTemporaryDir> m_copies; ///< Null until one was made.
    int m_copyCount = 0;
    QThreadPool m_pool;
};

} // namespace sendscope::ui
