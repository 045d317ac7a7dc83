#include "app/filter/interval.h"

#include "app/event/timestamp.h"
#include "app/filter/characters.h"

#include <QDateTime>

#include <chrono>
#include <optional>

using namespace Qt::StringLiterals;

namespace sendscope::filter {
namespace {

using namespace std::chrono;

constexpr qint64 kSecond = 1'000'000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kDay = 24 * 60 * kMinute;

constexpr qint64 kFirst = microseconds(sys_days(year(0) / 1 / 1).time_since_epoch()).count();
constexpr qint64 kLast =
    microseconds(sys_days(year(10'000) / 1 / 1).time_since_epoch()).count() - 1;

enum class Precision { Day, Minute, Second, Fraction };

/// What was written, before it is known where in time it lies.
struct Written
{
    year_month_day date;
    int hour = 0;
    int minute = 0;
    int second = 0;
    qint64 fraction = 0;     ///< Microseconds.
    qint64 fractionStep = 1; ///< One of its last digit, in microseconds.
    Precision precision = Precision::Day;
    std::optional<minutes> offset;
};

/// Reads from left to right. Where the text ends too early, it is cut; where something else stands,
/// it is wrong; after either nothing is read any more.
class Reader
{
public:
    explicit Reader(QStringView text)
        : m_rest(text)
    {
    }

    bool isWrong() const { return m_isWrong; }
    bool isCut() const { return m_isCut; }
    bool isFine() const { return !m_isWrong && !m_isCut; }
    bool isAtEnd() const { return m_rest.isEmpty(); }
    bool isAt(QStringView any) const { return !m_rest.isEmpty() && any.contains(m_rest.front()); }

    bool accept(QStringView any)
    {
        if (!isFine() || !isAt(any))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    void expect(QStringView any)
    {
        if (isFine() && !accept(any))
            fail();
    }

    /// A number of exactly that many digits, of least to most.
    int number(int digits, int least, int most)
    {
        int value = 0;
        for (int i = 0; i < digits && isFine(); ++i) {
            if (isAtEnd() || !isDigit(m_rest.front()))
                fail();
            else
                value = value * 10 + takeDigit();
        }
        if (isFine() && (value < least || value > most))
            m_isWrong = true;
        return value;
    }

    /// The digits of a fraction: those past the sixth are cut off.
    void fraction(Written &written)
    {
        int digits = 0;
        for (; isFine() && !isAtEnd() && isDigit(m_rest.front()); ++digits) {
            const int digit = takeDigit();
            if (digits < 6)
                written.fraction = written.fraction * 10 + digit;
        }
        if (digits == 0)
            fail();
        if (digits > 9)
            m_isWrong = true;
        for (int i = digits; i < 6; ++i) {
            written.fraction *= 10;
            written.fractionStep *= 10;
        }
        written.precision = Precision::Fraction;
    }

    void fail() { (isAtEnd() ? m_isCut : m_isWrong) = true; }
    void markWrong() { m_isWrong = true; }

private:
    int takeDigit()
    {
        const int digit = m_rest.front().unicode() - u'0';
        m_rest = m_rest.sliced(1);
        return digit;
    }

    QStringView m_rest;
    bool m_isCut = false;
    bool m_isWrong = false;
};

void readZone(Reader &reader, Written &written)
{
    if (reader.accept(u"Zz")) {
        written.offset = minutes(0);
        return;
    }
    if (!reader.isAt(u"+-"))
        return;
    const bool isWest = reader.isAt(u"-");
    reader.accept(u"+-");
    minutes offset = hours(reader.number(2, 0, 23));
    if (reader.accept(u":") || reader.isAt(u"0123456789"))
        offset += minutes(reader.number(2, 0, 59));
    written.offset = isWest ? -offset : offset;
}

void readClock(Reader &reader, Written &written)
{
    if (!reader.accept(u"Tt "))
        return;
    written.hour = reader.number(2, 0, 23);
    reader.expect(u":");
    written.minute = reader.number(2, 0, 59);
    written.precision = Precision::Minute;
    if (!reader.accept(u":"))
        return;
    written.second = reader.number(2, 0, 60); // a leap second
    written.precision = Precision::Second;
    if (reader.accept(u".,"))
        reader.fraction(written);
}

Written readWritten(Reader &reader)
{
    Written written;
    const year y(reader.number(4, 0, 9999));
    reader.expect(u"-");
    const month m(unsigned(reader.number(2, 1, 12)));
    reader.expect(u"-");
    const day d(unsigned(reader.number(2, 1, 31)));
    written.date = year_month_day(y, m, d);
    if (!reader.isFine())
        return written;
    if (!written.date.ok())
        reader.markWrong();
    readClock(reader, written);
    readZone(reader, written);
    return written;
}

qint64 startOfDay(sys_days date, const QTimeZone &zone)
{
    const QDate day = QDate(1970, 1, 1).addDays(date.time_since_epoch().count());
    return day.startOfDay(zone).toMSecsSinceEpoch() * 1000;
}

qint64 startOfMinute(sys_days date, int hour, int minute, const QTimeZone &zone)
{
    const QDate day = QDate(1970, 1, 1).addDays(date.time_since_epoch().count());
    return QDateTime(day, QTime(hour, minute), zone).toMSecsSinceEpoch() * 1000;
}

Interval placed(const Written &written, const QTimeZone &zone)
{
    const sys_days date(written.date);
    const bool isByOffset = written.offset || !zone.isValid() || zone == QTimeZone::utc();
    if (!isByOffset && written.precision == Precision::Day) {
        // Where a clock is changed, a day has another length.
        return {Judgement::Fine, startOfDay(date, zone), startOfDay(date + days(1), zone) - 1};
    }

    const qint64 minute = isByOffset
        ? microseconds(date.time_since_epoch() + hours(written.hour) + minutes(written.minute)
                       - written.offset.value_or(minutes(0)))
              .count()
        : startOfMinute(date, written.hour, written.minute, zone);
    const qint64 from = minute + written.second * kSecond + written.fraction;
    switch (written.precision) {
    case Precision::Day:
        return {Judgement::Fine, from, from + kDay - 1};
    case Precision::Minute:
        return {Judgement::Fine, from, from + kMinute - 1};
    case Precision::Second:
        return {Judgement::Fine, from, from + kSecond - 1};
    case Precision::Fraction:
        break;
    }
    return {Judgement::Fine, from, from + written.fractionStep - 1};
}

bool isAligned(qint64 moment, qint64 step)
{
    return moment % step == 0;
}

/// "2020-06-25T18:42:36.979000Z", of which spellings are cut.
QString spelled(qint64 moment)
{
    return QString::fromLatin1(event::formatTimestamp(base::utcTime(moment)));
}

constexpr qsizetype kDateSize = 10;
constexpr qsizetype kMinuteSize = 16;
constexpr qsizetype kSecondSize = 19;

/// The shortest spelling that begins there.
QString beginningAt(qint64 moment)
{
    const QString whole = spelled(moment);
    if (isAligned(moment, kDay))
        return whole.first(kDateSize) + u'Z';
    if (isAligned(moment, kMinute))
        return whole.first(kMinuteSize) + u'Z';
    return isAligned(moment, kSecond) ? whole.first(kSecondSize) + u'Z' : whole;
}

/// A day that begins at that minute of a UTC day: the date there, with the offset.
QString dayAt(qint64 from)
{
    const qint64 minuteOfDay = (from % kDay + kDay) % kDay / kMinute;
    const bool isEast = minuteOfDay >= 12 * 60;
    const qint64 offset = isEast ? 24 * 60 - minuteOfDay : minuteOfDay;
    const QString date = spelled(isEast ? from + kDay : from).first(kDateSize);
    return date + (isEast ? u'+' : u'-') + QString::number(offset / 60).rightJustified(2, u'0')
        + u':' + QString::number(offset % 60).rightJustified(2, u'0');
}

} // namespace

Interval readInterval(QStringView text, const QTimeZone &zone)
{
    Reader reader(text);
    const Written first = readWritten(reader);
    const bool hasEnd = reader.accept(u"/");
    const Written second = hasEnd ? readWritten(reader) : Written();
    if (reader.isCut())
        return {Judgement::Unfinished};
    if (reader.isWrong() || !reader.isAtEnd())
        return {Judgement::Wrong};

    Interval result = placed(first, zone);
    if (hasEnd)
        result.to = placed(second, zone).from - 1;
    if (result.from < kFirst || result.to > kLast)
        return {Judgement::Wrong};
    if (result.to < result.from)
        return {Judgement::Unfinished}; // its end may go on
    return result;
}

QString printInterval(qint64 from, qint64 to)
{
    const qint64 length = to - from + 1;
    if (length == kDay && isAligned(from, kDay))
        return beginningAt(from);
    if (length == kDay && isAligned(from, kMinute))
        return dayAt(from);
    if (length == kMinute && isAligned(from, kMinute))
        return spelled(from).first(kMinuteSize) + u'Z';
    if (length == kSecond && isAligned(from, kSecond))
        return spelled(from).first(kSecondSize) + u'Z';
    qint64 step = kSecond / 10;
    for (int digits = 1; digits <= 6; ++digits, step /= 10) {
        if (length == step && isAligned(from, step))
            return spelled(from).first(kSecondSize + 1 + digits) + u'Z';
    }
    return beginningAt(from) + u'/' + beginningAt(to + 1);
}

} // namespace sendscope::filter
