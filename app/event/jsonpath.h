#pragma once

#include "app/event/jsontext.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace sendscope::event {

/// A way into a JSON value: "a.b[0]", "a.\"odd key\"". Names go to members, numbers in brackets to
/// elements; an array that stands in the way of a name is gone through by all of its elements, and
/// one at the end stands for all of them.
///
/// A plain value.
class JsonPath
{
public:
    /// The longest text of a path; longer ones are none.
    static constexpr qsizetype kMaxBytes = 512;

    /// Names of letters, digits, _, - and $ stand as they are, others in quotation marks with \"
    /// and
    /// \\ in them. None for anything else, and for an empty text.
    static std::optional<JsonPath> parse(QByteArrayView text);

    /// Goes one step further: to the member of that name, to the element of that number.
    void appendName(const QByteArray &name) { m_steps.push_back({name, -1}); }
    void appendIndex(qint32 index) { m_steps.push_back({{}, index}); }

    /// The one spelling of the path, for which parse(text()) is the same path.
    QByteArray text() const;

    /// The spans it leads to from there, in order. Of repeated keys the last one counts.
    std::vector<qint32> find(const JsonText &json, qint32 from) const;

    /// The one span it leads to where every step is taken to the letter: a name only into an
    /// object, a number only into an array. -1 without.
    qint32 locate(const JsonText &json, qint32 from) const;

    friend bool operator==(const JsonPath &, const JsonPath &) = default;

private:
    struct Step
    {
        QByteArray name;   ///< UTF-8.
        qint32 index = -1; ///< From 0; -1: by name.

        friend bool operator==(const Step &, const Step &) = default;
    };

    void collect(const JsonText &json, qint32 span, size_t step, std::vector<qint32> &found) const;

    std::vector<Step> m_steps;
};

} // namespace sendscope::event
