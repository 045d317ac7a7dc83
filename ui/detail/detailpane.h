#pragma once

#include "app/base/error.h"
#include "ui/detail/detailcontent.h"

#include <QWidget>

class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace sendscope::ui {

class AttemptsView;
class BodyView;
class FieldList;
class JsonPage;
class Label;
class Theme;
class VerdictLine;

/// All there is to see of the selected row, a page a question: what it says, what came, what was
/// answered, what was sent on.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    enum Page { Event, Json, Request, Response, Attempts };

    explicit DetailPane(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const DetailContentPtr &content);

    /// Says that nothing is selected.
    void clear();

    void showError(const base::Error &error);

    int currentPage() const;
    void setCurrentPage(int page);

    /// A page of another pane, last, while the window is too small to show that pane by itself.
    /// Owned by the caller again after takePage(), which returns null without one.
    void addPage(QWidget *page, const QString &title);
    QWidget *takePage();

private:
    void say(const QString &sentence);

    QStackedLayout *m_states;
    Label *m_sentence;
    VerdictLine *m_verdict;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    FieldList *m_event;
    JsonPage *m_json;
    FieldList *m_request;
    BodyView *m_head;
    FieldList *m_response;
    AttemptsView *m_attempts;
    QWidget *m_added = nullptr;
};

} // namespace sendscope::ui
