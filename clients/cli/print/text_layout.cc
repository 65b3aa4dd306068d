#include "clients/cli/print/text_layout.h"

#include <algorithm>
#include <cstdint>

namespace cairn::cli {
namespace {

// Bytes of the UTF-8 sequence that begins with `lead`; 0 when nothing can begin with it.
size_t SequenceBytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

// The UTF-8 sequence at the beginning of `text`; empty when there is none. A sequence that lacks
// its end must not swallow the control character behind it.
std::string_view FirstSequence(std::string_view text) {
  const size_t size = SequenceBytes(static_cast<unsigned char>(text.front()));
  if (size > text.size()) return {};
  for (size_t i = 1; i < size; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) return {};
  }
  return text.substr(0, size);
}

uint32_t CodePoint(std::string_view sequence) {
  uint32_t point = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return point;
  point &= 0xffu >> (sequence.size() + 1);
  for (const unsigned char byte : sequence.substr(1)) point = (point << 6) | (byte & 0x3fu);
  return point;
}

// C0 and C1 controls, DEL, line separators, and the marks that change the direction of text.
bool SteersATerminal(uint32_t point) {
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || (point >= 0x200b && point <= 0x200f) ||
         (point >= 0x2028 && point <= 0x202e) || (point >= 0x2060 && point <= 0x2069) ||
         point == 0xfeff;
}

// The bytes that hold the first `width` code points.
size_t BytesOf(std::string_view text, size_t width) {
  size_t at = 0;
  for (; width > 0 && at < text.size(); --width) {
    at += std::max<size_t>(1, FirstSequence(text.substr(at)).size());
  }
  return std::min(at, text.size());
}

std::string_view ColourOf(Tone tone) {
  switch (tone) {
    case Tone::kAlarm:
      return "\x1b[31m";
    case Tone::kWarning:
      return "\x1b[33m";
    case Tone::kOrdinary:
      break;
  }
  return "";
}

// One line of a cell, as wide as its column.
std::string CellLine(const std::string& text, const Cell& cell) {
  const size_t have = Width(text);
  const std::string gap(have < cell.width ? cell.width - have : 0, ' ');
  const std::string_view colour = text.empty() ? "" : ColourOf(cell.tone);
  std::string shown = std::string(colour) + text + (colour.empty() ? "" : "\x1b[0m");
  return cell.right ? gap + shown : shown + gap;
}

}  // namespace

std::string Plain(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::string_view sequence = FirstSequence(text);
    const uint32_t point = sequence.empty() ? 0 : CodePoint(sequence);
    if (point == '\n' || point == '\t' || point == '\r') {
      plain += ' ';
    } else if (SteersATerminal(point)) {
      plain += '?';
    } else {
      plain += sequence;
    }
    text.remove_prefix(std::max<size_t>(1, sequence.size()));
  }
  return plain;
}

size_t Width(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](unsigned char byte) { return (byte & 0xc0) != 0x80; }));
}

std::vector<std::string> Wrap(std::string_view text, size_t width) {
  width = std::max<size_t>(width, 1);
  std::vector<std::string> lines(1);
  while (true) {
    const size_t spaces = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(spaces);
    if (text.empty()) return lines;
    std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    const bool fits = lines.back().empty() || Width(lines.back()) + spaces + Width(word) <= width;
    if (!fits) lines.emplace_back();
    if (!lines.back().empty()) lines.back().append(spaces, ' ');
    for (; Width(word) > width; lines.emplace_back()) {
      const size_t cut = BytesOf(word, width);
      lines.back() += word.substr(0, cut);
      word.remove_prefix(cut);
    }
    lines.back() += word;
  }
}

std::string PadRight(std::string_view text, size_t width) {
  std::string padded(text);
  const size_t have = Width(text);
  if (have < width) padded.append(width - have, ' ');
  return padded;
}

std::string PadLeft(std::string_view text, size_t width) {
  const size_t have = Width(text);
  return std::string(have < width ? width - have : 0, ' ') + std::string(text);
}

std::string Cut(std::string_view text, size_t width) {
  if (Width(text) <= width) return std::string(text);
  return std::string(text.substr(0, BytesOf(text, width - 1))) + "~";
}

std::string Bar(size_t done, size_t all, size_t width) {
  const size_t full = done >= all ? width : done * width / all;
  return "[" + std::string(full, '#') + std::string(width - full, '-') + "]";
}

std::string Hanging(std::string_view head, size_t indent, std::string_view text, size_t width) {
  std::string block = PadRight(head, indent);
  const size_t used = Width(block);
  if (used > indent) {
    // The head is longer than the hanging indent: the first line has less room than the others.
    const std::vector<std::string> first = Wrap(text, width - used);
    const std::string_view rest = text.substr(std::min(text.size(), first[0].size()));
    block = Line(block + first[0]);
    if (first.size() == 1) return block;
    for (const std::string& line : Wrap(rest, width - indent)) {
      block += Line(std::string(indent, ' ') + line);
    }
    return block;
  }
  const std::vector<std::string> lines = Wrap(text, width - indent);
  block = Line(block + lines[0]);
  for (size_t i = 1; i < lines.size(); ++i) block += Line(std::string(indent, ' ') + lines[i]);
  return block;
}

std::string TableRow(const std::vector<Cell>& cells) {
  std::vector<std::vector<std::string>> columns;
  size_t height = 0;
  for (const Cell& cell : cells) {
    columns.push_back(Wrap(cell.text, cell.width));
    height = std::max(height, columns.back().size());
  }
  std::string row;
  for (size_t y = 0; y < height; ++y) {
    std::string line;
    for (size_t x = 0; x < cells.size(); ++x) {
      if (x > 0) line += ' ';
      line += CellLine(y < columns[x].size() ? columns[x][y] : "", cells[x]);
    }
    row += Line(line);
  }
  return row;
}

std::string Line(std::string_view line) {
  const size_t end = line.find_last_not_of(' ');
  return std::string(line.substr(0, end == line.npos ? 0 : end + 1)) + "\n";
}

}  // namespace cairn::cli
