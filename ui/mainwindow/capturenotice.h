#pragma once

namespace sendscope::engine {
struct EngineStatus;
}

namespace sendscope::ui {

class Banner;

/// Says in the banner what is the matter with the capture, and nothing where all is well.
void showCaptureNotice(Banner &banner, const engine::EngineStatus &status);

} // namespace sendscope::ui
