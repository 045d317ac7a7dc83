#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace sendscope::ui {

/// What the window remembers of its looks: place, splitters, columns. Nothing a person would set by
/// hand; that is app/settings.
class WindowState
{
public:
    /// The file is read at once, and written when the program is idle or ends.
    explicit WindowState(const QString &file);

    QByteArray value(const QString &name) const; ///< Empty where nothing is remembered.
    void keep(const QString &name, const QByteArray &value);

private:
    QSettings m_file;
};

} // namespace sendscope::ui
