#include "app/settings/settings.h"

#include "app/base/quantity.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace sendscope::settings {
namespace {

QString example(const Entry &entry)
{
    switch (entry.type) {
    case Type::Flag:
        return u"true or false"_s;
    case Type::Choice:
        return QString::fromLatin1(entry.choices).replace(u',', u", "_s);
    case Type::Number:
        return u"a whole number from %1 to %2"_s.arg(entry.least).arg(entry.most);
    case Type::Bytes:
        return u"a size such as %1"_s.arg(QLatin1StringView(entry.defaultText));
    case Type::Duration:
        return u"a time such as %1"_s.arg(QLatin1StringView(entry.defaultText));
    case Type::Text:
    case Type::List:
    case Type::Secret:
        break;
    }
    return QLatin1StringView(entry.defaultText);
}

std::optional<qint64> readNumber(const Entry &entry, const QString &text)
{
    switch (entry.type) {
    case Type::Number: {
        bool isNumber = false;
        const qint64 number = text.trimmed().toLongLong(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    case Type::Bytes:
        return base::parseBytes(text);
    case Type::Duration:
        if (const auto span = base::parseDuration(text))
            return span->count();
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

bool isInRange(const Entry &entry, qint64 number)
{
    return number >= entry.least && (entry.most == 0 || number <= entry.most);
}

bool isUsable(const Entry &entry, const QString &text)
{
    switch (entry.type) {
    case Type::Text:
    case Type::List:
    case Type::Secret:
        return true;
    case Type::Flag:
        return text == u"true" || text == u"false" || text == u"1" || text == u"0";
    case Type::Choice:
        return QString::fromLatin1(entry.choices).split(u',').contains(text);
    case Type::Number:
    case Type::Bytes:
    case Type::Duration: {
        const auto number = readNumber(entry, text);
        return number && isInRange(entry, *number);
    }
    }
    return false;
}

QString joined(const QVariant &value)
{
    // QSettings splits at commas by itself.
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(u',')
                                                    : value.toString();
}

} // namespace

base::Result<void> check(const Entry &entry, const QString &text)
{
    if (isUsable(entry, text))
        return {};
    return base::Error{base::Error::Code::InvalidInput, {text, example(entry)}, 0};
}

Settings Settings::load(const QString &settingsFile, const QProcessEnvironment &environment)
{
    Settings settings;
    settings.m_settingsFile = settingsFile;
    const QSettings file(settingsFile, QSettings::IniFormat);
    for (const Entry &entry : catalogue()) {
        const QString name = QLatin1StringView(entry.name);
        const QString variable = QLatin1StringView(entry.environment);
        const bool isInFile = entry.type != Type::Secret && file.contains(name);
        for (const QString &text :
             {isInFile ? joined(file.value(name)) : QString(), environment.value(variable)}) {
            if (text.isEmpty())
                continue;
            if (const auto done = settings.set(entry.key, text); !done)
                settings.m_problems.push_back(done.error());
        }
    }
    return settings;
}

base::Result<void> Settings::set(Key key, const QString &text)
{
    if (const auto usable = check(entry(key), text); !usable)
        return usable.error();
    m_texts.insert(int(key), text);
    return {};
}

base::Result<void> Settings::keep(Key key, const QString &text)
{
    const Entry &about = entry(key);
    if (about.type == Type::Secret)
        return base::Error{base::Error::Code::InvalidInput, {QLatin1StringView(about.name)}};
    if (const auto done = set(key, text); !done)
        return done;

    QDir().mkpath(QFileInfo(m_settingsFile).path());
    QSettings file(m_settingsFile, QSettings::IniFormat);
    file.setValue(QLatin1StringView(about.name), text);
    file.sync();
    if (file.status() != QSettings::NoError)
        return base::Error{base::Error::Code::FileUnwritable, {m_settingsFile, u"access denied"_s}};
    return {};
}

QString Settings::text(Key key) const
{
    const auto found = m_texts.constFind(int(key));
    return found == m_texts.constEnd() ? QString::fromLatin1(entry(key).defaultText) : *found;
}

QStringList Settings::list(Key key) const
{
    QStringList parts = text(key).split(u',', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = part.trimmed();
    return parts;
}

bool Settings::flag(Key key) const
{
    const QString value = text(key);
    return value == u"true" || value == u"1";
}

qint64 Settings::number(Key key) const
{
    return readNumber(entry(key), text(key)).value_or(0);
}

std::chrono::milliseconds Settings::duration(Key key) const
{
    return std::chrono::milliseconds(number(key));
}

} // namespace sendscope::settings
