#pragma once

#include <QByteArray>
#include <QStringList>

namespace sendscope::ui {

/// The captures that were open last, newest first.
///
/// A plain value.
class RecentCaptures
{
public:
    /// From what toBytes() made; anything else makes an empty list.
    static RecentCaptures fromBytes(const QByteArray &bytes);
    QByteArray toBytes() const;

    /// Absolute paths, at most ten. Whether they are there is not known.
    const QStringList &paths() const { return m_paths; }

    /// Puts one first.
    void add(const QString &path);

private:
    QStringList m_paths;
};

} // namespace sendscope::ui
