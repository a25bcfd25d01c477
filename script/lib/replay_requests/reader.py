"""Read service requests from a CSV file, line by line, without Odoo.

A line that cannot be used is reported and left out; the others go in. So every line is
decoded and split on its own: a wrong byte or a stray quote spoils no line but its own.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from datetime import datetime

# What the file must say. Without these a request has no place in the helpdesk.
NEEDED = (
    "srnumber",
    "requesttype",
    "status",
    "createddate",
    "closeddate",
    "owner",
    "anonymous",
    "address",
)
# status in the file → stage of the helpdesk
STAGES = {
    "open": "new",
    "in progress": "in_progress",
    "pending": "awaiting",
    "closed": "done",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "referred out": "rejected",
}
CLOSING_STAGES = ("done", "cancelled", "rejected")
YES_NO = {"y": True, "n": False, "": False}
DATE_FORMATS = (
    "%m/%d/%y %H:%M",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


class UnusableFile(Exception):
    """No line of the file can be used; says why and what to do."""


class UnusableLine(ValueError):
    """This line cannot be used; says why."""


@dataclass(frozen=True)
class Request:
    """One service request; moments are on the clock of the place."""

    line: int
    number: str
    type: str
    stage: str
    owner: str
    handler: str
    source: str
    address: str
    is_anonymous: bool
    created: datetime
    closed: datetime | None


@dataclass(frozen=True)
class Remark:
    """What is wrong with a line, and whether it was left out because of it."""

    line: int
    text: str
    is_left_out: bool = True

    def __str__(self):
        return f"line {self.line}: {self.text}"


def read_requests(path, limit=None):
    """Return the requests of a file in its order, and remarks about bad lines.

    :param path: a CSV file with a header, in UTF-8, or in UTF-16 with a mark
    :param int limit: use so many requests at most
    :raises UnusableFile: where there is no such file or not the columns needed
    """
    lines = _read_lines(path)
    columns = _read_header(path, next(lines, (1, b""))[1])
    requests, remarks = {}, []
    for number, raw in lines:
        if limit and len(requests) >= limit:
            break
        try:
            request, remark = _read_request(columns, number, raw)
            if request.number in requests:
                first = requests[request.number].line
                raise UnusableLine(f"{request.number} is on line {first} already")
        except UnusableLine as problem:
            remarks.append(Remark(number, str(problem)))
            continue
        requests[request.number] = request
        if remark:
            remarks.append(Remark(number, remark, is_left_out=False))
    return list(requests.values()), remarks


# === THE FILE === #


def _read_lines(path):
    """Yield (number, bytes) of every line that is not empty."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UnusableFile(
            f"{path} cannot be read ({problem.strerror}): name a CSV file."
        ) from problem
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    for number, raw in enumerate(data.splitlines(), start=1):
        if raw.strip():
            yield number, raw


def _read_header(path, raw):
    """Return the names of the columns."""
    try:
        columns = [name.strip().lower() for name in _split(raw)]
    except UnusableLine as problem:
        raise UnusableFile(f"{path} has no readable header: {problem}.") from problem
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise UnusableFile(
            f"{path} is no list of service requests: its first line lacks "
            f"{', '.join(missing)}."
        )
    return columns


# === ONE LINE === #


def _read_request(columns, number, raw):
    """Return the request of a line, and what had to be mended in it or None."""
    values = _split(raw)
    if len(values) != len(columns):
        raise UnusableLine(f"{len(values)} columns instead of {len(columns)}")
    row = dict(zip(columns, values, strict=True))
    stage = _look_up(row, "status", STAGES)
    created = _read_date(row, "createddate")
    closed, remark = _read_closing(row, stage, created)
    return Request(
        line=number,
        number=_need(row, "srnumber"),
        type=_need(row, "requesttype"),
        stage=stage,
        owner=_need(row, "owner"),
        handler=row.get("assignto", ""),
        source=row.get("requestsource", ""),
        address=row["address"],
        is_anonymous=_look_up(row, "anonymous", YES_NO),
        created=created,
        closed=closed,
    ), remark


def _split(raw):
    """Return the values of a line, without the blanks around them."""
    try:
        text = raw.decode()
        values = next(csv.reader([text], strict=True), [])
    except UnicodeDecodeError as problem:
        raise UnusableLine(f"byte {problem.start + 1} is not UTF-8") from problem
    except csv.Error as problem:
        raise UnusableLine(f"broken line ({problem})") from problem
    if CONTROL.search(text):
        raise UnusableLine("broken line (control characters in it)")
    return [" ".join(value.split()) for value in values]


def _read_closing(row, stage, created):
    """Return when a request was closed, and what had to be mended or None.

    One that is closed without a date was closed when it was last changed.
    """
    if stage not in CLOSING_STAGES:
        return None, None
    remark = None
    if row["closeddate"]:
        closed = _read_date(row, "closeddate")
    elif row.get("updateddate"):
        closed = _read_date(row, "updateddate")
        remark = "closed without a date, the day of its last change is taken"
    else:
        raise UnusableLine("closed, and nothing says when")
    if closed < created:
        raise UnusableLine("closed before it was created")
    return closed, remark


def _read_date(row, name):
    text = _need(row, name)
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    raise UnusableLine(f"{name} {text!r} is no date")


def _look_up(row, name, meanings):
    try:
        return meanings[row[name].lower()]
    except KeyError:
        raise UnusableLine(f"unknown {name} {row[name]!r}") from None


def _need(row, name):
    if not row[name]:
        raise UnusableLine(f"{name} is missing")
    return row[name]
