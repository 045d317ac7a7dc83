#pragma once

#include <QString>

#include <vector>

namespace sendscope::ui {

/// What one can write, and what it does.
struct LanguageRow
{
    QString example; ///< A filter.
    QString meaning; ///< In the user's language.
};

struct LanguageSection
{
    QString title;
    std::vector<LanguageRow> rows;
};

/// The filter language in examples: words, comparisons, joining words, and every field of the
/// catalogue.
std::vector<LanguageSection> filterLanguage();

} // namespace sendscope::ui
