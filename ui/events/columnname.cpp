#include "ui/events/columnname.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;
using filter::Judgement;

struct ColumnWords
{
    Q_DECLARE_TR_FUNCTIONS(ColumnName)
};

constexpr std::array<QByteArrayView, 2> kPrefixes{"json.", "header."};

bool isBeginning(QByteArrayView part, QByteArrayView whole)
{
    return part.size() <= whole.size() && whole.first(part.size()) == part;
}

/// Nothing yet, a part of a prefix, or a prefix alone.
bool isBegun(const QByteArray &name)
{
    return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                       [&name](QByteArrayView prefix) { return isBeginning(name, prefix); });
}

bool hasPrefix(const QByteArray &name)
{
    return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                       [&name](QByteArrayView prefix) { return name.startsWith(prefix); });
}

/// A path may still end with what only begins another step.
bool isOpenPath(const QByteArray &name)
{
    if (!name.startsWith(kPrefixes[0]))
        return false;
    constexpr std::array<QByteArrayView, 5> kEndings{"x", "0]", "\"", "x\"", "]"};
    return std::any_of(kEndings.begin(), kEndings.end(), [&name](QByteArrayView ending) {
        return event::findFieldRef(name + ending.toByteArray()).has_value();
    });
}

QString nearest(const QByteArray &name)
{
    if (const auto field = event::nearestField(name))
        return QString::fromUtf8(event::nameOf(*field));
    const QByteArray path = kPrefixes[0].toByteArray() + name;
    return event::findFieldRef(path) ? QString::fromUtf8(path) : QString();
}

} // namespace

ColumnName readColumnName(const QString &text)
{
    const QByteArray name = text.trimmed().toUtf8();
    if (const auto field = event::findFieldRef(name)) {
        return {.judgement = Judgement::Fine,
                .field = *field,
                .sentence = event::meaningOf(*field),
                .instead = {}};
    }
    if (isBegun(name) || isOpenPath(name)) {
        return {.judgement = Judgement::Unfinished,
                .field = {},
                .sentence =
                    ColumnWords::tr("A path such as json.message.tag or json.to[0], or a header "
                                    "such as header.user-agent."),
                .instead = {}};
    }

    ColumnName wrong{.judgement = Judgement::Wrong,
                     .field = {},
                     .sentence = {},
                     .instead = hasPrefix(name) ? QString() : nearest(name)};
    if (name.startsWith(kPrefixes[0]))
        wrong.sentence =
            ColumnWords::tr("This is no path: names are parted by dots, numbers stand in "
                            "brackets, other names in quotation marks.");
    else if (name.startsWith(kPrefixes[1]))
        wrong.sentence = ColumnWords::tr("This is no name of a header field.");
    else
        wrong.sentence = ColumnWords::tr("There is no field of this name.");
    return wrong;
}

} // namespace sendscope::ui
