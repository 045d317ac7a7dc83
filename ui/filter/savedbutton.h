#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QAbstractButton>

namespace sendscope::ui {

class Theme;

/// A word with a count, as it stands in the row of saved filters: no pill, and a line under the one
/// that is current, which is checked.
class SavedButton : public QAbstractButton
{
    Q_OBJECT

public:
    /// \p name: plain text. \p icon: None where there is none.
    SavedButton(const Theme &theme, const QString &name, Icon icon, Hue hue,
                QWidget *parent = nullptr);

    const QString &name() const { return m_name; }

    /// Of events, or of messages; -1: not counted yet.
    void setCount(qint64 count, bool isOfMessages = false);
    qint64 count() const { return m_count; }

    /// It opens a menu.
    void setOpensMenu(bool opens);

    QSize sizeHint() const override;

protected:
    void nextCheckState() override { } ///< Whoever has the row knows which one is current.
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    void applyTheme();

    const Theme &m_theme;
    const QString m_name;
    const Icon m_icon;
    const Hue m_hue;
    qint64 m_count = -1;
    bool m_isOfMessages = false;
    bool m_opensMenu = false;
};

} // namespace sendscope::ui
