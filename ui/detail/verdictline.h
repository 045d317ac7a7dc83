#pragma once

#include "ui/detail/detailcontent.h"
#include "ui/widgets/eventlook.h"

#include <QWidget>

class QLabel;

namespace sendscope::ui {

class Button;
class ElidedLabel;
class Label;
class Theme;

/// What the selected row is, at one look: its icon and type, from whom to whom, and its message's
/// id.
class VerdictLine : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictLine(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const DetailContent &content);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showId();
    void paintIcon();
    void copyId() const;

    const Theme &m_theme;
    EventLook m_look;
    QByteArray m_messageId; ///< UTF-8, lone surrogates as JsonText::text() spells them.
    QLabel *m_image;
    ElidedLabel *m_word;
    ElidedLabel *m_parties;
    Label *m_id;
    Button *m_copy;
};

} // namespace sendscope::ui
