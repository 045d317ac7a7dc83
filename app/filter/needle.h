#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace sendscope::filter {

/// A folded word, ready to be looked for in much text without regard to the case of ASCII letters.
///
/// Other letters are found as they are spelled: text of which folding changes more than ASCII
/// letters has to be offered folded. Thread: any.
class Needle
{
public:
    explicit Needle(QByteArray folded = {});

    /// Where it begins at or after `from`; -1 without.
    qsizetype find(QByteArrayView text, qsizetype from = 0) const;

private:
    bool isAt(const char *place) const;

    QByteArray m_text;
    QByteArray m_caseBits; ///< 0x20 for letters: set in a byte of the text, it is the small letter.
};

} // namespace sendscope::filter
