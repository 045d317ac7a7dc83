#pragma once

#include "ui/detail/detailcontent.h"

#include <QWidget>

namespace sendscope::ui {

class BodyView;
class Button;
class ElidedLabel;
class Theme;

/// The body as it came, or, where it is compact JSON, in rows by its structure; the bytes are the
/// same.
class JsonPage : public QWidget
{
    Q_OBJECT

public:
    explicit JsonPage(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const DetailContentPtr &content);

    BodyView &view() { return *m_view; }

private:
    void showBody();
    QString caption() const;

    DetailContentPtr m_content;
    bool m_isFolded = false;
    ElidedLabel *m_caption;
    Button *m_other;
    BodyView *m_view;
};

} // namespace sendscope::ui
