#include "app/cli/exitcode.h"

namespace sendscope::cli {

ExitCode exitCodeFor(const base::Error &error)
{
    using Code = base::Error::Code;
    switch (error.code) {
    case Code::PortInUse:
    case Code::AddressUnusable:
    case Code::CaptureInUse:
    case Code::CaptureReadOnly:
    case Code::DiskFull:
    case Code::StorageFailed:
    case Code::FileUnwritable:
    case Code::NoDisplay:
        return ExitCode::Environment;
    case Code::FileUnreadable:
    case Code::NotACapture:
    case Code::NewerCapture:
    case Code::CaptureCorrupt:
    case Code::NotFound:
    case Code::Malformed:
        return ExitCode::Input;
    case Code::Unreachable:
    case Code::TimedOut:
    case Code::TlsFailed:
        return ExitCode::Unreachable;
    case Code::InvalidInput:
        return ExitCode::Usage;
    case Code::Unknown:
    case Code::Cancelled:
    case Code::LimitPassed:
    case Code::AddressRefused:
        break;
    }
    return ExitCode::Findings;
}

} // namespace sendscope::cli
