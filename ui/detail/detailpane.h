#pragma once

#include "app/base/error.h"
#include "app/event/fieldref.h"
#include "app/filter/names.h"
#include "ui/detail/detailcontent.h"
#include "ui/widgets/filterjoin.h"

#include <QWidget>

class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace sendscope::ui {

class AttemptsView;
class BodySelection;
class BytesPage;
class FieldView;
class Finder;
class FindBar;
class FindPage;
class JsonPage;
class Label;
class Theme;
struct ChosenValue;

/// All there is to see of the selected row, a page a question: what it says, what came, what was
/// answered, what was sent on.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    enum Page { Event, Json, Request, Response, Bytes, Attempts };

    explicit DetailPane(const Theme &theme, QWidget *parent = nullptr);
    ~DetailPane() override;

    void setContent(const DetailContentPtr &content);

    /// Says that nothing is selected.
    void clear();

    void showError(const base::Error &error);

    /// What a person put beside that event: the mark's word, and the note. Both may be empty.
    void setRemark(event::EventId event, const QByteArray &mark, const QByteArray &note);

    int currentPage() const;
    void setCurrentPage(int page);

    /// Shows that page, and puts the focus into it.
    void enterPage(int page);

    /// Opens the row in which one types what is looked for in the current page.
    void openFind();
    void findNext();
    void findPrevious();

    /// A page of another pane, last, while the window is too small to show that pane by itself.
    /// Owned by the caller again after takePage(), which returns null without one.
    void addPage(QWidget *page, const QString &title);
    QWidget *takePage();

    /// Of numbers and application ids: shown beside them.
    void setNames(const filter::Names &names);

signals:
    void nameAsked(const QByteArray &value); ///< A number or an id is to be given a name.
    /// A value was chosen to filter by; \p applies: at once, else it is only to be written.
    void filterAsked(const sendscope::event::FieldRef &field, const QByteArray &value,
                     sendscope::ui::FilterJoin join, bool applies);

    /// What a filter calls the value that is current now.
    /// \p value: what it has there, as filterAsked() gives it; null where it is nothing to filter
    /// by.
    void selectedFieldChanged(const sendscope::event::FieldRef &field,
                              const QByteArray &value = {});
    void selectedFieldCleared(); ///< It has no such name, or none is current.

private:
    QWidget *makeTabRow(const Theme &theme);
    void addPages();
    void connectPages();
    FieldView *makeFieldView(const Theme &theme, const QString &name);
    FieldView *currentFields() const;
    FindPage *currentFindPage() const;
    std::optional<ChosenValue> currentValue() const;
    void onFieldCurrent(const FieldView *view);
    void tellField();
    void showMenu(const QPoint &globalPosition);
    void look();
    void showHits();
    void closeFind();
    void say(const QString &sentence);
    void showEventFields();

    const Theme &m_theme;
    DetailContentPtr m_content;
    event::EventId m_remarked;
    DetailFields m_remark; ///< Of m_remarked.
    filter::Names m_names;
    BodySelection *m_selection;
    Finder *m_finder;
    QStackedLayout *m_states;
    Label *m_sentence;
    QTabBar *m_tabs;
    FindBar *m_find;
    QStackedWidget *m_pages;
    FieldView *m_event;
    JsonPage *m_json;
    FieldView *m_request;
    FieldView *m_response;
    BytesPage *m_bytes;
    AttemptsView *m_attempts;
    FindPage *m_marked = nullptr; ///< The page whose hits are marked.
    QWidget *m_added = nullptr;
};

} // namespace sendscope::ui
