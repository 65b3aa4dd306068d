"""Files stay below 501 lines and functions below 61, so that each can be read in one sitting.

The labels of a `switch` are not counted: a total switch over the kinds of an entry has as many of
them as there are kinds, and reads like a table.
"""
import re

import tree

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 60
TEXT_LINES_MAX = {"README.md": 150}
MEASURED = (".cc", ".h", ".proto", ".py", ".cmake", "CMakeLists.txt", ".sh")


def blank(match):
    """Keeps the line breaks of what it removes, so that line numbers stay right."""
    return "\n" * match[0].count("\n") + " "


def code_only(text):
    """Without comments, strings, character literals and preprocessor lines."""
    tokens = r'R"([^(\s]*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
    text = re.sub(tokens, blank, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", blank, text, flags=re.M)


def opens_function(head):
    """Whether the text before a `{`, from the last `;`, `{` or `}` on, is the head of a function."""
    head = re.sub(r"^\s*(?:(?:public|private|protected):\s*)*(?:template\s*<[^{]*?>\s*(?=\w))*", "", head)
    if re.match(r"(?:inline\s+)?(?:namespace|class|struct|enum|union|extern|concept|typedef)\b", head):
        return False
    return "(" in head and not re.search(r"=\s*$", head)


def functions(text):
    """Yields (first line, number of lines) of every function body at namespace or class level."""
    text = code_only(text)
    labels = [bool(re.fullmatch(r"\s*case [\w:]+:\s*", line)) for line in text.split("\n")]
    line, head, head_line = 1, "", 1
    stack = []  # of the first line of a function, or None for any other brace
    for character in text:
        if character == "\n":
            line += 1
        if character == "{":
            inside = any(first is not None for first in stack)
            stack.append(head_line if not inside and opens_function(head) else None)
            head, head_line = "", line
        elif character == "}":
            first = stack.pop() if stack else None
            if first is not None:
                yield first, line - first + 1 - sum(labels[first:line])
            head, head_line = "", line
        elif character == ";":
            head, head_line = "", line
        else:
            if not head.strip() and not character.isspace():
                head_line = line
            head += character


faults = []
longest = 0
for path in tree.files(*MEASURED):
    lines = tree.text(path).count("\n")
    if lines > FILE_LINES_MAX:
        faults.append(f"{path}:{lines}: {lines} lines; the limit is {FILE_LINES_MAX}")
for path, limit in TEXT_LINES_MAX.items():
    lines = tree.text(path).count("\n")
    if lines > limit:
        faults.append(f"{path}:{lines}: {lines} lines; the limit is {limit}")
for path in tree.cpp_files():
    for first, count in functions(tree.text(path)):
        longest = max(longest, count)
        if count > FUNCTION_LINES_MAX:
            faults.append(f"{path}:{first}: a function of {count} lines; the limit is {FUNCTION_LINES_MAX}")
tree.report(faults, f"no file over {FILE_LINES_MAX} lines; longest function {longest} lines")
