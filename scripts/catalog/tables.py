"""The tables in core/data/: a head of lines with #, the last of which names the columns, then lines of cells."""

import re

from packages import Refused


class Table:
    """A table that can be written back."""

    def __init__(self, folder, name):
        self.name = name
        self._file = folder / name
        lines = self._file.read_text(encoding="utf-8").splitlines()
        self.head = [line for line in lines if line.startswith("#")]
        self.columns = self.head[-1].lstrip("# ").split(",")
        self.rows = [line.split(",") for line in lines if line and not line.startswith("#")]
        self._before = self.text()

    def cells(self, column, key=0):
        """The cells of a column by those of another."""
        place = self.columns.index(column)
        return {row[key]: row[place] for row in self.rows}

    def names_source(self, package, today):
        """Says in the head which version of a package the table was made from, and when it was taken."""
        source = rf"{re.escape(package.name)} [0-9.]*[0-9] \(\d{{4}}-\d\d-\d\d\)"
        now = f"{package.name} {package.version} ({package.date})"
        head = [re.sub(source, now, line) for line in self.head]
        if not any(now in line for line in head):
            raise Refused(f"The head of {self.name} does not name {package.name} with version and date.")
        if head != self.head:
            head = [re.sub(r"Taken \d{4}-\d\d-\d\d", f"Taken {today}", line) for line in head]
        self.head = head

    def write(self, text):
        """Writes it if it has changed; says whether."""
        if text == self._before:
            return False
        self._file.write_text(text, encoding="utf-8")
        return True

    def text(self):
        """The table as it is written."""
        for row in self.rows:
            if any("," in cell or '"' in cell for cell in row):
                raise Refused(f"{self.name} would need quotes for the line of {row[0]}: our tables quote nothing.")
        return "\n".join(self.head + [",".join(row) for row in self.rows]) + "\n"
