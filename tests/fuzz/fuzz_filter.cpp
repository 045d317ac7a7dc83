#include "app/filter/lexer.h"
#include "app/filter/program.h"

#include <QTimeZone>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace sendscope;

namespace {

void check(bool isSo, const char *what)
{
    if (isSo)
        return;
    std::fputs(what, stderr);
    std::abort();
}

void checkTokens(const QString &text)
{
    qsizetype end = 0;
    for (const filter::Token &token : filter::lex(text)) {
        check(token.begin >= end && token.length >= 0, "tokens that overlap");
        end = token.begin + token.length;
    }
    check(end == text.size(), "tokens that end elsewhere than the text");
}

void checkFine(const filter::Filter &read)
{
    const QString canonical = filter::print(read);
    // Parentheses and quotation marks may make it longer than what may be typed.
    constexpr qsizetype kMaxTyped = 10'000;
    if (canonical.size() <= kMaxTyped) {
        const filter::Parsed again = filter::parse(canonical, QTimeZone(3 * 3600));
        check(again.judgement == filter::Judgement::Fine, "canonical text that is not fine");
        check(again.filter == read, "canonical text that is read as another filter");
        check(filter::print(again.filter) == canonical, "canonical text that has another one");
    }
    check(filter::narrows(read, read), "a filter that is wider than itself");
    check(filter::Program(read).valuesGivenUp() == 0, "values given up before there were any");
}

void checkPlace(const filter::Parsed &parsed, const QString &text)
{
    check(parsed.filter.isEverything(), "a filter of a text that is not fine");
    check(parsed.error.code == base::Error::Code::InvalidInput, "another error");
    check(parsed.error.offset >= 0 && parsed.length >= 0
              && parsed.error.offset + parsed.length <= text.size(),
          "a place outside the text");
    check(parsed.error.args.size() == 2 && !parsed.error.args[1].isEmpty(),
          "an error without words");
    check(parsed.remedy.isEmpty() || parsed.judgement == filter::Judgement::Wrong,
          "a remedy for what is not wrong");
}

} // namespace

/// Any text: it is judged, what is wrong has its place, and what is fine has one canonical text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text =
        QString::fromUtf8(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    checkTokens(text);
    const filter::Parsed parsed = filter::parse(text, QTimeZone(2 * 3600));
    if (parsed.judgement == filter::Judgement::Fine)
        checkFine(parsed.filter);
    else
        checkPlace(parsed, text);
    return 0;
}
