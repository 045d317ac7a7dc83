#pragma once

#include "app/exchange/exportformat.h"

namespace sendscope::exchange {

/// What stands in "schema": the first part for requests of any version, the whole for this one.
constexpr QByteArrayView kRequestSchemas = "sendscope.request/";
constexpr QByteArrayView kRequestSchema = "sendscope.request/1";

/// Whole requests, one JSON object a line, from which RecordParser makes the same requests again,
/// byte for byte. FORMAT.md lists the keys.
class NdjsonFormat final : public ExportFormat
{
public:
    /// \p withSecrets: heads exactly as they came; else withoutSecrets().
    explicit NdjsonFormat(bool withSecrets);

    ExportedCount append(const ExportedRequest &request, QByteArray &to) override;

private:
    QByteArray shown(const QByteArray &head) const;
    void appendHead(QByteArray &to, const event::Request &request) const;
    void appendAttempts(QByteArray &to, const std::vector<event::Attempt> &attempts) const;

    const bool m_withSecrets;
};

} // namespace sendscope::exchange
