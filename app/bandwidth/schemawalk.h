#pragma once

#include "app/bandwidth/check.h"
#include "app/bandwidth/schema.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <cstring>

namespace sendscope::bandwidth {

/// One place where a walk found something, before there are words for it.
struct Breach
{
    Rule rule = Rule::MissingField;
    const Schema *schema = nullptr;     ///< Of the object it stands in.
    const SchemaField *field = nullptr; ///< Null for the element as a whole.
    qint32 span = 0;                    ///< The value; for what is missing the object.
};

/// Goes through an element by its schema, and hands each breach to \p Sink, a callable. Takes no
/// memory of its own but for long lists and for names with escapes.
template <typename Sink>
class SchemaWalk
{
public:
    SchemaWalk(const event::JsonText &json, qint32 element, Body body, Sink &sink)
        : m_json(json)
        , m_sink(sink)
    {
        const Schema *schema = schemaOf(body);
        if (!schema || typeOf(element) != Type::Object)
            return;
        const Values values = valuesOf(element, *schema);
        if (body == Body::Unknown && !has(*schema, values, "type")
            && !has(*schema, values, "message")) {
            m_sink(Breach{Rule::UnknownBody, schema, nullptr, element});
            return;
        }
        if (body == Body::Message || body == Body::Unknown)
            findKind(*schema, values);
        checkObject(element, *schema, values);
    }

private:
    /// Longer lists are not looked through for repeats: what nobody sends must not take long.
    static constexpr qsizetype kMostCompared = 65'536;

    using Type = event::JsonSpan::Type;
    using Where = SchemaField::Where;
    using Values = std::array<qint32, Schema::kMostFields>; ///< Of each field; -1 without.

    Type typeOf(qint32 span) const { return m_json.span(span).type; }

    /// Decoded; borrows where nothing had to be.
    QByteArray text(qint32 span) const { return m_json.borrowedText(span); }

    bool has(const Schema &schema, const Values &values, QByteArrayView field) const
    {
        return value(schema, values, field) >= 0;
    }

    qint32 value(const Schema &schema, const Values &values, QByteArrayView field) const
    {
        for (size_t i = 0; i < schema.fields.size(); ++i) {
            if (schema.fields[i].name == field)
                return values[i];
        }
        return -1;
    }

    /// What a field may stand in depends on the type; of an unknown one nothing is said.
    void findKind(const Schema &schema, const Values &values)
    {
        const qint32 type = value(schema, values, "type");
        if (type < 0 || typeOf(type) != Type::String)
            return;
        const QByteArray name = text(type);
        m_isInbound = isInboundType(name);
        m_isStatus = !m_isInbound && stageOfType(name) != Stage::None;
        m_isFailed = name == "message-failed";
        m_isDelivered = name == "message-delivered";
    }

    /// Of repeated names the last one counts.
    Values valuesOf(qint32 object, const Schema &schema) const
    {
        Values values;
        values.fill(-1);
        for (qint32 key = m_json.firstChild(object); key >= 0; key = m_json.span(key).next) {
            const qint32 field = fieldOf(key, schema);
            if (field >= 0)
                values[size_t(field)] = m_json.value(key);
        }
        return values;
    }

    qint32 fieldOf(qint32 key, const Schema &schema) const
    {
        const event::JsonSpan &span = m_json.span(key);
        QByteArray decoded;
        QByteArrayView name(m_json.bytes().constData() + span.begin + 1,
                            qsizetype(span.end - span.begin) - 2);
        if (span.hasEscapes) {
            decoded = m_json.text(key);
            name = decoded;
        }
        for (size_t i = 0; i < schema.fields.size(); ++i) {
            const QByteArrayView known = schema.fields[i].name;
            if (known.size() == name.size()
                && std::memcmp(known.data(), name.data(), size_t(name.size())) == 0)
                return qint32(i);
        }
        return -1;
    }

    void checkObject(qint32 object, const Schema &schema, const Values &values)
    {
        for (size_t i = 0; i < schema.fields.size(); ++i) {
            const SchemaField &field = schema.fields[i];
            if (values[i] >= 0)
                checkValue(schema, field, values[i]);
            else if (field.isRequired && !isLeftOutRightly(field))
                m_sink(Breach{Rule::MissingField, &schema, &field, object});
        }
    }

    /// In 2018 a delivery was documented without the recipient in its envelope.
    bool isLeftOutRightly(const SchemaField &field) const
    {
        return m_isDelivered && field.name == "to" && field.types == SchemaField::String;
    }

