#include "app/filter/filter.h"
#include "app/filter/lexer.h"
#include "app/filter/values.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

/// Words that mean more than themselves next to others.
constexpr std::array<QStringView, 5> kReserved = {u"contains", u"matches", u"in", u"exists",
                                                  u"after"};

/// Without quotation marks where it is then read as this one word.
QString printWord(const QByteArray &utf8)
{
    const QString text = QString::fromUtf8(utf8);
    const std::vector<Token> tokens = lex(text);
    const bool isPlain = tokens.size() == 2 && tokens[0].type == Token::Type::Word
        && tokens[0].text == text
        && std::find(kReserved.begin(), kReserved.end(), text) == kReserved.end();
    return isPlain ? text : quoted(text);
}

QString nameOf(const Node &node)
{
    return QString::fromUtf8(event::nameOf(node.field));
}

QStringView signOf(Operator comparison)
{
    switch (comparison) {
    case Operator::Equal:
        return u"==";
    case Operator::NotEqual:
        return u"!=";
    case Operator::Less:
        return u"<";
    case Operator::LessOrEqual:
        return u"<=";
    case Operator::Greater:
        return u">";
    case Operator::GreaterOrEqual:
        return u">=";
    case Operator::Contains:
        return u"contains";
    case Operator::Matches:
        return u"matches";
    case Operator::In:
        break;
    }
    return u"in";
}

QString printComparison(const Node &node)
{
    QStringList values;
    for (const Value &value : node.values)
        values.append(printValue(node.field, node.comparison, value));
    const QString list = values.join(u", "_s);
    return nameOf(node) + u' ' + signOf(node.comparison).toString() + u' '
        + (node.comparison == Operator::In ? u'{' + list + u'}' : list);
}

QString print(const Node &node);

QString printInside(const Node &node)
{
    const bool isCombined = node.type == Node::Type::And || node.type == Node::Type::Or;
    return isCombined ? u'(' + print(node) + u')' : print(node);
}

QString print(const Node &node)
{
    switch (node.type) {
    case Node::Type::Word:
        return printWord(node.text);
    case Node::Type::Phone:
        return QString::fromLatin1(node.digits);
    case Node::Type::Not:
        return u"not "_s + printInside(*node.children.front());
    case Node::Type::Compare:
        return printComparison(node);
    case Node::Type::Exists:
        return u"exists "_s + nameOf(node);
    case Node::Type::AfterMarker:
        return u"after marker "_s + quoted(QString::fromUtf8(node.text));
    case Node::Type::And:
    case Node::Type::Or:
        break;
    }

    QStringList parts;
    for (const NodePtr &child : node.children) {
        // `and` binds tighter than `or`, so only an `or` inside an `and` needs parentheses.
        parts.append(node.type == Node::Type::And ? printInside(*child) : print(*child));
    }
    return parts.join(node.type == Node::Type::And ? u" and "_s : u" or "_s);
}

} // namespace

QString print(const Filter &filter)
{
    return filter.root ? print(*filter.root) : QString();
}

} // namespace sendscope::filter
