#include "eventstore/keys/secret_bytes.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

#include "eventstore/keys/event_keys.h"
#include "eventstore/keys/master_keys.h"

namespace {

// Memory is looked at in the moment it is given back, which is the last one it may be read.
struct Watch {
  const void* at = nullptr;
  size_t size = 0;
  int freed = 0;
  int freed_as_zeros = 0;
};
Watch watch;

void Release(void* at) {
  if (at != nullptr && at == watch.at) {
    const auto* bytes = static_cast<const unsigned char*>(at);
    ++watch.freed;
    watch.freed_as_zeros +=
        std::all_of(bytes, bytes + watch.size, [](unsigned char byte) { return byte == 0; });
    watch.at = nullptr;
  }
  std::free(at);
}

}  // namespace

void* operator new[](size_t size) {
  void* at = std::malloc(size);
  if (at == nullptr) std::abort();
  return at;
}
void operator delete[](void* at) noexcept { Release(at); }
void operator delete[](void* at, size_t) noexcept { Release(at); }

namespace cairn {
namespace {

void WatchBytes(const SecretBytes& secret) {
  watch = {.at = secret.view().data(), .size = secret.size()};
}

TEST(SecretBytes, AreWipedBeforeTheirMemoryIsGivenBack) {
  {
    const SecretBytes secret(std::string_view("a key of 32 bytes, give or take"));
    WatchBytes(secret);
  }

  EXPECT_EQ(watch.freed, 1);
  EXPECT_EQ(watch.freed_as_zeros, 1);
}

TEST(SecretBytes, AreWipedWhenOthersTakeTheirPlace) {
  SecretBytes secret(std::string_view("the first secret"));
  WatchBytes(secret);

  secret = SecretBytes(std::string_view("the second secret"));

  EXPECT_EQ(watch.freed_as_zeros, 1);
  EXPECT_EQ(secret.view(), "the second secret");
}

TEST(SecretBytes, MoveWithoutACopy) {
  SecretBytes secret(std::string_view("only once"));
  const void* const where = secret.view().data();

  const SecretBytes moved = std::move(secret);

  EXPECT_EQ(moved.view().data(), where);
  EXPECT_EQ(moved.view(), "only once");
}

// Nothing that holds a secret can be written to a stream, a log line or a text by oversight:
// whoever wants the bytes has to name them.
template <typename T>
concept Streamable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <typename T>
concept Stringified = requires(std::string& sink, const T& value) {
  AbslStringify(sink, value);
};
template <typename T>
constexpr bool kCannotBePrinted =
    !Streamable<T> && !Stringified<T> && !std::is_convertible_v<const T&, std::string_view> &&
    !std::is_convertible_v<const T&, std::string>;

TEST(SecretBytes, AndAllThatHoldThemCannotBePrinted) {
  EXPECT_TRUE(Streamable<std::string>);  // the question can be answered with yes
  EXPECT_TRUE(kCannotBePrinted<SecretBytes>);
  EXPECT_TRUE(kCannotBePrinted<RecordKey>);
  EXPECT_TRUE(kCannotBePrinted<EventKeys>);
  EXPECT_TRUE(kCannotBePrinted<MasterKey>);
}

TEST(SecretBytes, BeginAsZeros) {
  const SecretBytes secret(4);

  EXPECT_EQ(secret.view(), std::string_view("\0\0\0\0", 4));
}

}  // namespace
}  // namespace cairn
