#pragma once

#include "app/event/fieldref.h"
#include "ui/widgets/tableheader.h"

namespace sendscope::ui {

/// The event table's header. Its media column has an icon instead of a word.
class EventHeader : public TableHeader
{
    Q_OBJECT

public:
    explicit EventHeader(const Theme &theme, QWidget *parent = nullptr);

    /// What the head of such a column takes up, without an arrow.
    int headWidth(const event::FieldRef &field) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void applyTheme() override;

private:
    bool isMedia(int column) const;

    QIcon m_mediaIcon;
};

} // namespace sendscope::ui
