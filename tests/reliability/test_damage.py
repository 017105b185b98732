"""Files that were damaged, by accident or on purpose, are opened as they were or refused."""

import random
from pathlib import Path

from core.errors import UserError
from core.project.container import read_container
from core.project.encryption import _HEADER, CHUNK, TAG, seal, unseal
from tests.reliability.conftest import Often
from tests.reliability.deeds import Desk


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Flip one bit, cut the end off, or lay zeros over a sector."""
    place = dice.randrange(len(content))
    what = dice.random()
    if what < 0.8:
        flipped = bytearray(content)
        flipped[place] ^= 1 << dice.randrange(8)
        return bytes(flipped)
    if what < 0.9:
        return content[:place]
    return content[:place] + bytes(len(content[place : place + 512])) + content[place + 512 :]


def opened(path: Path) -> object:
    """Give what a file holds, or None if it is refused."""
    try:
        return read_container(path, None)
    except UserError:
        return None


def test_no_damage_leads_to_other_content(desk: Desk, tmp_path: Path, often: Often) -> None:
    content = desk.project.read_bytes()
    whole = opened(desk.project)
    dice, path = random.Random(7), tmp_path / "damaged.nonagon"
    found = {"refused": 0, "unchanged": 0}
    for _ in range(often(400, 10_000)):
        path.write_bytes(damaged(content, dice))
        contents = opened(path)
        assert contents in (None, whole)
        found["refused" if contents is None else "unchanged"] += 1
    print(found)
    assert found["refused"] > found["unchanged"]


def altered(content: bytes, other: bytes, dice: random.Random) -> bytes:
    """Change a protected file: flip, cut, add, swap chunks, repeat one, take another header."""
    header, sealed = _HEADER.size, CHUNK + TAG
    kind = dice.randrange(6)
    if kind == 0:
        return damaged(content, dice)
    if kind == 1:
        return content + bytes([dice.randrange(256)]) * dice.randrange(1, 2 * sealed)
    if kind == 2:
        return other[:header] + content[header:]
    chunks = [content[place : place + sealed] for place in range(header, len(content), sealed)]
    one, two = dice.sample(range(len(chunks)), 2)
    if kind == 3:
        chunks[one], chunks[two] = chunks[two], chunks[one]
    elif kind == 4:
        chunks[one] = chunks[two]
    else:
        place = header + one * sealed
        chunks[one] = other[place : place + sealed]
    return content[:header] + b"".join(chunks)


def test_no_change_to_a_protected_file_goes_unnoticed(tmp_path: Path, often: Often) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(random.Random(1).randbytes(2 * CHUNK + 5000))
    for name in ("one", "other"):
        seal(plain, tmp_path / name, "secret")
    content, other = ((tmp_path / name).read_bytes() for name in ("one", "other"))
    dice, path = random.Random(11), tmp_path / "altered"
    tried = 0
    while tried < often(60, 10_000):
        changed = altered(content, other, dice)
        if changed == content:
            continue
        path.write_bytes(changed)
        assert not _opens(path, tmp_path / "out")
        tried += 1
    path.write_bytes(content)
    assert _opens(path, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == plain.read_bytes()


def _opens(path: Path, out: Path) -> bool:
    try:
        unseal(path, out, "secret")
    except UserError:
        return False
    return True
