#pragma once

#include <QByteArray>
#include <QStringList>

namespace sendscope::ui {

/// The filters that were used, by their canonical text, newest first, each once.
///
/// A value.
class FilterHistory
{
public:
    static constexpr qsizetype kMost = 100; ///< Older ones are forgotten.

    FilterHistory() = default;

    /// What toJson() made. What cannot be read of it, or is no filter any more, is left out.
    static FilterHistory fromJson(const QByteArray &json);
    QByteArray toJson() const;

    const QStringList &texts() const { return m_texts; }

    /// Those that have every one of the words in them, in any case.
    QStringList matching(const QString &words) const;

    /// Puts it in front; an empty text is no filter.
    void add(const QString &text);
    void remove(const QString &text);

    friend bool operator==(const FilterHistory &, const FilterHistory &) = default;

private:
    QStringList m_texts;
};

} // namespace sendscope::ui
