#pragma once

#include "app/exchange/exportformat.h"

namespace sendscope::exchange {

/// The wanted elements of all bodies as one JSON array, each byte for byte as it came, with its
/// content coding taken off. For other programs: where the requests themselves matter, there is
/// NdjsonFormat. Rows that are no JSON are left out.
class JsonFormat final : public ExportFormat
{
public:
    QByteArray begin() const override;
    QByteArray end() const override;
    ExportedCount append(const ExportedRequest &request, QByteArray &to) override;

private:
    bool m_isFirst = true;
};

} // namespace sendscope::exchange
