"""Turns one table of codes into rows of a C++ array: code_table.py TABLE.csv ROWS.inc NAME_IN_MESSAGES

A table begins with comment lines (`#`) that say what it is, among them lines that begin with
`# Source:`, `# Read:` and `# Certainty:`. Then comes a line of columns, each `name:type`, then one
row a code; the first column holds the code, and no code stands there twice. A code `#` is quoted.

    text text?   a string; with `?` it may be empty
    int int?     a whole number, leading zeros allowed; with `?` empty is nothing
    date?        2019-04-01, empty is nothing
    Name         a value of that enum class: `not_possible` is Name::kNotPossible
    v1::NAME_    a value of an enum of the contract: `K` is v1::NAME_K

Two columns `from` and `to` become one Validity. A fault is said as `TABLE.csv:line: what is wrong`,
and exits 1. Rows carry the line they come from, so that the compiler names it, too.
"""
import csv
import datetime
import re
import sys

HEAD = ("Source:", "Read:", "Certainty:")
EPOCH = datetime.date(1970, 1, 1)


class Fault(Exception):
    pass


def text(value):
    if value != value.strip():
        raise Fault(f"'{value}' has blanks around it")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def whole(value):
    if not re.fullmatch(r"-?[0-9]+", value):
        raise Fault(f"'{value}' is no whole number")
    return str(int(value))


def date(value):
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        days = (datetime.date.fromisoformat(value) - EPOCH).days
    except ValueError:
        raise Fault(f"'{value}' is no date; write 2019-04-01") from None
    return f"CivilDate::FromEpochDays({days})"


def enumerator(name, value):
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", value):
        raise Fault(f"'{value}' is no name of a value; write small_letters")
    return name + "::k" + "".join(part.capitalize() for part in value.split("_"))


def in_contract(prefix, value):
    if not re.fullmatch(r"[A-Z0-9_]+", value):
        raise Fault(f"'{value}' is no name of a value; write CAPITALS")
    return prefix + value


def literal(kind, value):
    """`value` of a column of type `kind`, in C++."""
    if kind.endswith("?") and not value:
        return '""' if kind == "text?" else "std::nullopt"
    if not value:
        raise Fault("a value is missing")
    plain = kind.rstrip("?")
    if plain in ("text", "int", "date"):
        return {"text": text, "int": whole, "date": date}[plain](value)
    return in_contract(kind, value) if kind.startswith("v1::") else enumerator(kind, value)


def columns_of(row):
    columns = [tuple(cell.split(":", 1)) for cell in row]
    for column in columns:
        if len(column) != 2 or not re.fullmatch(
                r"text\??|int\??|date\?|[A-Z]\w+|v1::[A-Z_]+_", column[1]):
            raise Fault(f"'{':'.join(column)}' is no column; write name:type")
    return columns


def cells(columns, row):
    """The row in C++, with `from` and `to` as one."""
    if len(row) != len(columns):
        raise Fault(f"{len(row)} values in {len(columns)} columns")
    written = {name: literal(kind, value) for (name, kind), value in zip(columns, row)}
    said = dict(zip(written, row))
    if said.get("from") and said.get("to") and said["from"] > said["to"]:
        raise Fault("ends before it begins")
    if "from" in written:
        written["from"] = "{" + written["from"] + ", " + written.pop("to") + "}"
    return ", ".join(written.values())


def check_head(lines):
    head = [line[1:].strip() for line in lines if line.startswith("#")]
    for wanted in HEAD:
        if not any(line.startswith(wanted) and len(line) > len(wanted) for line in head):
            raise Fault(f"the head does not say `# {wanted} ...`")


def rows(lines, name, place):
    """C++ of every row; `place` keeps the number of the line that is looked at."""
    check_head(lines)
    columns, codes = None, set()
    for place[0], line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        row = next(csv.reader([line], strict=True), [])
        if columns is None:
            columns = columns_of(row)
            continue
        written = cells(columns, row)
        if row[0] in codes:
            raise Fault(f"'{row[0]}' stands here twice")
        codes.add(row[0])
        yield f'#line {place[0]} "{name}"\n{{{written}}},\n'
    if not codes:
        raise Fault("holds no code")


def main(table, output, name):
    place = [1]
    try:
        with open(table, encoding="utf-8", newline="") as file:
            lines = file.read().splitlines()
        written = "".join(rows(lines, name, place))
    except (Fault, csv.Error) as fault:
        sys.exit(f"{name}:{place[0]}: {fault}")
    with open(output, "w", encoding="utf-8") as file:
        file.write(written)


if __name__ == "__main__":
    main(*sys.argv[1:])
