#pragma once

#include "app/bandwidth/format.h"
#include "app/bandwidth/message.h"

#include <QByteArrayView>

#include <span>

namespace sendscope::bandwidth {

/// Where something is documented: a published document by its name, and the part of it.
struct SchemaSource
{
    const char *document = "";
    const char *section = "";
};

struct Schema;

/// What is documented of one member of an object.
///
/// Where the published sources contradict one another, what any of them says is right.
struct SchemaField
{
    /// JSON types, to be joined.
    enum Types : quint8 {
        Object = 1,
        Array = 2,
        String = 4,
        Number = 8,
        Integer = 16, ///< A number without a fraction.
        Boolean = 32,
        Null = 64,
    };

    /// Which events have it.
    enum class Where : quint8 { Anywhere, Failed, Inbound };

    QByteArrayView name;
    quint8 types = String;
    Format format = Format::Any; ///< Of its text; of an array those of its elements.
    bool isRequired = false;
    qint32 mostCharacters = 0; ///< 0: nothing is said.
    bool isUnique = false;     ///< Of an array: no element stands there twice.
    Where where = Where::Anywhere;
    const char *words = "";         ///< The texts that it may be, with spaces between; empty: any.
    const char *formerWords = "";   ///< Those that were documented once, and are no fault.
    const Schema *object = nullptr; ///< Of its members.
};

/// What is documented of one object. An object with other members is no fault: the documentation
/// never closes one, and Bandwidth adds to them.
struct Schema
{
    static constexpr size_t kMostFields = 20;

    std::span<const SchemaField> fields;
    SchemaSource source;
    SchemaSource inboundSource; ///< In an event that tells of a message to us.
};

/// What is documented of such a body; null where nothing is, or too little to check by.
const Schema *schemaOf(Body body);

/// What is documented at a path of names in an event, such as "message.tag"; null where nothing is.
const SchemaField *schemaFieldAt(QByteArrayView path);

/// The current names of events, with spaces between.
extern const char *const kEventTypes;

} // namespace sendscope::bandwidth
