#pragma once

#include "app/base/result.h"
#include "app/settings/catalogue.h"
#include "app/settings/settings.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <span>

namespace sendscope::settings {

/// One option of a program or command, as --help shows it.
struct Option
{
    const char *name;      ///< "listen", without the dashes.
    const char *valueName; ///< "ADDR:PORT"; empty for a flag.
    const char *sentence;
    std::optional<Key> key = std::nullopt; ///< The setting that it sets.
};

/// The option that sets a setting, with the names and words of the catalogue.
constexpr Option optionFor(const Entry &entry)
{
    return {entry.option, entry.valueName, entry.sentence, entry.key};
}

/// What stood on a command line.
///
/// A plain value.
class Arguments
{
public:
    bool has(const QString &option) const { return m_values.contains(option); }
    QString value(const QString &option) const; ///< The last one given; empty without.
    QStringList values(const QString &option) const { return m_values.value(option); }
    const QStringList &positionals() const { return m_positionals; }
    const QStringList &afterDashes() const { return m_afterDashes; } ///< What follows "--".

private:
    friend base::Result<Arguments> parseArguments(const QStringList &, const QList<Option> &);

    QHash<QString, QStringList> m_values;
    QStringList m_positionals;
    QStringList m_afterDashes;
};

/// Reads words against a table of options. Options may stand anywhere before "--"; a value follows
/// as the next word or after "=". There are no options of one dash; "-" alone is a word.
///
/// Error: InvalidInput for an unknown option (args: the word, the nearest name), a missing value or
/// a value for a flag.
base::Result<Arguments> parseArguments(const QStringList &words, const QList<Option> &options);

/// Puts the options that set a setting into force; a list's values are joined.
///
/// Error: InvalidInput (args: the text, what would be right).
base::Result<void> apply(const Arguments &arguments, const QList<Option> &options,
                         Settings &settings);

/// The lines that --help shows for these options, aligned, with the defaults of settings.
QString helpFor(const QList<Option> &options);

} // namespace sendscope::settings
