"""Rows of the result: a measure, its bar, and what came out."""

from dataclasses import dataclass

HEAD = ("set", "measure", "bar", "measured", "")


@dataclass(frozen=True)
class Bar:
    sign: str  # "≥", "≤" or "="
    value: float

    def met(self, measured):
        if self.sign == "≥":
            return measured >= self.value
        return measured <= self.value if self.sign == "≤" else measured == self.value

    def __str__(self):
        return f"{self.sign} {_number(self.value)}" if self.sign != "=" else _number(self.value)


def at_least(value):
    return Bar("≥", value)


def at_most(value):
    return Bar("≤", value)


def exactly(value):
    return Bar("=", value)


def _number(value):
    if isinstance(value, float):
        text = f"{value:.4f}".rstrip("0")
        whole, _, digits = text.partition(".")
        return f"{whole}.{digits.ljust(2, '0')}"
    return str(value)


@dataclass(frozen=True)
class Row:
    set: str
    measure: str
    bar: Bar | None
    measured: float | int | None  # None: skipped, and the measure says why

    def cells(self):
        if self.measured is None:
            return self.set, self.measure, "", "", "skipped"
        verdict = "" if self.bar is None else "pass" if self.bar.met(self.measured) else "short"
        measured = f"{self.measured:.4f}" if isinstance(self.measured, float) else str(self.measured)
        return self.set, self.measure, "" if self.bar is None else str(self.bar), measured, verdict


def share(part, whole):
    """A share as a number; of nothing, everything."""
    return part / whole if whole else 1.0


def plain(head, rows):
    """Columns as wide as their widest cell; numbers to the right."""
    rows = [head, *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    text = []
    for row in rows:
        cells = [cell.ljust(width) if column < 2 else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        text.append("  ".join(cells).rstrip())
    return "\n".join([text[0], "-" * max(map(len, text)), *text[1:]])


def markdown(head, rows):
    marks = ["---" if column < 2 else "---:" for column in range(len(head))]
    lines = [head, marks, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def summary(rows):
    ends = [row.cells()[-1] for row in rows]
    return ", ".join(f"{ends.count(end)} {end}" for end in ("pass", "short", "skipped") if ends.count(end))
