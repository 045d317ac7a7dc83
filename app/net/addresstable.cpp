#include "app/net/addresstable.h"

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace sendscope::net {
namespace {

struct Range4
{
    quint32 first;
    int bits; ///< How many leading bits are compared.
};

struct Range6
{
    std::array<quint8, 16> first;
    int bits;
};

constexpr quint32 v4(quint32 a, quint32 b, quint32 c, quint32 d)
{
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr auto kNotPublic4 = std::to_array<Range4>({
    {v4(0, 0, 0, 0), 8},       // this network
    {v4(10, 0, 0, 0), 8},      // private
    {v4(100, 64, 0, 0), 10},   // shared by a carrier's customers
    {v4(127, 0, 0, 0), 8},     // this machine
    {v4(169, 254, 0, 0), 16},  // link-local; the metadata services of clouds
    {v4(172, 16, 0, 0), 12},   // private
    {v4(192, 0, 0, 0), 24},    // protocol assignments
    {v4(192, 0, 2, 0), 24},    // documentation
    {v4(192, 168, 0, 0), 16},  // private
    {v4(198, 18, 0, 0), 15},   // benchmarks
    {v4(198, 51, 100, 0), 24}, // documentation
    {v4(203, 0, 113, 0), 24},  // documentation
    {v4(224, 0, 0, 0), 4},     // multicast
    {v4(240, 0, 0, 0), 4},     // reserved, and broadcast
});

constexpr auto kNotPublic6 = std::to_array<Range6>({
    {{}, 96},                                   // ::, ::1, IPv4-compatible
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48}, // NAT64 within a network
    {{0x01, 0x00, 0, 0, 0, 0, 0, 0}, 64},       // discarded
    {{0x20, 0x01, 0x00, 0x00}, 32},             // Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32},             // documentation
    {{0x20, 0x02}, 16},                         // 6to4
    {{0xfc}, 7},                                // unique local
    {{0xfe, 0x80}, 10},                         // link-local
    {{0xfe, 0xc0}, 10},                         // site-local
    {{0xff}, 8},                                // multicast
});

/// Their last four bytes are an IPv4 address, which is where they lead.
constexpr auto kCarriesIPv4 = std::to_array<Range6>({
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, // IPv4-mapped
    {{0x00, 0x64, 0xff, 0x9b}, 96},                   // NAT64
});

bool contains(const Range4 &range, quint32 address)
{
    return ((range.first ^ address) >> (32 - range.bits)) == 0;
}

bool contains(const Range6 &range, const Q_IPV6ADDR &address)
{
    const int whole = range.bits / 8;
    if (std::memcmp(range.first.data(), address.c, size_t(whole)) != 0)
        return false;
    const int rest = range.bits % 8;
    return rest == 0 || ((range.first[size_t(whole)] ^ address[whole]) >> (8 - rest)) == 0;
}

template <typename Table, typename Address>
bool isIn(const Table &table, const Address &address)
{
    return std::any_of(table.begin(), table.end(),
                       [&address](const auto &range) { return contains(range, address); });
}

quint32 lastFourBytes(const Q_IPV6ADDR &address)
{
    return v4(address[12], address[13], address[14], address[15]);
}

} // namespace

bool isPublicAddress(const QHostAddress &address)
{
    switch (address.protocol()) {
    case QAbstractSocket::IPv4Protocol:
        return !isIn(kNotPublic4, address.toIPv4Address());
    case QAbstractSocket::IPv6Protocol: {
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        if (isIn(kCarriesIPv4, bytes))
            return !isIn(kNotPublic4, lastFourBytes(bytes));
        return !isIn(kNotPublic6, bytes);
    }
    default:
        return false;
    }
}

bool isPublicName(const QString &host)
{
    QStringView name = host;
    while (name.endsWith(u'.'))
        name.chop(1);
    const auto isIt = [name](QStringView word) {
        return name.compare(word, Qt::CaseInsensitive) == 0
            || (name.size() > word.size() && name.endsWith(word, Qt::CaseInsensitive)
                && name[name.size() - word.size() - 1] == u'.');
    };
    return !name.isEmpty() && !isIt(u"localhost") && !isIt(u"internal");
}

} // namespace sendscope::net
