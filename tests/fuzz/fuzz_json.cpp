#include "app/bandwidth/check.h"
#include "app/bandwidth/message.h"
#include "app/event/jsondifference.h"
#include "app/event/jsontext.h"
#include "app/event/refusal.h"
#include "app/event/split.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace sendscope;
using event::JsonSpan;
using event::JsonText;

namespace {

void check(bool isSo, const char *what)
{
    if (isSo)
        return;
    std::fputs(what, stderr);
    std::abort();
}

bool isContainer(const JsonSpan &span)
{
    return span.type == JsonSpan::Type::Object || span.type == JsonSpan::Type::Array;
}

void checkError(const base::Error &error, qsizetype size)
{
    check(error.code == base::Error::Code::Malformed, "another error");
    check(error.offset >= -1 && error.offset <= size, "an error outside the text");
    check(!error.args.value(0).isEmpty(), "an error without words");
    check(event::refusalReason(error.args.value(1).toLatin1()).has_value(), "an unknown reason");
}

void checkPlace(const JsonText &json, qint32 index)
{
    const JsonSpan &span = json.span(index);
    check(span.begin < span.end && span.end <= size_t(json.bytes().size()), "a span out of bounds");
    check(span.parent < index, "a parent behind its child");
    check((span.parent < 0) == (index == 0), "a span without a parent");
    if (span.parent >= 0) {
        const JsonSpan &parent = json.span(span.parent);
        check(isContainer(parent), "a parent that can have no children");
        check(parent.begin < span.begin && span.end < parent.end, "a child outside its parent");
    }
    if (span.next >= 0) {
        const JsonSpan &next = json.span(span.next);
        check(span.next > index && next.begin >= span.end, "a sibling that overlaps");
        check(next.parent == span.parent
                  && (next.type == JsonSpan::Type::Key) == (span.type == JsonSpan::Type::Key),
              "a sibling of another kind");
    }
    if (span.type == JsonSpan::Type::Key) {
        const JsonSpan &value = json.span(json.value(index));
        check(value.type != JsonSpan::Type::Key && value.parent == span.parent
                  && value.begin > span.end,
              "a key without a value");
    }
}

void checkText(const JsonText &json, qint32 index)
{
    const QByteArray text = json.text(index);
    const QString shown = json.displayText(index);
    if (json.span(index).type == JsonSpan::Type::Object
        || json.span(index).type == JsonSpan::Type::Array)
        return;
    check(text.size() <= json.raw(index).size(), "a text longer than its spelling");
    if (shown.isValidUtf16())
        check(shown.toUtf8() == text, "a text shown as another");
}

void checkChildren(const JsonText &json, qint32 container)
{
    qint32 last = -1;
    for (qint32 at = json.firstChild(container); at >= 0; at = json.span(at).next) {
        check(json.span(at).parent == container, "a child of somebody else");
        last = at;
    }
    if (last >= 0 && json.span(last).type == JsonSpan::Type::Key)
        check(json.member(container, json.text(last)) == json.value(last),
              "the last member is not found");
}

void checkSame(const JsonText &json)
{
    const auto again = JsonText::scan(json.raw(0).toByteArray());
    check(again.has_value() && again->spans().size() == json.spans().size(),
          "the top value read alone differs");
    const quint32 shift = json.span(0).begin;
    for (size_t i = 0; i < json.spans().size(); ++i) {
        const JsonSpan &a = json.spans()[i];
        const JsonSpan &b = again->spans()[i];
        check(a.begin == b.begin + shift && a.end == b.end + shift && a.parent == b.parent
                  && a.next == b.next && a.type == b.type && a.hasEscapes == b.hasEscapes,
              "a span read alone differs");
    }
}

void checkRows(const JsonText &json)
{
    const auto rows = event::splitBody(json);
    check(!rows.empty(), "a body without rows");
    for (const event::DraftEvent &row : rows)
        check(JsonText::scan(json.bytes().sliced(row.begin, row.length)).has_value(),
              "a row that is no JSON");
}

/// What is found wrong with a row stands in it, and is what the index says of it.
void checkFindings(const JsonText &json)
{
    for (const qint32 element : event::elementsOf(json)) {
        const bandwidth::Body body = bandwidth::borrowEvent(json, element).body;
        const bandwidth::RuleSet rules = bandwidth::brokenRules(json, element, body);
        const auto findings = bandwidth::check(json, element, body);
        check(findings.empty() == rules.isEmpty(), "a broken rule without a finding");
        for (const bandwidth::Finding &finding : findings) {
            check(rules.has(finding.rule), "a finding of an unbroken rule");
            check(finding.begin >= 0 && finding.length > 0
                      && finding.begin + finding.length <= json.raw(element).size(),
                  "a finding outside its row");
            check(!finding.sentence.isEmpty(), "a finding without words");
        }
    }
}

/// Nothing differs from itself, and from a part of itself by what can be told.
void checkDifference(const JsonText &json)
{
    check(event::jsonDifference(json, 0, json, 0).isEmpty(), "a text that differs from itself");
    const qint32 last = qint32(json.spans().size()) - 1;
    if (json.span(last).type != JsonSpan::Type::Key)
        event::jsonDifference(json, 0, json, last);
}

} // namespace

/// Any bytes: either an error with a place, or spans that are nested as the text is.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto json = JsonText::scan(bytes);
    if (!json) {
        checkError(json.error(), bytes.size());
        return 0;
    }

    check(!json->spans().empty(), "no top value");
    for (qint32 i = 0; i < qint32(json->spans().size()); ++i) {
        checkPlace(*json, i);
        checkText(*json, i);
        if (isContainer(json->span(i)))
            checkChildren(*json, i);
        if (json->span(i).type == JsonSpan::Type::Object)
            bandwidth::readEvent(*json, i);
    }
    checkSame(*json);
    checkRows(*json);
    checkFindings(*json);
    checkDifference(*json);
    return 0;
}
