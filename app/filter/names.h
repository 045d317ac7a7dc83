#pragma once

#include "app/filter/filter.h"

#include <QByteArrayList>

#include <map>

namespace sendscope::filter {

/// Names that a person gave to telephone numbers and application ids.
///
/// A value. Thread: any, a copy each.
class Names
{
public:
    static constexpr qsizetype kLongestName = 60;

    /// Reads a line each: "+19195550142 = QA toll-free". Lines that are none are left out.
    static Names read(const QString &text);
    QString print() const; ///< By name.

    /// An empty name takes it away.
    void set(const QByteArray &value, const QString &name);

    /// Empty where it has none. Numbers are compared by their digits, with or without the 1 of
    /// their country; ids in any case.
    QString nameOf(QByteArrayView value) const;

    /// The values of which the name has that in it, in any case; \p isWhole: is just that.
    QByteArrayList valuesNamed(const QString &part, bool isWhole) const;

    /// As they were given, by value.
    const std::map<QByteArray, std::pair<QByteArray, QString>> &all() const { return m_names; }
    bool isEmpty() const { return m_names.empty(); }

    friend bool operator==(const Names &, const Names &) = default;

private:
    std::map<QByteArray, std::pair<QByteArray, QString>>
        m_names; ///< By what is compared: the value as spelled, and its name.
};

/// Whether its values are what names are given to.
bool canHaveNames(const event::FieldRef &field);

/// The filter as it is asked: where it compares a number or an id with a name, and where it looks
/// for a word that is in one, also the values of that name pass. What is typed and kept is the
/// filter itself.
Filter withNames(const Filter &filter, const Names &names);

} // namespace sendscope::filter
