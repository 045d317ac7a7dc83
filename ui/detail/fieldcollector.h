#pragma once

#include "app/base/clock.h"
#include "ui/detail/detailfield.h"

#include <QCoreApplication>

namespace sendscope::ui {

/// The words of the fields, for the translator.
struct DetailWords
{
    Q_DECLARE_TR_FUNCTIONS(Detail)
};

/// Text of strangers as it is shown, cut after kMaxShownText with how much there is.
QString shownText(QByteArrayView bytes);

/// "2026-11-23 14:07:36.979"
QString moment(base::UtcTime time);

/// Collects the fields that have something to say. What add() returns is the last one, to be
/// refined; it is good until the next add().
class FieldCollector
{
public:
    /// Nothing is added without a value: the field returned then is nobody's.
    DetailField &add(const QString &label, const QString &value, const QString &note = {});
    DetailField &addFixed(const QString &label, const QString &value);
    void addHeading(const QString &label);

    DetailFields take() { return std::move(m_fields); }
    size_t size() const { return m_fields.size(); }

private:
    DetailFields m_fields;
    DetailField m_nobodys;
};

} // namespace sendscope::ui
