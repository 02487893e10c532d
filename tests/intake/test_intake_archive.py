"""Zip archives, of which nothing is believed."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import warnings
import zipfile

import pytest

from autograder.intake import Limits, Submission, Unreadable

SOURCE = "x = 1\n"


def _archive(*members: tuple[zipfile.ZipInfo | str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Of duplicate names, which are meant.
        with zipfile.ZipFile(buffer, "w") as packed:
            for info, data in members:
                packed.writestr(info, data)
    return buffer.getvalue()


def _refused(result: Submission | Unreadable, part: str) -> None:
    assert isinstance(result, Unreadable)
    assert part in result.reason.en
    assert "nobody foresaw" not in result.reason.en
    assert result.reason.es != result.reason.en


def test_files_are_read_and_the_rest_is_noted(hand_in, zipped) -> None:
    """Source is read; junk is silent; data, packages and archives in the archive are noted."""
    files = {
        "hw/solution.py": SOURCE,
        "hw/sub/layers.py": SOURCE,
        "hw/data.csv": "1",
        "hw/inner.zip": zipped({"a.py": "x"}),
        "hw/venv/lib/b.py": SOURCE,
        "__MACOSX/hw/._solution.py": b"\0",
        "hw/.DS_Store": b"\0",
        "hw/__pycache__/a.py": "",
    }
    result = hand_in("s01.zip", zipped(files))
    assert isinstance(result, Submission)
    assert [f.name for f in result.files] == ["solution.py", "sub/layers.py"]
    noted = " ".join(note.es for note in result.notes)
    assert "data.csv" in noted
    assert "inner.zip" in noted
    assert "venv" in noted
    assert "MACOSX" not in noted


def test_one_wrapping_folder_is_dropped(hand_in, zipped) -> None:
    """Only a folder that holds everything is dropped, and only once."""
    result = hand_in("s01.zip", zipped({"a/b/x.py": SOURCE, "a/b/y.py": SOURCE}))
    assert [f.name for f in result.files] == ["b/x.py", "b/y.py"]
    result = hand_in("s01.zip", zipped({"a/x.py": SOURCE, "y.py": SOURCE}))
    assert [f.name for f in result.files] == ["a/x.py", "y.py"]


@pytest.mark.parametrize(
    "name",
    ["../x.py", "a/../../x.py", "/etc/x.py", "C:\\x.py", "c:x.py", "a\\b.py", "..\\x.py", "//h/x.py", "a/.."],
)
def test_zip_slip_is_refused(hand_in, zipped, name: str) -> None:
    """A path that could leave its folder on any system condemns the archive."""
    _refused(hand_in("s01.zip", zipped({"ok.py": SOURCE, name: SOURCE})), "would not stay inside")


def test_names_with_a_nul_or_endless_names_are_refused(hand_in) -> None:
    """A name cut at a NUL could be another; a name of thousands of marks takes long to normalise."""
    data = _archive(("okXpy", SOURCE)).replace(b"okXpy", b"ok\0py")
    _refused(hand_in("s01.zip", data), "would not stay inside")
    _refused(hand_in("s01.zip", _archive(("e" + "\u0301\u0316" * 10_000 + ".py", SOURCE))), "would not stay")


def test_duplicates_are_refused(hand_in) -> None:
    """Two members of one name are not chosen between."""
    _refused(hand_in("s01.zip", _archive(("a.py", SOURCE), ("a.py", "y = 1"))), "twice")


@pytest.mark.parametrize(
    "names",
    [
        ("A.py", "a.py"),
        ("é.py", unicodedata.normalize("NFD", "é.py")),
        ("a.py", "a.py/b.py"),
        ("x/a.py", "X/A.PY"),
    ],
)
def test_collisions_are_refused(hand_in, names: tuple[str, str]) -> None:
    """Names that are one file elsewhere, or a file and a folder at once, are refused."""
    _refused(hand_in("s01.zip", _archive(*((name, SOURCE) for name in names))), "differ only")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_members_are_refused(hand_in, kind: int) -> None:
    """A link or a device has no business in a submission."""
    info = zipfile.ZipInfo("link.py")
    info.external_attr = (kind | 0o777) << 16
    _refused(hand_in("s01.zip", _archive((info, "/etc/passwd"))), "symbolic link")


def _patched(data: bytes, local: int, central: int, value: int) -> bytes:
    """Change a 16-bit field of the first member in both of its headers."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, local, value)
    struct.pack_into("<H", changed, data.index(b"PK\x01\x02") + central, value)
    return bytes(changed)


