"""Reading a file of service requests: bad lines are reported, the rest goes in."""

import tempfile
from datetime import datetime
from pathlib import Path
from unittest import TestCase

from replay_requests.reader import UnusableFile, read_requests

HEADER = (
    "SRNumber,RequestType,Status,CreatedDate,UpdatedDate,ClosedDate,"
    "RequestSource,Owner,Anonymous,AssignTo,Address"
)
GOOD = '1-1,Bulky Items,Closed,1/2/20 8:30,,1/3/20 9:05,Call,NORTH,N,A1,"1 Elm St, 101"'
SECOND = GOOD.replace("1-1", "1-2")


class ReaderCase(TestCase):
    """Reads a file made of lines."""

    def read(self, *lines, encoding="utf-8", **options):
        return self.read_bytes("\n".join([HEADER, *lines]).encode(encoding), **options)

    def read_bytes(self, data, **options):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "requests.csv"
            path.write_bytes(data)
            return read_requests(path, **options)

    def assert_left_out(self, line, reason):
        """Check that a bad line is reported by its number and its neighbour goes in."""
        requests, remarks = self.read(line, SECOND)
        self.assertEqual([request.number for request in requests], ["1-2"])
        self.assertEqual([remark.line for remark in remarks], [2])
        self.assertTrue(remarks[0].is_left_out)
        self.assertIn(reason, str(remarks[0]))


class TestReader(ReaderCase):
    def test_a_good_line_becomes_a_request(self):
        (request,), remarks = self.read(GOOD)
        self.assertFalse(remarks)
        self.assertEqual(request.address, "1 Elm St, 101")
        self.assertEqual(request.created, datetime(2020, 1, 2, 8, 30))
        self.assertEqual(request.closed, datetime(2020, 1, 3, 9, 5))
        self.assertEqual((request.stage, request.is_anonymous), ("done", False))

    def test_a_missing_date_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("1/2/20 8:30", ""), "createddate is missing")

    def test_a_date_that_is_none_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("1/2/20", "13/32/20"), "is no date")

    def test_too_few_columns_leave_the_line_out(self):
        self.assert_left_out("1-1,Bulky Items,Clo", "3 columns instead of 11")

    def test_an_open_quote_spoils_only_its_own_line(self):
        self.assert_left_out(GOOD.removesuffix('"'), "broken line")

    def test_a_zero_byte_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("Bulky", "Bu\0ky"), "control characters")

    def test_an_unknown_status_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("Closed", "Lost"), "unknown status 'Lost'")

    def test_an_unknown_anonymous_flag_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace(",N,", ",?,"), "unknown anonymous '?'")

    def test_closed_before_created_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("1/3/20", "1/1/20"), "closed before")

    def test_closed_without_any_date_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("1/3/20 9:05", ""), "nothing says when")

    def test_a_missing_number_leaves_the_line_out(self):
        self.assert_left_out(GOOD.replace("1-1", ""), "srnumber is missing")

    def test_a_number_counts_once(self):
        requests, (remark,) = self.read(GOOD, GOOD)
        self.assertEqual(len(requests), 1)
        self.assertEqual(str(remark), "line 3: 1-1 is on line 2 already")

    def test_a_line_in_another_encoding_is_left_out(self):
        bad = GOOD.replace("Elm", "Ulmé").encode("latin-1")
        data = b"\n".join([HEADER.encode(), bad, SECOND.encode()])
        requests, (remark,) = self.read_bytes(data)
        self.assertEqual([request.number for request in requests], ["1-2"])
        self.assertIn("is not UTF-8", str(remark))

    def test_a_mark_at_the_beginning_is_no_part_of_the_first_column(self):
        for encoding in ("utf-8-sig", "utf-16"):
            (request,), remarks = self.read(GOOD, encoding=encoding)
            self.assertEqual((request.number, remarks), ("1-1", []))

    def test_empty_lines_and_windows_line_ends_are_no_matter(self):
        data = f"{HEADER}\r\n\r\n{GOOD}\r\n\r\n{SECOND}\r\n".encode()
        requests, remarks = self.read_bytes(data)
        self.assertEqual(([r.line for r in requests], remarks), ([3, 5], []))

    def test_closed_without_a_date_takes_the_last_change(self):
        line = GOOD.replace(",,1/3/20 9:05", ",1/5/20 7:00,")
        (request,), (remark,) = self.read(line)
        self.assertEqual(request.closed, datetime(2020, 1, 5, 7, 0))
        self.assertFalse(remark.is_left_out)

    def test_an_open_request_has_no_closing_whatever_the_date_says(self):
        (request,), _remarks = self.read(GOOD.replace("Closed", "Pending"))
        self.assertEqual((request.stage, request.closed), ("awaiting", None))

    def test_a_limit_ends_the_reading(self):
        requests, _remarks = self.read(GOOD, SECOND, limit=1)
        self.assertEqual(len(requests), 1)

    def test_missing_columns_are_named(self):
        with self.assertRaisesRegex(UnusableFile, "lacks requesttype, status"):
            self.read_bytes(b"srnumber,createddate\n1-1,1/2/20 8:30\n")

    def test_an_empty_file_is_no_list_of_requests(self):
        with self.assertRaises(UnusableFile):
            self.read_bytes(b"")

    def test_a_file_that_is_not_there_is_said_so(self):
        with self.assertRaisesRegex(UnusableFile, "cannot be read"):
            read_requests(Path("no such file"))
