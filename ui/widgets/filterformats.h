#pragma once

#include <QList>
#include <QString>
#include <QTextLayout>

namespace sendscope::ui {

struct Tokens;

/// The colours of a filter's text: fields, joining words and operators, values. A format a piece,
/// in UTF-16 units; what stands between them has none.
QList<QTextLayout::FormatRange> filterFormats(const QString &text, const Tokens &tokens);

} // namespace sendscope::ui
