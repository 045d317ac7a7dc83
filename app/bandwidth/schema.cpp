#include "app/bandwidth/schema.h"

#include <array>

namespace sendscope::bandwidth {
namespace {

using F = SchemaField;
using Where = SchemaField::Where;

constexpr auto kOpenApi = "bandwidth.yml of Bandwidth/java-sdk";

constexpr SchemaSource openApi(const char *section)
{
    return {kOpenApi, section};
}

constexpr Schema schema(std::span<const SchemaField> fields, SchemaSource source)
{
    return {fields, source, source};
}

constexpr F text(QByteArrayView name)
{
    return {.name = name};
}

constexpr F required(F field)
{
    field.isRequired = true;
    return field;
}

constexpr qint32 kMostTag = 1024;
constexpr qint32 kMostPostback = 2048;
constexpr qint32 kMostUrl = 1000;

// Members stand in the order in which they mostly come.

constexpr std::array kFile{
    required(F{.name = "fileUrl", .format = Format::Uri, .mostCharacters = kMostUrl}),
    F{.name = "thumbnailUrl", .format = Format::Uri, .mostCharacters = kMostUrl},
};
constexpr Schema kFileSchema = schema(kFile, openApi("components.schemas.rbmMessageContentFile"));

constexpr std::array kContent{
    text("text"),
    F{.name = "media", .types = F::Object, .object = &kFileSchema},
};
constexpr Schema kContentSchema =
    schema(kContent, openApi("components.schemas.multiChannelMessageContent"));

constexpr std::array kSuggestion{
    text("text"),
    F{.name = "postbackData", .format = Format::Base64, .mostCharacters = kMostPostback},
    F{.name = "pairedMessageId", .types = F::String | F::Null},
};
constexpr Schema kSuggestionSchema =
    schema(kSuggestion, openApi("components.schemas.rbmSuggestionResponse"));

// The OpenAPI file says texts, Bandwidth's own library for Node.js numbers.
constexpr std::array kLocation{
    F{.name = "latitude", .types = F::String | F::Number, .format = Format::Decimal},
    F{.name = "longitude", .types = F::String | F::Number, .format = Format::Decimal},
};
constexpr Schema kLocationSchema =
    schema(kLocation, openApi("components.schemas.rbmLocationResponse"));

// Whose number the owner is, and whether a status event has a text, is documented both ways.
constexpr std::array kMessage{
    required(text("id")),
    required(text("owner")),
    required(text("applicationId")),
    required(F{.name = "time", .format = Format::DateTime}),
    required(F{.name = "segmentCount", .types = F::Integer}),
    required(F{.name = "direction", .words = "in out"}),
    required(F{.name = "to", .types = F::Array, .isUnique = true}),
    required(text("from")),
    text("text"),
    F{.name = "media", .types = F::Array, .format = Format::Uri},
    F{.name = "tag", .mostCharacters = kMostTag},
    F{.name = "priority", .words = "default high"},
    F{.name = "channel", .words = "RBM SMS MMS"},
    F{.name = "content", .types = F::Object, .where = Where::Inbound, .object = &kContentSchema},
    F{.name = "suggestionResponse",
      .types = F::Object,
      .where = Where::Inbound,
      .object = &kSuggestionSchema},
    F{.name = "locationResponse",
      .types = F::Object,
      .where = Where::Inbound,
      .object = &kLocationSchema},
};
constexpr Schema kMessageSchema{kMessage, openApi("components.schemas.statusCallbackMessage"),
                                openApi("components.schemas.inboundCallbackMessage")};

constexpr auto kTypeNames = "message-sending message-sent message-delivered message-failed "
                            "message-read message-received suggestion-response "
                            "requested-location-response";

// The older pages call the time an array and show a text; the code is a number here and a text in
// the library for PHP. message-queued was documented for two weeks of 2020, and
// location-request-response until June 2026.
constexpr std::array kEvent{
    required(F{.name = "time", .types = F::String | F::Array, .format = Format::DateTime}),
    required(F{.name = "type",
               .words = kTypeNames,
               .formerWords = "message-queued location-request-response"}),
    required(text("to")),
    required(text("description")),
    required(F{.name = "message", .types = F::Object, .object = &kMessageSchema}),
    F{.name = "errorCode",
      .types = F::Integer | F::String,
      .format = Format::Integer,
      .where = Where::Failed},
    text("carrierName"),
    F{.name = "eventTime", .format = Format::DateTime},
};
constexpr Schema kEventSchema{kEvent, openApi("components.schemas.statusCallback"),
                              openApi("components.schemas.inboundCallback")};

constexpr SchemaSource kTwoFactorPages{"Bandwidth/bandwidth.github.io", "mfa/callbacks"};

constexpr std::array kTwoFactorMessage{text("id")};
constexpr Schema kTwoFactorMessageSchema = schema(kTwoFactorMessage, kTwoFactorPages);

constexpr std::array kTwoFactor{
    F{.name = "time", .format = Format::DateTime},
    text("type"),
    text("description"),
    F{.name = "platform", .words = "NorthAmericaSMS GlobalSMS"},
    F{.name = "errorCode", .types = F::Integer | F::String, .format = Format::Integer},
    F{.name = "message", .types = F::Object, .object = &kTwoFactorMessageSchema},
};
constexpr Schema kTwoFactorSchema = schema(kTwoFactor, kTwoFactorPages);

constexpr std::array kInternational{
    text("msgId"),
    F{.name = "event", .words = "DELIVERED UNDELIVERED REJECTED BUFFERED SENT_TO_SMSC"},
};
constexpr Schema kInternationalSchema =
    schema(kInternational, {"Bandwidth/bandwidth.github.io", "international/messaging.md"});

constexpr std::array kVerification{
    text("accountId"),
    text("phoneNumber"),
    F{.name = "status", .words = "VERIFIED UNVERIFIED"},
    text("internalTicketNumber"),
    text("declineReasonDescription"),
    F{.name = "denialStatusCode", .types = F::Integer | F::Null},
    F{.name = "resubmitAllowed", .types = F::Boolean},
    F{.name = "blocked", .types = F::Boolean},
    text("errorCode"),
    text("errorMessage"),
    F{.name = "errors", .types = F::Array},
};
constexpr Schema kVerificationSchema =
    schema(kVerification, openApi("components.callbacks.tfVerificationStatus"));

static_assert(kMessage.size() <= Schema::kMostFields
              && kVerification.size() <= Schema::kMostFields);

} // namespace

const char *const kEventTypes = kTypeNames;

const SchemaField *schemaFieldAt(QByteArrayView path)
{
    const Schema *schema = &kEventSchema;
    const SchemaField *found = nullptr;
    while (!path.isEmpty() && schema) {
        const qsizetype dot = path.indexOf('.');
        const QByteArrayView name = dot < 0 ? path : path.first(dot);
        path = dot < 0 ? QByteArrayView() : path.sliced(dot + 1);
        found = nullptr;
        for (const SchemaField &field : schema->fields) {
            if (field.name == name)
                found = &field;
        }
        schema = found ? found->object : nullptr;
    }
    return path.isEmpty() ? found : nullptr;
}

const Schema *schemaOf(Body body)
{
    switch (body) {
    case Body::Message:
    case Body::Unknown:
        return &kEventSchema;
    case Body::TwoFactorReceipt:
        return &kTwoFactorSchema;
    case Body::InternationalReceipt:
        return &kInternationalSchema;
    case Body::TollFreeVerification:
        return &kVerificationSchema;
    case Body::LegacyCallback:
        break; // Of version 1 only a migration guide is left.
    }
    return nullptr;
}

} // namespace sendscope::bandwidth
