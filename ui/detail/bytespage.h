#pragma once

#include "ui/detail/detailcontent.h"
#include "ui/detail/findpage.h"

#include <QWidget>

#include <array>

class QComboBox;

namespace sendscope::ui {

class BodySelection;
class ElidedLabel;
class HexView;
class Theme;

/// Every byte of the request: its head, its body as it came, and that body with its content coding
/// taken off. What is selected of the body that the JSON shows is the selection there.
class BytesPage : public QWidget, public FindPage
{
    Q_OBJECT

public:
    enum class Part { Head, Trailers, Body, Decoded };
    static constexpr int kParts = int(Part::Decoded) + 1;

    /// The selection outlives it.
    BytesPage(const Theme &theme, BodySelection &selection, QWidget *parent = nullptr);

    /// The part that was chosen stays, where the request has it; else its body is shown.
    void setContent(const DetailContentPtr &content);

    Part part() const { return m_part; }
    void setPart(Part part);

    FindText findText() const override;
    void setHits(const FindHitsPtr &hits) override;
    void showHit(const FindHit &hit) override;

signals:
    void partChanged(); ///< Other bytes are shown: find has to look again.

private:
    QByteArray bytesOf(Part part) const;
    bool has(Part part) const;
    bool isShared() const; ///< The part is the body that other views show.
    void fillChoice();
    void showPart();
    void showSelection(const QObject *from);

    BodySelection &m_selection;
    DetailContentPtr m_content;
    Part m_wanted = Part::Decoded;
    Part m_part = Part::Body;
    QComboBox *m_choice;
    ElidedLabel *m_caption;
    HexView *m_view;
};

} // namespace sendscope::ui
