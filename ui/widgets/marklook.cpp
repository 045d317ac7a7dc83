#include "ui/widgets/marklook.h"

#include "app/event/fieldcatalogue.h"
#include "ui/widgets/valueformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sendscope::ui {
namespace {

struct Mark
{
    QByteArrayView word;
    const char *name;
    Hue hue;
};

constexpr std::array kMarks{
    Mark{"red", QT_TRANSLATE_NOOP("Mark", "Red"), Hue::Failed},
    Mark{"amber", QT_TRANSLATE_NOOP("Mark", "Amber"), Hue::Owed},
    Mark{"green", QT_TRANSLATE_NOOP("Mark", "Green"), Hue::Delivered},
    Mark{"blue", QT_TRANSLATE_NOOP("Mark", "Blue"), Hue::Sending},
    Mark{"violet", QT_TRANSLATE_NOOP("Mark", "Violet"), Hue::Received},
};

const Mark *find(QByteArrayView word)
{
    const auto found = std::find_if(kMarks.begin(), kMarks.end(),
                                    [word](const Mark &mark) { return mark.word == word; });
    return found == kMarks.end() ? nullptr : &*found;
}

} // namespace

QByteArrayList markWords()
{
    return event::wordsOf(event::Field::Mark);
}

QString markName(QByteArrayView mark)
{
    const Mark *known = find(mark);
    return known ? QCoreApplication::translate("Mark", known->name)
                 : onOneLine(QString::fromUtf8(mark));
}

QColor markColour(QByteArrayView mark, const Tokens &tokens)
{
    const Mark *known = find(mark);
    return known ? tokens.hue(known->hue) : tokens.text2;
}

} // namespace sendscope::ui
