"""Runs cmake/code_table.py on good and bad tables: `code_table_test.py PROGRAM`."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
HEAD = "# Letters.\n# Source: a law.\n# Read: 2026-11-22.\n# Certainty: high.\n"


def made_of(table):
    """(exit code, rows, complaint) of a table given as text."""
    with tempfile.TemporaryDirectory() as folder:
        source, rows = pathlib.Path(folder, "x.csv"), pathlib.Path(folder, "x.inc")
        source.write_text(table, encoding="utf-8")
        ran = subprocess.run([sys.executable, "-B", PROGRAM, source, rows, "codes/x.csv"],
                             capture_output=True, text=True)
        return ran.returncode, rows.read_text() if rows.exists() else None, ran.stderr.strip()


class CodeTable(unittest.TestCase):
    def refused(self, table, complaint):
        code, rows, said = made_of(table)
        self.assertEqual((code, rows), (1, None))
        self.assertEqual(said, complaint)

    def test_writes_each_type_as_cpp(self):
        table = HEAD + ("code:text,kind:SessionCount,value:v1::SEN_TYPE_,age:int?,name:text?,from:date?,to:date?\n"
                        "\\,not_possible,HI,007,\"a, \"\"b\"\"\",1970-01-02,\n"
                        "\"#\",absent,VI,,,,1970-01-11\n")

        code, rows, said = made_of(table)

        self.assertEqual((code, said), (0, ""))
        self.assertEqual(rows.splitlines(), [
            '#line 6 "codes/x.csv"',
            '{"\\\\", SessionCount::kNotPossible, v1::SEN_TYPE_HI, 7, "a, \\"b\\"", '
            '{CivilDate::FromEpochDays(1), std::nullopt}},',
            '#line 7 "codes/x.csv"',
            '{"#", SessionCount::kAbsent, v1::SEN_TYPE_VI, std::nullopt, "", '
            '{std::nullopt, CivilDate::FromEpochDays(10)}},',
        ])

    def test_wants_a_head_that_says_where_the_codes_are_from(self):
        self.refused(HEAD.replace("Source: a law.", "Source:") + "code:text\nA\n",
                     "codes/x.csv:1: the head does not say `# Source: ...`")
        self.refused("code:text\nA\n", "codes/x.csv:1: the head does not say `# Source: ...`")

    def test_names_the_line_of_a_bad_value(self):
        for kind, value, complaint in [
                ("int", "seven", "'seven' is no whole number"),
                ("date?", "2019-02-29", "'2019-02-29' is no date; write 2019-04-01"),
                ("date?", "20190401", "'20190401' is no date; write 2019-04-01"),
                ("text", "", "a value is missing"),
                ("text", " A", "' A' has blanks around it"),
                ("SessionCount", "Absent", "'Absent' is no name of a value; write small_letters"),
                ("v1::SEN_TYPE_", "hi", "'hi' is no name of a value; write CAPITALS")]:
            self.refused(HEAD + f"code:text,value:{kind}\nA,{value}\n", f"codes/x.csv:6: {complaint}")

    def test_wants_as_many_values_as_columns(self):
        self.refused(HEAD + "code:text,name:text\nA,a\nB\n", "codes/x.csv:7: 1 values in 2 columns")
        self.refused(HEAD + "code:text,name:text\nA,a,\n", "codes/x.csv:6: 3 values in 2 columns")
        self.refused(HEAD + "code:text\n\n", "codes/x.csv:6: 0 values in 1 columns")

    def test_wants_each_code_once(self):
        self.refused(HEAD + "code:text\nA\nB\nA\n", "codes/x.csv:8: 'A' stands here twice")

    def test_wants_an_end_after_the_beginning(self):
        self.refused(HEAD + "code:text,from:date?,to:date?\nA,2019-04-01,2019-03-31\n",
                     "codes/x.csv:6: ends before it begins")

    def test_wants_columns_that_it_knows(self):
        self.refused(HEAD + "code:string\nA\n", "codes/x.csv:5: 'code:string' is no column; write name:type")
        self.refused(HEAD + "code\nA\n", "codes/x.csv:5: 'code' is no column; write name:type")

    def test_wants_a_code_at_all(self):
        self.refused(HEAD + "code:text\n", "codes/x.csv:5: holds no code")


if __name__ == "__main__":
    unittest.main()
