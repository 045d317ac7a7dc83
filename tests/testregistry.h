#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace sendscope::tests {

/// Makes one test class known to main() under the name it is called by.
class Registration
{
public:
    Registration(const char *name, std::function<std::unique_ptr<QObject>()> make);
};

} // namespace sendscope::tests

/// At the end of a test's source: SENDSCOPE_TEST(EndpointTest, endpoint). The second word is the
/// class in CMakeLists.txt and in the source's name.
#define SENDSCOPE_TEST(Class, name)                                                                \
    static const sendscope::tests::Registration registration_##name(                               \
        #name, [] { return std::unique_ptr<QObject>(new Class); });
