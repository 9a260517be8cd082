#include "Guard.h"

#include <c10/util/Exception.h>
#include <new>
#include <string>
#include <string_view>

namespace {

thread_local std::string message;

/// Cuts what libtorch adds for its own developers: origins, advice on builds, lists of backends.
void shorten(std::string &text) {
  for (std::string_view tail : {"\nException raised from ", " This could be because the operator",
                                " This is typically caused by",
                                " If you are seeing this error, there is a high"}) {
    if (auto found = text.find(tail); found != std::string::npos) text.resize(found);
  }
  if (text.rfind("[enforce fail", 0) == 0 || text.rfind("[/", 0) == 0) {
    if (auto end = text.find("] "); end != std::string::npos) text.erase(0, end + 2);
  }
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
}

} // namespace

void ct::remember_exception() noexcept {
  try {
    try {
      throw;
    } catch (const c10::Error &error) {
      message = error.what_without_backtrace(); // `what()` symbolizes a stack: milliseconds
    } catch (const std::bad_alloc &) {
      message = "out of memory";
    } catch (const std::exception &error) {
      message = error.what();
    } catch (...) {
      message = "unknown C++ exception";
    }
    shorten(message);
  } catch (...) {
    // Not even the message could be allocated; the older one stays.
  }
}

const char *ct_error(void) { return message.c_str(); }
