#pragma once

#include "app/base/result.h"
#include "app/settings/catalogue.h"

#include <QHash>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <vector>

namespace sendscope::settings {

/// The settings in force: an option wins over the environment, that over the file, that over the
/// default.
///
/// A value, read once at start. Thread: any.
class Settings
{
public:
    /// The defaults.
    Settings() = default;

    /// What file and environment say. Values there that cannot be used are left at the default, and
    /// told of in problems(): a slip in a file must not keep the program from starting.
    static Settings load(const QString &settingsFile, const QProcessEnvironment &environment);

    /// Sets a value for this run, as an option does. Error: InvalidInput (args: the text, what
    /// would be right).
    base::Result<void> set(Key key, const QString &text);

    /// Writes a value into the file, for later runs, and sets it for this one. Secrets are never
    /// written: InvalidInput. Error: FileUnwritable.
    base::Result<void> keep(Key key, const QString &text);

    QString text(Key key) const;
    QStringList list(Key key) const;
    bool flag(Key key) const;
    qint64 number(Key key) const; ///< Numbers as such, sizes in bytes, spans in milliseconds.
    std::chrono::milliseconds duration(Key key) const;

    const std::vector<base::Error> &problems() const { return m_problems; }

private:
    QString m_settingsFile;
    QHash<int, QString> m_texts; ///< Of the keys that are not at their default.
    std::vector<base::Error> m_problems;
};

/// Whether a text can be the value of a setting. Error: InvalidInput (args: the text, what would be
/// right).
base::Result<void> check(const Entry &entry, const QString &text);

} // namespace sendscope::settings
