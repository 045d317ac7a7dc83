#include "app/filter/filter.h"
#include "app/filter/lexer.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

/// Words that mean more than themselves next to others, now or in a later version.
constexpr std::array<QStringView, 5> kReserved = {u"contains", u"matches", u"in", u"exists",
                                                  u"after"};

QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

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
    case Node::Type::And:
    case Node::Type::Or:
    case Node::Type::Compare:
    case Node::Type::Exists:
    case Node::Type::AfterMarker:
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