def test_encrypted_members_are_refused(hand_in) -> None:
    """A password is asked to be left off."""
    _refused(hand_in("s01.zip", _patched(_archive(("a.py", SOURCE)), 6, 8, 1)), "password")


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 97])
def test_unusual_methods_are_refused(hand_in, method: int) -> None:
    """Only what every tool writes is unpacked."""
    _refused(hand_in("s01.zip", _patched(_archive(("a.py", SOURCE)), 8, 10, method)), "unusual method")


def test_bombs_are_refused_early(hand_in, zipped) -> None:
    """A file of zeros, many of them, and a total beyond the limit are refused whatever their size says."""
    _refused(hand_in("s01.zip", zipped({"a.py": b"\n" * 1_900_000})), "times its size")
    _refused(hand_in("s01.zip", zipped({"a.py": b"\n" * 50_000_000})), "larger than")
    _refused(hand_in("s01.zip", zipped({f"{i}.py": b"\n" * 1_900_000 for i in range(20)})), "times its size")
    lax = Limits(ratio=10**9)
    _refused(hand_in("s01.zip", zipped({f"{i}.py": b"\n" * 1_900_000 for i in range(30)}), lax), "together")
    _refused(hand_in("s01.zip", zipped({"a.py": b"\n" * 3_000_000}), lax), "larger than")


def test_a_lie_about_the_size_does_not_help(hand_in, zipped) -> None:
    """The declared size changes nothing about how much is read."""
    data = bytearray(zipped({"a.py": b"x = 1\n" * 500_000}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    _refused(hand_in("s01.zip", bytes(data)), "damaged")
    data = bytearray(zipped({"a.py": b"x = 1\n"}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 2**32 - 2)
    result = hand_in("s01.zip", bytes(data))
    assert isinstance(result, Unreadable) or result.files[0].chunks[0].source == "x = 1\n"


def test_counts_and_depth_are_limited(hand_in, zipped) -> None:
    """Too many members, too many files and too many folders each have a reason."""
    _refused(hand_in("s01.zip", zipped({f"{i}.txt": "" for i in range(501)})), "more than 500 files")
    _refused(hand_in("s01.zip", zipped({f"{i}.txt": "" for i in range(5001)})), "more than 500 files")
    _refused(hand_in("s01.zip", zipped({f"{i}.py": "" for i in range(201)})), "more than 200 files")
    _refused(hand_in("s01.zip", zipped({"a.py": "", "d/" * 9 + "x.py": ""})), "nested")
    _refused(hand_in("s01.zip", zipped({"a.py": SOURCE}), Limits(archive_bytes=20)), "larger than")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "damaged"),
        (b"not a zip", "damaged"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"PK\x05\x06" + b"\0" * 18, "no .py file"),
    ],
)
def test_what_is_no_zip_is_said_to_be(hand_in, data: bytes, part: str) -> None:
    """Damaged archives, other kinds of archive and empty ones have their own reasons."""
    _refused(hand_in("s01.zip", data), part)


def test_a_damaged_member_is_refused(hand_in) -> None:
    """A wrong checksum condemns the archive."""
    _refused(hand_in("s01.zip", _archive(("a.py", "x = 1")).replace(b"x = 1", b"x = 2")), "damaged")


def test_names_from_macos_are_repaired(hand_in) -> None:
    """UTF-8 without its flag is still read as UTF-8."""
    data = _archive(("soluciXXn.py", SOURCE)).replace(b"soluciXXn", "solución".encode())
    result = hand_in("s01.zip", data)
    assert [f.name for f in result.files] == ["solución.py"]


def test_a_folder_named_as_the_place_itself_is_passed_over(hand_in, zipped) -> None:
    """Some tools write an entry for "./"."""
    assert isinstance(hand_in("s01.zip", zipped({"./": "", "./a.py": SOURCE})), Submission)


def test_an_archive_reads_as_the_folder_it_was_made_of(hand_in, zipped) -> None:
    """The same content has the same digest, however it was packed."""
    files = {"b.py": SOURCE, "a.py": "y = 1"}
    packed = hand_in("s01.zip", zipped(files))
    turned = hand_in("s01.zip", zipped({f"hw/{n}": files[n] for n in sorted(files)}, zipfile.ZIP_STORED))
    assert packed == turned
