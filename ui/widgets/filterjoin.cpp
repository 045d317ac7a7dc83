#include "ui/widgets/filterjoin.h"

#include <QUtf8StringView>

namespace sendscope::ui {

bool isFilterable(QByteArrayView value)
{
    constexpr qsizetype kMostBytes = 1000;
    return value.size() <= kMostBytes && QUtf8StringView(value.data(), value.size()).isValidUtf8();
}

} // namespace sendscope::ui
