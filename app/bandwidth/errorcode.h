#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

namespace sendscope::bandwidth {

/// One errorCode of Bandwidth, explained.
struct ErrorCode
{
    enum class Class { Client, Service, Ambiguous }; ///< by the first digit: 4, 5, 9
    enum class Reporter { Bandwidth, Carrier, Unknown };

    int code = 0;
    QString slug;      ///< Bandwidth's own name: "invalid-destination-address".
    QString brief;     ///< Two or three words for a table cell: "invalid number".
    QString meaning;   ///< One sentence, our own words.
    QString whatToDo;  ///< One or two sentences, an order to the reader.
    QString whoCanFix; ///< "you", "the recipient", "Bandwidth support", "the carrier" ... as a
                       ///< short phrase.
    Class errorClass = Class::Client;
    Reporter reporter = Reporter::Bandwidth;
    std::optional<bool> isBillable; ///< None: not published.
    /// False: the code is not in the table; class and reporter by its digits.
    bool isDocumented = true;
};

/// What is known of a code. A code outside the table is explained by its digits.
ErrorCode explain(int code);

/// All of the table, ascending.
const std::vector<ErrorCode> &errorCodes();

} // namespace sendscope::bandwidth
