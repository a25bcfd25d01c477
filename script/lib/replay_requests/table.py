"""Tables on the terminal; pure, without Odoo."""

from unicodedata import east_asian_width

TOTAL = "Total"


def cross_table(counts, rows, columns):
    """Return a table with totals as lines of text; empty rows and columns are left out.

    :param counts: Counter of (row, column) pairs
    :param rows: all rows in their order
    :param columns: all columns in their order
    :raises ValueError: where the table leaves out a count
    """
    rows = [row for row in rows if any(counts[row, column] for column in columns)]
    columns = [column for column in columns if any(counts[row, column] for row in rows)]
    body = [[row, *(counts[row, column] for column in columns)] for row in rows]
    totals = [sum(line[place] for line in body) for place in range(1, len(columns) + 1)]
    if sum(totals) != counts.total():
        raise ValueError("the table leaves something out")
    lines = [[*line, sum(line[1:])] for line in [*body, [TOTAL, *totals]]]
    return plain_table(["", *columns, TOTAL], lines, rule_before_last=True)


def plain_table(header, rows, rule_before_last=False):
    """Return a table as lines of text: the first column to the left, others right."""
    cells = [[_text(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    rule = "-" * _width(lines[0])
    lines.insert(1, rule)
    if rule_before_last:
        lines.insert(-1, rule)
    return lines


def _line(row, widths):
    first, *rest = (
        " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
    )
    return (
        row[0]
        + first
        + "".join(f"  {blank}{cell}" for cell, blank in zip(row[1:], rest, strict=True))
    )


def _text(cell):
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _width(text):
    return sum(1 + (east_asian_width(char) in "WF") for char in text)
