#include "app/bandwidth/check.h"

#include "app/bandwidth/findingwords.h"
#include "app/bandwidth/schemawalk.h"

namespace sendscope::bandwidth {
namespace {

using event::JsonSpan;
using event::JsonText;

/// "message.to[1]": from the element to the span, or to that member which the span lacks.
QByteArray pathOf(const JsonText &json, qint32 element, const Breach &breach)
{
    QByteArray path;
    if (breach.rule == Rule::MissingField)
        path = breach.field->name.toByteArray();
    for (qint32 at = breach.span; at != element; at = json.span(at).parent) {
        const qint32 parent = json.span(at).parent;
        QByteArray step;
        if (json.span(parent).type == JsonSpan::Type::Array) {
            qint64 index = 0;
            for (qint32 other = json.firstChild(parent); other != at; other = json.span(other).next)
                ++index;
            step = '[' + QByteArray::number(index) + ']';
        } else {
            step = json.text(at - 1);
        }
        const bool isJoined = path.isEmpty() || path.startsWith('[');
        path.prepend(isJoined ? step : step + '.');
    }
    return path;
}

} // namespace

RuleSet brokenRules(const JsonText &json, qint32 element, Body body)
{
    RuleSet rules;
    auto add = [&rules](const Breach &breach) { rules.add(breach.rule); };
    SchemaWalk(json, element, body, add);
    return rules;
}

std::vector<Finding> check(const JsonText &json, qint32 element, Body body)
{
    bool isInbound = false;
    if (json.span(element).type == JsonSpan::Type::Object) {
        const qint32 type = json.member(element, "type");
        isInbound = type >= 0 && isInboundType(json.text(type));
    }

    std::vector<Finding> findings;
    auto add = [&](const Breach &breach) {
        if (findings.size() == kMostFindings)
            return;
        const JsonSpan &span = json.span(breach.span);
        Finding &finding = findings.emplace_back();
        finding.rule = breach.rule;
        finding.path = pathOf(json, element, breach);
        finding.begin = qint64(span.begin) - json.span(element).begin;
        finding.length = qint64(span.end) - span.begin;
        finding.sentence = sentenceOf(json, breach, finding.path);
        finding.source = isInbound ? breach.schema->inboundSource : breach.schema->source;
    };
    SchemaWalk(json, element, body, add);
    return findings;
}

std::vector<Finding> check(const JsonText &json, qint32 element)
{
    return check(json, element, borrowEvent(json, element).body);
}

} // namespace sendscope::bandwidth
