#include "app/bandwidth/errorcode.h"

#include "app/bandwidth/errorcodetable.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sendscope::bandwidth {
namespace {

using Billable = ErrorCodeRow::Billable;
using Reporter = ErrorCode::Reporter;

constexpr const char *kContext = "ErrorCode";

QString translated(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

ErrorCode::Class classOf(int code)
{
    switch (code / 1000) {
    case 4:
        return ErrorCode::Class::Client;
    case 5:
        return ErrorCode::Class::Service;
    default:
        return ErrorCode::Class::Ambiguous;
    }
}

std::optional<bool> isBillable(Billable billable)
{
    if (billable == Billable::Unpublished)
        return std::nullopt;
    return billable == Billable::Yes;
}

ErrorCode explained(const ErrorCodeRow &row)
{
    return {row.code,
            QLatin1StringView(row.slug),
            translated(row.brief),
            translated(row.meaning),
            translated(row.whatToDo),
            translated(row.whoCanFix),
            classOf(row.code),
            row.reporter,
            isBillable(row.billable)};
}

// What the digits alone say.
// clang-format off
constexpr auto kGuesses = std::to_array<ErrorCodeRow>({
    {0, "", Reporter::Unknown, Billable::Unpublished, QT_TRANSLATE_NOOP("ErrorCode", "unknown code"),
     QT_TRANSLATE_NOOP("ErrorCode",
        "This is not one of Bandwidth's codes for messages, which have four digits "
        "and begin with 4, 5 or 9."),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Read the event's description, and find out which service sent it: receipts "
        "from abroad and verifications have codes of their own."),
     QT_TRANSLATE_NOOP("ErrorCode", "not known")},
    {0, "", Reporter::Bandwidth, Billable::Unpublished, QT_TRANSLATE_NOOP("ErrorCode", "refused"),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Bandwidth turned the message down; this code is newer than "
        "Sendscope's table."),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Look for what the request got wrong, beginning with the event's "
        "description, and look the code up in Bandwidth's list."),
     QT_TRANSLATE_NOOP("ErrorCode", "probably you")},
    {0, "", Reporter::Carrier, Billable::Unpublished, QT_TRANSLATE_NOOP("ErrorCode", "carrier refused"),
     QT_TRANSLATE_NOOP("ErrorCode",
        "A carrier turned the message down; this code is newer than "
        "Sendscope's table."),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Check number, text and campaign, and look the code up in Bandwidth's list "
        "before you send again."),
     QT_TRANSLATE_NOOP("ErrorCode", "probably you")},
    {0, "", Reporter::Bandwidth, Billable::Unpublished, QT_TRANSLATE_NOOP("ErrorCode", "Bandwidth trouble"),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Something failed inside Bandwidth; this code is newer than "
        "Sendscope's table."),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Send the message again, and open a ticket with its id if that "
        "fails too."),
     QT_TRANSLATE_NOOP("ErrorCode", "Bandwidth")},
    {0, "", Reporter::Carrier, Billable::Unpublished, QT_TRANSLATE_NOOP("ErrorCode", "carrier trouble"),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Something failed at a carrier; this code is newer than "
        "Sendscope's table."),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Send the message again later, and ask support if the same carrier "
        "keeps failing."),
     QT_TRANSLATE_NOOP("ErrorCode", "the recipient's carrier")},
    {0, "", Reporter::Unknown, Billable::Unpublished, QT_TRANSLATE_NOOP("ErrorCode", "unclear"),
     QT_TRANSLATE_NOOP("ErrorCode",
        "What became of the message is not known; this code is newer than "
        "Sendscope's table."),
     QT_TRANSLATE_NOOP("ErrorCode",
        "Do not take it for a failure: look the code up in Bandwidth's list, and "
        "ask the recipient where it matters."),
     QT_TRANSLATE_NOOP("ErrorCode", "not known")},
});
// clang-format on

/// The first digit tells whose side it is, 6 and 7 in the second that a carrier reported.
ErrorCodeRow guessed(int code)
{
    const int second = code / 100 % 10;
    const size_t isCarriers = second == 6 || second == 7 ? 1 : 0;
    size_t guess = 0;
    if (code / 1000 == 4)
        guess = 1 + isCarriers;
    else if (code / 1000 == 5)
        guess = 3 + isCarriers;
    else if (code / 1000 == 9)
        guess = 5;

    ErrorCodeRow row = kGuesses[guess];
    row.code = code;
    return row;
}

} // namespace

ErrorCode explain(int code)
{
    const std::vector<ErrorCode> &all = errorCodes();
    const auto known = std::lower_bound(all.begin(), all.end(), code,
                                        [](const ErrorCode &a, int b) { return a.code < b; });
    if (known != all.end() && known->code == code)
        return *known;
    ErrorCode unknown = explained(guessed(code));
    unknown.isDocumented = false;
    return unknown;
}

const std::vector<ErrorCode> &errorCodes()
{
    static const std::vector<ErrorCode> all = [] {
        std::vector<ErrorCode> codes;
        codes.reserve(errorCodeTable().size());
        for (const ErrorCodeRow &row : errorCodeTable())
            codes.push_back(explained(row));
        return codes;
    }();
    return all;
}

} // namespace sendscope::bandwidth
