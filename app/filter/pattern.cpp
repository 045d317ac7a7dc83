#include "app/filter/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

namespace sendscope::filter {
namespace {

// What one value may cost. An expression that is written with some care needs a few steps a
// character; one that tries every way to cut its text is given up within a few milliseconds.
constexpr quint32 kMatchLimit = 100'000;
constexpr quint32 kDepthLimit = 20'000;
constexpr quint32 kHeapKibibytes = 8 * 1024;
constexpr size_t kLeastJitStack = 32 * 1024;
constexpr size_t kMostJitStack = 1024 * 1024;

struct Compilation
{
    pcre2_code *code = nullptr; ///< The caller's to free; null where it is no expression.
    int error = 0;
    size_t offset = 0;
};

Compilation compile(QByteArrayView text, bool ignoresCase)
{
    const quint32 options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C
        | (ignoresCase ? PCRE2_CASELESS : 0);
    Compilation result;
    result.code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), size_t(text.size()),
                                options, &result.error, &result.offset, nullptr);
    return result;
}

QString messageOf(int error)
{
    std::array<PCRE2_UCHAR, 256> text{};
    const int size = pcre2_get_error_message(error, text.data(), text.size());
    return QString::fromUtf8(reinterpret_cast<const char *>(text.data()), qMax(0, size));
}

/// What PCRE2 writes to while it matches: one set a thread, for no two matches may share one.
class Scratch
{
public:
    Scratch()
        : m_context(pcre2_match_context_create(nullptr))
        , m_data(pcre2_match_data_create(1, nullptr))
        , m_stack(pcre2_jit_stack_create(kLeastJitStack, kMostJitStack, nullptr))
    {
        pcre2_set_match_limit(m_context, kMatchLimit);
        pcre2_set_depth_limit(m_context, kDepthLimit);
        pcre2_set_heap_limit(m_context, kHeapKibibytes);
        pcre2_jit_stack_assign(m_context, nullptr, m_stack);
    }

    ~Scratch()
    {
        pcre2_jit_stack_free(m_stack);
        pcre2_match_data_free(m_data);
        pcre2_match_context_free(m_context);
    }

    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;

    int match(const pcre2_code *code, QByteArrayView text)
    {
        // A null view is an empty text.
        const char *const begin = text.isEmpty() ? "" : text.data();
        return pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(begin), size_t(text.size()), 0, 0,
                           m_data, m_context);
    }

private:
    pcre2_match_context *m_context;
    pcre2_match_data *m_data;
    pcre2_jit_stack *m_stack;
};

} // namespace

std::optional<PatternFault> faultOf(QByteArrayView text)
{
    const Compilation compilation = compile(text, false);
    if (!compilation.code)
        return PatternFault{messageOf(compilation.error), qsizetype(compilation.offset)};
    pcre2_code_free(compilation.code);
    return std::nullopt;
}

QByteArray withPlainSlashes(QByteArrayView text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            if (text[i + 1] != '/')
                result += text[i];
            ++i;
        }
        result += text[i];
    }
    return result;
}

QByteArray withEscapedSlashes(QByteArrayView text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            result += text[i++];
        else if (text[i] == '/')
            result += '\\';
        result += text[i];
    }
    return result;
}

Pattern::Pattern(QByteArrayView text, bool ignoresCase)
{
    pcre2_code *const code = compile(text, ignoresCase).code;
    if (!code)
        return;
    // Where the system forbids machine code made at run time, PCRE2 goes on without.
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    m_code = std::shared_ptr<pcre2_code>(code, [](pcre2_code *c) { pcre2_code_free(c); });
}

Pattern::Outcome Pattern::find(QByteArrayView text) const
{
    if (!m_code)
        return Outcome::None;
    thread_local Scratch scratch;
    const int result = scratch.match(m_code.get(), text);
    if (result >= 0)
        return Outcome::Found;
    return result == PCRE2_ERROR_NOMATCH ? Outcome::None : Outcome::GivenUp;
}

} // namespace sendscope::filter
