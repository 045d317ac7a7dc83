#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

struct pcre2_real_code_8;

namespace sendscope::filter {

/// The longest regular expression that is taken, in UTF-16 units.
constexpr qsizetype kMaxPattern = 1'000;

/// Why a text is no regular expression.
struct PatternFault
{
    QString message;      ///< PCRE2's, English.
    qsizetype offset = 0; ///< Byte of the text's UTF-8; the text's size for its end.
};

/// None where the text is a regular expression.
std::optional<PatternFault> faultOf(QByteArrayView text);

/// A regular expression has one spelling here: a slash in it stands without a backslash.
QByteArray withPlainSlashes(QByteArrayView text);

/// The same as it stands between slashes.
QByteArray withEscapedSlashes(QByteArrayView text);

/// A regular expression of a person's, made for many values. It takes strangers' text in bounded
/// time and memory.
///
/// Copies share the compiled code. Thread: any, several at once.
class Pattern
{
public:
    enum class Outcome {
        None,
        Found,
        GivenUp, ///< It would have taken too long to tell.
    };

    /// What is no regular expression is found nowhere.
    Pattern(QByteArrayView text, bool ignoresCase);

    /// \p text: UTF-8; what is none in it is matched by nothing.
    Outcome find(QByteArrayView text) const;

private:
    std::shared_ptr<const pcre2_real_code_8> m_code;
};

} // namespace sendscope::filter
