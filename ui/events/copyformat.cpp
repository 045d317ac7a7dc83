#include "ui/events/copyformat.h"

#include "ui/events/celltext.h"

#include <algorithm>

namespace sendscope::ui {
namespace {

using namespace Qt::StringLiterals;

/// A longer value moves what is right of it in its own row only.
constexpr qsizetype kMostAligned = 40;

/// A tab or line end inside of a value would make another cell or row of it.
QString oneCell(QString text)
{
    for (QChar &unit : text) {
        if (unit < u' ' || unit == u'\u2028' || unit == u'\u2029')
            unit = u' ';
    }
    return text;
}

QString headOf(const event::FieldRef &field)
{
    return oneCell(event::titleOf(field));
}

/// All cells, row by row. None where they are too large.
std::optional<std::vector<QStringList>> cellsOf(const CopySource &source)
{
    std::vector<QStringList> rows;
    qint64 bytes = 0;
    for (const event::EventId event : source.events) {
        QStringList &cells = rows.emplace_back();
        for (const event::FieldRef &field : source.fields) {
            cells += oneCell(wholeText(cellOf(*source.snapshot, event, field)));
            bytes += cells.back().size() * qint64(sizeof(QChar));
        }
        if (bytes > kMostCopiedBytes)
            return std::nullopt;
    }
    return rows;
}

QString tabbed(const std::vector<QStringList> &rows, const CopySource &source)
{
    QStringList titles;
    for (const event::FieldRef &field : source.fields)
        titles += headOf(field);
    QString text = titles.join(u'\t') + u'\n';
    for (const QStringList &cells : rows)
        text += cells.join(u'\t') + u'\n';
    return text;
}

std::vector<qsizetype> widthsOf(const std::vector<QStringList> &rows, size_t columns)
{
    std::vector<qsizetype> widths(columns);
    for (const QStringList &cells : rows) {
        for (size_t column = 0; column < columns; ++column) {
            const qsizetype width = cells[qsizetype(column)].size();
            widths[column] = std::max(widths[column], std::min(width, kMostAligned));
        }
    }
    return widths;
}

QString aligned(const std::vector<QStringList> &rows, const CopySource &source)
{
    const std::vector<qsizetype> widths = widthsOf(rows, source.fields.size());
    QString text;
    for (const QStringList &cells : rows) {
        QString line;
        for (size_t column = 0; column < widths.size(); ++column) {
            if (widths[column] == 0) // nobody has a value there
                continue;
            const QString &cell = cells[qsizetype(column)];
            line += isRightAligned(source.fields[column]) ? cell.rightJustified(widths[column])
                                                          : cell.leftJustified(widths[column]);
            line += u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

} // namespace

std::optional<QString> rowText(CopyFormat format, const CopySource &source)
{
    CopySource asked = source;
    if (format == CopyFormat::MessageIds)
        asked.fields = {event::Field::MessageId};
    const auto rows = cellsOf(asked);
    if (!rows)
        return std::nullopt;
    QString text = format == CopyFormat::Tsv ? tabbed(*rows, asked) : aligned(*rows, asked);
    text.chop(1); // a line end at the end would run what is pasted into a terminal
    return text;
}

QString forClipboard(QString text)
{
    return text.remove(QChar(u'\0'));
}

} // namespace sendscope::ui
