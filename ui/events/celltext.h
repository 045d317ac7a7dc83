#pragma once

#include "app/event/fieldref.h"
#include "app/filter/names.h"
#include "app/index/snapshot.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sendscope::ui {

/// What one cell of a table of events holds.
///
/// Borrows its texts from the snapshot it was taken from.
struct Cell
{
    /// What the value is of: mostly the column's field, but a row without a type shows its kind
    /// there, and one without a text its description.
    event::FieldRef field;
    index::CellValue value;
    /// Beside the status that we answered: what a target answered; 0: nothing.
    std::optional<int> forwarded;
    QString name;             ///< That a person gave to the value; empty without one.
    bool isStructure = false; ///< An object or an array stands at the path.
    bool isPending = false;   ///< The path or header has not been read of this row.

    bool isEmpty() const { return value.isEmpty() && !forwarded && !isStructure && !isPending; }
};

Cell cellOf(const index::Snapshot &snapshot, event::EventId event, const event::FieldRef &column);

/// Gives the cell the name of what it holds, where that has one.
void putName(Cell &cell, const filter::Names &names);

/// As it is painted: a name, else one line of at most kMostShown characters, whatever the value's
/// size.
QString shownText(const Cell &cell);

/// "200 \u2192 504": what we answered, and what a target did; 0: nothing.
QString bothAnswers(std::optional<qint64> ours, int targets);

/// Of a field that is an id: whole where it has at most so many characters, else its end.
QString shownId(const Cell &cell, int mostCharacters);

/// As it is, for the clipboard: ISO times, milliseconds, plain digits, whole texts.
QString wholeText(const Cell &cell);

/// The same, cut after kMostTipCharacters.
QString tipText(const Cell &cell);
constexpr qsizetype kMostTipCharacters = 1000;

/// As a filter that compares the field would spell it, without quotation marks. Of a list its first
/// value. Null where there is nothing to compare with.
QByteArray filterValue(const Cell &cell);

/// Whether the cell holds something that a filter can be made of.
bool isFilterable(const Cell &cell);

/// Whether its values are compared by their digits, which then stand below each other.
bool isRightAligned(const event::FieldRef &field);

/// Whether its values are ids, of which the ends differ.
bool isId(const event::FieldRef &field);

} // namespace sendscope::ui
