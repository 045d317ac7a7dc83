#pragma once

#include "app/exchange/exportformat.h"

namespace sendscope::replay {

/// A shell script of curlCommand()s, each for the address that its request came to. What cannot be
/// sent (refused requests, first legs of sign-ins) is left out, and a comment says so.
class CurlFormat final : public exchange::ExportFormat
{
public:
    QByteArray begin() const override;
    exchange::ExportedCount append(const exchange::ExportedRequest &request,
                                   QByteArray &to) override;
};

} // namespace sendscope::replay
