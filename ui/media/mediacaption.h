#pragma once

#include "app/media/verdict.h"

#include <QWidget>

class QLabel;

namespace sendscope::ui {

class ElidedLabel;
class Theme;

/// What stands under a preview: the file's name, what it is and how long it lasts, and what
/// Bandwidth would make of it.
class MediaCaption : public QWidget
{
    Q_OBJECT

public:
    explicit MediaCaption(const Theme &theme, QWidget *parent = nullptr);

    void show(const QString &name, const QString &facts, const media::Verdict &verdict);

    /// Says something in place of the facts, until the next show().
    void say(const QString &sentence);

private:
    void showVerdict();

    const Theme &m_theme;
    ElidedLabel *m_name;
    ElidedLabel *m_facts;
    QLabel *m_icon;
    ElidedLabel *m_sentence;
    media::Verdict m_verdict;
};

} // namespace sendscope::ui
