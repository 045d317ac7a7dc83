#include "app/http/responsewriter.h"

#include <algorithm>
#include <array>

namespace sendscope::http {
namespace {

constexpr qsizetype kUsualHeadBytes = 512;

struct Phrase
{
    int status;
    const char *text;
};

constexpr auto kPhrases = std::to_array<Phrase>({
    {100, "Continue"},
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {511, "Network Authentication Required"},
});

void putDigits(QByteArray &text, qsizetype end, unsigned number)
{
    for (; number > 0; number /= 10)
        text[--end] = char('0' + number % 10);
}

/// "Mon, 23 Nov 2026 14:07:36 GMT" (RFC 9110, 5.6.7), in English whatever the locale.
QByteArray httpDate(base::UtcTime time)
{
    static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));

    // Put together from pieces, the date was half of what a response costs.
    QByteArray text("Day, 00 Mon 0000 00:00:00 GMT");
    text.replace(0, 3, kDays[std::chrono::weekday(day).c_encoding()]);
    putDigits(text, 7, unsigned(date.day()));
    text.replace(8, 3, kMonths[unsigned(date.month()) - 1]);
    putDigits(text, 16, unsigned(int(date.year())));
    putDigits(text, 19, unsigned(clock.hours().count()));
    putDigits(text, 22, unsigned(clock.minutes().count()));
    putDigits(text, 25, unsigned(clock.seconds().count()));
    return text;
}

/// Fields that follow from the response and its connection: the writer alone knows them.
bool isWriters(const QByteArray &name)
{
    static constexpr auto kNames = std::to_array<QByteArrayView>(
        {"connection", "content-length", "date", "transfer-encoding", "x-content-type-options"});
    return std::any_of(kNames.begin(), kNames.end(), [&name](QByteArrayView known) {
        return QByteArrayView(name).compare(known, Qt::CaseInsensitive) == 0;
    });
}

/// A line end in a name or value would be a field, or a response, of its own.
QByteArray inOneLine(QByteArray text)
{
    for (char &c : text) {
        if (c == '\r' || c == '\n' || c == '\0')
            c = ' ';
    }
    return text;
}

} // namespace

QByteArray writeResponse(const Response &response, const ResponseFraming &framing)
{
    const bool hasLength = response.status >= 200 && response.status != 204;
    const bool keepsAlive = framing.keepsAlive && !response.closes;

    QByteArray bytes;
    bytes.reserve(kUsualHeadBytes + response.body.size());
    bytes += "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status)
        + "\r\nDate: " + httpDate(framing.date) + "\r\n";
    if (hasLength)
        bytes += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    if (!keepsAlive)
        bytes += "Connection: close\r\n";
    else if (framing.requestMinorVersion == 0)
        bytes += "Connection: keep-alive\r\n";
    bytes += "X-Content-Type-Options: nosniff\r\n";
    for (const event::HeaderField &field : response.fields.fields()) {
        if (!isWriters(field.name))
            bytes += inOneLine(field.name) + ": " + inOneLine(field.value) + "\r\n";
    }
    bytes += "\r\n";
    if (hasLength && !framing.isHead)
        bytes += response.body;
    return bytes;
}

QByteArray continueResponse()
{
    return "HTTP/1.1 100 Continue\r\n\r\n";
}

QByteArray reasonPhrase(int status)
{
    const auto phrase = std::find_if(kPhrases.begin(), kPhrases.end(),
                                     [status](const Phrase &p) { return p.status == status; });
    return phrase == kPhrases.end() ? QByteArray() : QByteArray(phrase->text);
}

Response refusalResponse(int status, const event::Refusal &refusal)
{
    Response response;
    response.status = status;
    response.fields = {{"Content-Type", "text/plain; charset=utf-8"}};
    if (status == 503)
        response.fields.append({"Retry-After", "1"});
    response.body = event::sentence(refusal).toUtf8() + ".\n";
    response.closes = true;
    return response;
}

} // namespace sendscope::http
