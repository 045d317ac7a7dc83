#include "ui/widgets/rowrule.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

/// How much of a hue lies over a row: so little that every text on it can still be read.
constexpr double kTint = 0.08;

constexpr size_t kMostRules = 100;

struct RuleHue
{
    QByteArrayView word;
    const char *name;
    Hue hue;
};

constexpr std::array kHues{
    RuleHue{"red", QT_TRANSLATE_NOOP("RowRule", "Red"), Hue::Failed},
    RuleHue{"amber", QT_TRANSLATE_NOOP("RowRule", "Amber"), Hue::Owed},
    RuleHue{"green", QT_TRANSLATE_NOOP("RowRule", "Green"), Hue::Delivered},
    RuleHue{"blue", QT_TRANSLATE_NOOP("RowRule", "Blue"), Hue::Sending},
    RuleHue{"violet", QT_TRANSLATE_NOOP("RowRule", "Violet"), Hue::Received},
    RuleHue{"pink", QT_TRANSLATE_NOOP("RowRule", "Pink"), Hue::Rejected},
};

const RuleHue *hueOf(QByteArrayView word)
{
    const auto found = std::find_if(kHues.begin(), kHues.end(),
                                    [word](const RuleHue &hue) { return hue.word == word; });
    return found == kHues.end() ? nullptr : &*found;
}

int mixed(int ground, int hue)
{
    return qRound(ground + (hue - ground) * kTint);
}

} // namespace

QString rulesToText(const std::vector<RowRule> &rules)
{
    QJsonArray list;
    for (const RowRule &rule : rules) {
        list.append(QJsonObject{{u"name"_s, rule.name},
                                {u"filter"_s, rule.filter},
                                {u"hue"_s, QString::fromLatin1(rule.hue)},
                                {u"on"_s, rule.isOn}});
    }
    return list.isEmpty() ? QString()
                          : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::vector<RowRule> rulesFromText(const QString &text)
{
    std::vector<RowRule> rules;
    for (const QJsonValue &value : QJsonDocument::fromJson(text.toUtf8()).array()) {
        const QJsonObject object = value.toObject();
        RowRule rule{object[u"name"_s].toString(), object[u"filter"_s].toString(),
                     object[u"hue"_s].toString().toLatin1(), object[u"on"_s].toBool(true)};
        if (hueOf(rule.hue) && rules.size() < kMostRules)
            rules.push_back(std::move(rule));
    }
    return rules;
}

QByteArrayList ruleHues()
{
    QByteArrayList words;
    for (const RuleHue &hue : kHues)
        words += hue.word.toByteArray();
    return words;
}

QString ruleHueName(QByteArrayView hue)
{
    const RuleHue *known = hueOf(hue);
    return known ? QCoreApplication::translate("RowRule", known->name) : QString();
}

std::optional<Hue> ruleHue(QByteArrayView hue)
{
    const RuleHue *known = hueOf(hue);
    return known ? std::optional(known->hue) : std::nullopt;
}

QColor tinted(const QColor &ground, Hue hue, const Tokens &tokens)
{
    const QColor &over = tokens.hue(hue);
    return QColor(mixed(ground.red(), over.red()), mixed(ground.green(), over.green()),
                  mixed(ground.blue(), over.blue()));
}

} // namespace sendscope::ui
