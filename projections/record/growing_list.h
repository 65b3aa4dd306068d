// A list that mostly grows at its end, and whose copies cost nothing: they share the elements, and
// whoever adds one to the newest copy puts it behind what the others see. Records are such copies,
// one for each event.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>

namespace cairn {

// An element can be added and not changed. Copies may be read and added to in different threads;
// one copy is a plain value. What is added stays in memory for as long as any copy that shares it.
template <typename Element>
class GrowingList {
 public:
  using value_type = Element;
  using const_reference = const Element&;
  using size_type = size_t;
  using const_iterator = const Element*;
  using iterator = const_iterator;

  GrowingList() = default;
  GrowingList(std::initializer_list<Element> elements) {
    for (const Element& element : elements) push_back(element);
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Element* data() const { return room_ == nullptr ? nullptr : room_->elements.get(); }
  const Element* begin() const { return data(); }
  const Element* end() const { return data() + size_; }
  auto rbegin() const { return std::make_reverse_iterator(end()); }
  auto rend() const { return std::make_reverse_iterator(begin()); }
  const Element& operator[](size_t i) const { return data()[i]; }
  const Element& front() const { return *begin(); }
  const Element& back() const { return end()[-1]; }

  void push_back(Element element) {
    if (!TakeNext()) MoveTo(MakeRoom(), size_);
    room_->elements[size_++] = std::move(element);
  }

  // Before `at`. Copies what there is unless that is the end.
  void insert(const Element* at, Element element) {
    if (at == end()) return push_back(std::move(element));
    const size_t before = static_cast<size_t>(at - begin());
    const std::shared_ptr<Room> old = room_;
    MoveTo(MakeRoom(), before);
    room_->elements[before] = std::move(element);
    std::copy(old->elements.get() + before, old->elements.get() + size_,
              room_->elements.get() + before + 1);
    ++size_;
  }

 private:
  struct Room {
    explicit Room(size_t count) : capacity(count), elements(new Element[count]) {}

    const size_t capacity;
    std::atomic<size_t> taken = 0;  // elements that belong to some copy
    const std::unique_ptr<Element[]> elements;
  };

  // Takes the place behind the last element, if no other copy has.
  bool TakeNext() {
    if (room_ == nullptr || size_ == room_->capacity) return false;
    size_t expected = size_;
    return room_->taken.compare_exchange_strong(expected, size_ + 1, std::memory_order_relaxed);
  }

  // For one element more.
  std::shared_ptr<Room> MakeRoom() const {
    auto room = std::make_shared<Room>(std::max(kCapacityMin, 2 * size_));
    room->taken = size_ + 1;
    return room;
  }

  void MoveTo(std::shared_ptr<Room> room, size_t count) {
    std::copy(begin(), begin() + count, room->elements.get());
    room_ = std::move(room);
  }

  static constexpr size_t kCapacityMin = 4;

  std::shared_ptr<Room> room_;
  size_t size_ = 0;
};

}  // namespace cairn
