#include "ui/mainwindow/capturenotice.h"

#include "app/engine/engine.h"
#include "ui/mainwindow/banner.h"

#include <QCoreApplication>

namespace sendscope::ui {
namespace {

struct NoticeWords
{
    Q_DECLARE_TR_FUNCTIONS(CaptureNotice)
};

} // namespace

void showCaptureNotice(Banner &banner, const engine::EngineStatus &status)
{
    if (status.storeError && status.storeError->code == base::Error::Code::DiskFull) {
        banner.say(NoticeWords::tr(
                       "The disk is full. Events are answered with 503, so that Bandwidth sends "
                       "them again."),
                   Hue::Failed);
    } else if (status.storeError) {
        banner.say(
            NoticeWords::tr("%1 Events are answered with 503, so that Bandwidth sends them again.")
                .arg(base::sentence(*status.storeError)),
            Hue::Failed);
    } else if (status.capture.isInUse) {
        banner.say(NoticeWords::tr(
                       "This capture is open in another window. It is shown here read-only and "
                       "kept up to date."),
                   Hue::Owed);
    } else if (!status.capture.movedAside.isEmpty()) {
        banner.say(
            NoticeWords::tr("The capture was damaged. It was moved to %1, and a new one begun.")
                .arg(status.capture.movedAside),
            Hue::Owed);
    } else if (status.isOpen) {
        banner.say({}, Hue::Quiet);
    }
}

} // namespace sendscope::ui
