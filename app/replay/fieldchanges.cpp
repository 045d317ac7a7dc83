#include "app/replay/fieldchanges.h"

#include <algorithm>

namespace sendscope::replay {

FieldChanges::FieldChanges(const std::vector<FieldChange> &changes)
{
    for (const FieldChange &change : changes) {
        const QByteArray name = change.name.toLower();
        if (change.what == FieldChange::What::Keep) {
            m_kept.insert(name);
            continue;
        }
        auto named = std::find_if(m_named.begin(), m_named.end(),
                                  [&name](const Named &known) { return known.name == name; });
        if (named == m_named.end())
            named = m_named.insert(m_named.end(), Named{name, {}});
        if (change.what == FieldChange::What::Remove)
            named->values.clear();
        else
            named->values.emplace_back(change.name, change.value);
    }
}

const FieldChanges::Named *FieldChanges::find(const QByteArray &name) const
{
    const auto named = std::find_if(m_named.begin(), m_named.end(),
                                    [&name](const Named &known) { return known.name == name; });
    return named == m_named.end() ? nullptr : &*named;
}

bool FieldChanges::isSet(const QByteArray &name) const
{
    const Named *named = find(name);
    return named && !named->values.empty();
}

void FieldChanges::apply(Fields &fields) const
{
    if (m_named.empty())
        return;
    Fields changed;
    QSet<QByteArray> placed;
    for (auto &field : fields) {
        const Named *named = find(field.first.toLower());
        if (!named) {
            changed.push_back(std::move(field));
        } else if (!placed.contains(named->name)) {
            placed.insert(named->name);
            changed.insert(changed.end(), named->values.begin(), named->values.end());
        }
    }
    for (const Named &named : m_named) {
        if (!placed.contains(named.name))
            changed.insert(changed.end(), named.values.begin(), named.values.end());
    }
    fields = std::move(changed);
}

} // namespace sendscope::replay
