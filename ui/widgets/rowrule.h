#pragma once

#include "app/filter/filter.h"
#include "ui/theme/tokens.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace sendscope::ui {

/// A rule of a person's own: rows that pass the filter get a hue.
///
/// A plain value.
struct RowRule
{
    QString name;
    QString filter;         ///< As typed; a rule whose filter is not fine colours nothing.
    QByteArray hue = "red"; ///< One of ruleHues().
    bool isOn = true;

    friend bool operator==(const RowRule &, const RowRule &) = default;
};

/// What rows are coloured by. The first rule that a row passes wins; the rows that none speaks of
/// are coloured by their state and issues.
struct RowRules
{
    std::vector<RowRule> rules;
    bool areStatesOn = true;

    friend bool operator==(const RowRules &, const RowRules &) = default;
};

/// For the settings; what cannot be read is left out.
QString rulesToText(const std::vector<RowRule> &rules);
std::vector<RowRule> rulesFromText(const QString &text);

/// The hues a rule can have, by their words: "red", "amber" ...
QByteArrayList ruleHues();

QString ruleHueName(QByteArrayView hue); ///< In the user's language.

/// None for a word that is none.
std::optional<Hue> ruleHue(QByteArrayView hue);

/// The ground with a touch of that hue over it.
QColor tinted(const QColor &ground, Hue hue, const Tokens &tokens);

} // namespace sendscope::ui
