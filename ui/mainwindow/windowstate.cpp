#include "ui/mainwindow/windowstate.h"

namespace sendscope::ui {

WindowState::WindowState(const QString &file)
    : m_file(file, QSettings::IniFormat)
{
}

QByteArray WindowState::value(const QString &name) const
{
    return m_file.value(name).toByteArray();
}

void WindowState::keep(const QString &name, const QByteArray &value)
{
    m_file.setValue(name, value);
}

} // namespace sendscope::ui
