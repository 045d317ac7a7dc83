#pragma once

#include "ui/media/mediajob.h"

namespace sendscope::ui {

/// The word after which a program of ours is nothing but a worker: "--media-worker".
extern const char kMediaWorkerOption[];

/// Whether the program was started as the worker. Asked before anything else of the program is set
/// up.
bool isMediaWorker(int argc, char *argv[]);

/// Decodes PNG, JPEG, GIF, BMP, WebP or TIFF, judged by content; of those that move also the
/// frames, as far as their bounds reach. The size is checked before a pixel is read, so that a
/// small file that unpacks to gigabytes costs nothing.
MediaPicture decode(const MediaJob &job);

/// The whole life of the worker: gives up what it does not need (memory, time, files, the network),
/// reads one job from stdin, writes the answer to stdout.
///
/// Returns what main() returns.
int runMediaWorker(int argc, char *argv[]);

} // namespace sendscope::ui