    void checkValue(const Schema &schema, const SchemaField &field, qint32 span)
    {
        const auto found = [&](Rule rule) { m_sink(Breach{rule, &schema, &field, span}); };
        if (!isOfType(field.types, span))
            return found(Rule::WrongType);
        if (isMisplaced(field))
            return found(Rule::MisplacedField);
        switch (typeOf(span)) {
        case Type::String:
            return checkText(schema, field, span);
        case Type::Array:
            return checkArray(schema, field, span);
        case Type::Object:
            if (field.object)
                checkObject(span, *field.object, valuesOf(span, *field.object));
            return;
        default:
            return;
        }
    }

    bool isOfType(quint8 types, qint32 span) const
    {
        switch (typeOf(span)) {
        case Type::Object:
            return types & SchemaField::Object;
        case Type::Array:
            return types & SchemaField::Array;
        case Type::String:
            return types & SchemaField::String;
        case Type::Number:
            return (types & SchemaField::Number)
                || ((types & SchemaField::Integer)
                    && isOfFormat(m_json.raw(span), Format::Integer));
        case Type::True:
        case Type::False:
            return types & SchemaField::Boolean;
        case Type::Null:
            return types & SchemaField::Null;
        case Type::Key:
            break;
        }
        return false;
    }

    bool isMisplaced(const SchemaField &field) const
    {
        switch (field.where) {
        case Where::Failed:
            return (m_isStatus || m_isInbound) && !m_isFailed;
        case Where::Inbound:
            return m_isStatus;
        case Where::Anywhere:
            break;
        }
        return false;
    }

    void checkText(const Schema &schema, const SchemaField &field, qint32 span)
    {
        const bool hasRule =
            field.format != Format::Any || *field.words || field.mostCharacters > 0;
        if (!hasRule)
            return;
        const auto found = [&](Rule rule) { m_sink(Breach{rule, &schema, &field, span}); };
        const QByteArray value = text(span);
        if (field.mostCharacters > 0 && characters(value) > field.mostCharacters)
            found(Rule::TooLong);
        if (*field.words && !isOneOf(value, field.words) && !isOneOf(value, field.formerWords))
            found(Rule::UnknownValue);
        if (!isOfFormat(value, field.format))
            found(field.format == Format::Integer ? Rule::WrongType : Rule::WrongFormat);
    }

    /// Counted only where there may be too many.
    static qsizetype characters(const QByteArray &text)
    {
        return std::count_if(text.begin(), text.end(),
                             [](char c) { return (quint8(c) & 0xC0) != 0x80; });
    }

    static bool isOneOf(QByteArrayView text, QByteArrayView words)
    {
        while (!words.isEmpty()) {
            const qsizetype space = words.indexOf(' ');
            const QByteArrayView word = space < 0 ? words : words.first(space);
            if (word == text)
                return true;
            words = space < 0 ? QByteArrayView() : words.sliced(space + 1);
        }
        return false;
    }

    void checkArray(const Schema &schema, const SchemaField &field, qint32 array)
    {
        qsizetype count = 0;
        for (qint32 at = m_json.firstChild(array); at >= 0; at = m_json.span(at).next, ++count) {
            if (typeOf(at) != Type::String)
                m_sink(Breach{Rule::WrongType, &schema, &field, at});
            else if (!isOfFormat(text(at), field.format))
                m_sink(Breach{Rule::WrongFormat, &schema, &field, at});
        }
        if (field.isUnique && count > 1 && count <= kMostCompared)
            findRepeated(schema, field, array);
    }

    void findRepeated(const Schema &schema, const SchemaField &field, qint32 array)
    {
        struct Item
        {
            QByteArray text;
            qint32 span;
        };
        constexpr qsizetype kUsual = 16;
        QVarLengthArray<Item, kUsual> items;
        for (qint32 at = m_json.firstChild(array); at >= 0; at = m_json.span(at).next) {
            if (typeOf(at) == Type::String)
                items.append({text(at), at});
        }
        std::sort(items.begin(), items.end(), [](const Item &a, const Item &b) {
            const int order = a.text.compare(b.text);
            return order != 0 ? order < 0 : a.span < b.span;
        });
        for (qsizetype i = 1; i < items.size(); ++i) {
            if (items[i].text == items[i - 1].text)
                m_sink(Breach{Rule::RepeatedItem, &schema, &field, items[i].span});
        }
    }

    const event::JsonText &m_json;
    Sink &m_sink;
    bool m_isInbound = false;
    bool m_isStatus = false;
    bool m_isFailed = false;
    bool m_isDelivered = false;
};

} // namespace sendscope::bandwidth
