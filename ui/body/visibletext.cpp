#include "ui/body/visibletext.h"

#include <QChar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sendscope::ui {
namespace {

struct Decoded
{
    char32_t character = QChar::ReplacementCharacter;
    qsizetype length = 1;
};

/// The character at the front; one byte of U+FFFD where it is not well formed.
Decoded decodeFirst(QByteArrayView bytes)
{
    const auto lead = quint8(bytes.front());
    if (lead < 0x80)
        return {lead, 1};

    const qsizetype length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length)
        return {};

    char32_t character = lead & (0x7FU >> length);
    for (const char byte : bytes.sliced(1, length - 1)) {
        if ((quint8(byte) & 0xC0) != 0x80)
            return {};
        character = (character << 6) | (quint8(byte) & 0x3FU);
    }
    const bool isTooLong = character < (length == 4 ? 0x10000U : length == 3 ? 0x800U : 0x80U);
    if (isTooLong || character > QChar::LastValidCodePoint)
        return {};
    return {character, length};
}

bool isInvisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

void append(QString &text, char32_t character)
{
    constexpr int kTab = 4;
    constexpr char32_t kPictures = 0x2400; // U+2400 pictures NUL, U+2421 DEL
    if (character == U'\t')
        text += QString(kTab - text.size() % kTab, u' ');
    else if (character < 0x20)
        text += QChar(char16_t(kPictures + character));
    else if (character == 0x7F)
        text += QChar(char16_t(0x2421));
    else if (isInvisible(character))
        text += u"⟨U+%1⟩"_s.arg(quint32(character), 4, 16, '0'_L1).toUpper();
    else
        text += QStringView(QChar::fromUcs4(character));
}

} // namespace

VisibleText visibleText(QByteArrayView bytes)
{
    VisibleText visible;
    visible.text.reserve(bytes.size());
    qsizetype offset = 0;
    while (offset < bytes.size()) {
        const Decoded decoded = decodeFirst(bytes.sliced(offset));
        append(visible.text, decoded.character);
        visible.byteOf.resize(size_t(visible.text.size()), offset);
        offset += decoded.length;
    }
    visible.byteOf.push_back(offset);
    return visible;
}

} // namespace sendscope::ui
