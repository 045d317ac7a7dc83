#include "app/replay/bodychanger.h"

#include "app/event/jsontext.h"
#include "app/event/split.h"
#include "app/event/timestamp.h"
#include "app/replay/shiftedtime.h"

#include <vector>

namespace sendscope::replay {

using event::JsonSpan;

/// One body: finds the values that change, in the order in which they stand.
class BodyChanger::Pass
{
public:
    Pass(BodyChanger &changer, const event::JsonText &json)
        : m_changer(changer)
        , m_json(json)
    {
        const std::vector<qint32> elements = event::elementsOf(json);
        if (m_changer.m_hasShiftedTimes && !m_changer.m_shift)
            beginShift(elements);
        for (const qint32 element : elements)
            takeElement(element);
    }

    QByteArray result() const
    {
        const QByteArray &bytes = m_json.bytes();
        if (m_edits.empty())
            return bytes;
        QByteArray result;
        result.reserve(bytes.size());
        qsizetype done = 0;
        for (const Edit &edit : m_edits) {
            result += QByteArrayView(bytes).sliced(done, edit.begin - done);
            result += edit.text;
            done = edit.end;
        }
        result += QByteArrayView(bytes).sliced(done);
        return result;
    }

private:
    /// What stands there instead of a string, its quotes included.
    struct Edit
    {
        qsizetype begin;
        qsizetype end;
        QByteArray text;
    };

    /// Calls \p take with name and value of each member, also of those whose name is repeated: who
    /// reads the body may take any of them.
    template <typename Take>
    void forEachMember(qint32 object, Take take)
    {
        if (m_json.span(object).type != JsonSpan::Type::Object)
            return;
        for (qint32 key = m_json.firstChild(object); key >= 0; key = m_json.span(key).next)
            take(m_json.borrowedText(key), m_json.value(key));
    }

    void takeElement(qint32 element)
    {
        forEachMember(element, [this](const QByteArray &name, qint32 value) {
            if (name == "time" || name == "eventTime")
                takeTime(value);
            else if (name == "message")
                takeMessage(value);
        });
    }

    void takeMessage(qint32 message)
    {
        forEachMember(message, [this](const QByteArray &name, qint32 value) {
            if (name == "id")
                takeId(value);
            else if (name == "time")
                takeTime(value);
            else if (name == "suggestionResponse")
                takeSuggestion(value);
        });
    }

    void takeSuggestion(qint32 suggestion)
    {
        forEachMember(suggestion, [this](const QByteArray &name, qint32 value) {
            if (name == "pairedMessageId")
                takeId(value);
        });
    }

    void takeId(qint32 value)
    {
        const QByteArray id = stringAt(value);
        if (m_changer.m_hasFreshIds && !id.isEmpty())
            replace(value, m_changer.m_ids.freshFor(id));
    }

    void takeTime(qint32 value)
    {
        if (!m_changer.m_shift)
            return;
        if (const auto shifted = shiftedTime(stringAt(value), *m_changer.m_shift))
            replace(value, *shifted);
    }

    /// The event's own time counts, wherever in it that stands.
    void beginShift(const std::vector<qint32> &elements)
    {
        for (const qint32 element : elements) {
            for (const QByteArrayView name : {"time", "eventTime"}) {
                const qint32 value = memberOf(element, name);
                const auto time = value < 0 ? std::nullopt : event::parseTimestamp(stringAt(value));
                if (!time)
                    continue;
                m_changer.m_shift =
                    std::chrono::floor<std::chrono::seconds>(m_changer.m_now - *time);
                return;
            }
        }
    }

    qint32 memberOf(qint32 object, QByteArrayView name) const
    {
        const bool isObject = m_json.span(object).type == JsonSpan::Type::Object;
        return isObject ? m_json.member(object, name) : -1;
    }

    /// Decoded; empty for what is no string.
    QByteArray stringAt(qint32 value) const
    {
        return m_json.span(value).type == JsonSpan::Type::String ? m_json.text(value)
                                                                 : QByteArray();
    }

    /// \p text needs no escapes: ids are made of letters and digits, times are what was understood.
    void replace(qint32 value, const QByteArray &text)
    {
        const JsonSpan &span = m_json.span(value);
        m_edits.push_back({span.begin, span.end, '"' + text + '"'});
    }

    BodyChanger &m_changer;
    const event::JsonText &m_json;
    std::vector<Edit> m_edits; ///< Ascending.
};

BodyChanger::BodyChanger(bool hasFreshIds, bool hasShiftedTimes)
    : m_hasFreshIds(hasFreshIds)
    , m_hasShiftedTimes(hasShiftedTimes)
{
}

void BodyChanger::begin(base::UtcTime now)
{
    m_now = now;
    m_ids.begin(std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch()));
    m_shift.reset();
}

QByteArray BodyChanger::changed(const QByteArray &readable)
{
    if (isIdle())
        return readable;
    const auto json = event::JsonText::scan(readable);
    return json ? Pass(*this, *json).result() : readable;
}

} // namespace sendscope::replay
