"""What the checks of this folder see in the text of a C++ file: its code, its functions, its comments."""
import re

_TOKENS = re.compile(
    r'R"([^(\s]*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)


def _blank(match):
    """Keeps the line breaks of what it removes, so that line numbers stay right."""
    return "\n" * match[0].count("\n") + " "


def code_only(text):
    """Without comments, strings, character literals and preprocessor lines."""
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", _blank, _TOKENS.sub(_blank, text), flags=re.M)


def comment_lines(text):
    """The number of lines that carry a comment, alone or behind code."""
    return sum(match[0].count("\n") + 1 for match in _TOKENS.finditer(text) if match[0].startswith(("//", "/*")))


def _opens_function(head):
    """Whether the text before a `{`, from the last `;`, `{` or `}` on, is the head of a function."""
    head = re.sub(r"^\s*(?:(?:public|private|protected):\s*)*(?:template\s*<[^{]*?>\s*(?=\w))*", "", head)
    if re.match(r"(?:inline\s+)?(?:namespace|class|struct|enum|union|extern|concept|typedef)\b", head):
        return False
    return "(" in head and not re.search(r"=\s*$", head)


def functions(text):
    """Yields (first line, number of lines) of every function body at namespace or class level.

    The labels of a `switch` are not counted: a total switch over the kinds of an entry has as many of
    them as there are kinds, and reads like a table.
    """
    text = code_only(text)
    labels = [bool(re.fullmatch(r"\s*case [\w:]+:\s*", line)) for line in text.split("\n")]
    line, head, head_line = 1, "", 1
    stack = []  # of the first line of a function, or None for any other brace
    for character in text:
        if character == "\n":
            line += 1
        if character == "{":
            inside = any(first is not None for first in stack)
            stack.append(head_line if not inside and _opens_function(head) else None)
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
