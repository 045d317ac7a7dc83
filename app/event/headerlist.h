#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace sendscope::event {

/// One header or trailer field: name and value as spelled on the wire, the space round the value
/// taken off.
struct HeaderField
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const HeaderField &, const HeaderField &) = default;
};

/// Header fields in the order they came, repeated ones repeated. Names compare without regard to
/// case.
///
/// A plain value.
class HeaderList
{
public:
    HeaderList() = default;
    HeaderList(std::initializer_list<HeaderField> fields);

    /// Reads the fields of a stored head: all lines after the first, up to the empty line. Lenient,
    /// for what is already in the capture: a line without a colon becomes a field with an empty
    /// value.
    static HeaderList fromHead(QByteArrayView head);

    /// Reads trailer lines, which have no first line.
    static HeaderList fromTrailers(QByteArrayView trailers);

    /// Whether a stored head has a field of this name; costs a look at each line's beginning.
    static bool isInHead(QByteArrayView head, QByteArrayView name);

    void append(HeaderField field);

    /// The value of the first field of this name.
    std::optional<QByteArray> first(QByteArrayView name) const;

    qsizetype count(QByteArrayView name) const;

    const std::vector<HeaderField> &fields() const { return m_fields; }
    bool isEmpty() const { return m_fields.empty(); }

    friend bool operator==(const HeaderList &, const HeaderList &) = default;

private:
    std::vector<HeaderField> m_fields;
};

} // namespace sendscope::event
