"""Projects that were made to do harm.

``python -m tests.reliability.malice FOLDER`` opens all of them as the program would, and does the
analysis that they hold; it prints MARK before it begins.
"""

import hashlib
import io
import json
import pickle
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import duckdb
import numpy as np

from core.answering import Known
from core.chores import OpenProject, ProjectOpened
from core.database import write_parquet
from core.errors import UserError
from core.keeping import Keeper
from core.pipeline import run
from core.progress import Progress
from core.project.container import MANIFEST, SEAL
from core.project.store import ANALYSES, WORK, Store
from tests.reliability.deeds import Desk

MARK = "malice begins\n"
TARGET = "/etc/hostname"

Texts = dict[str, Any]


class Forger:
    """Makes projects that look right on the outside.

    Parameters
    ----------
    project
        A good project.
    """

    def __init__(self, project: Path) -> None:
        with ZipFile(project) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = json.loads(self.members[MANIFEST])
        self.table = next(name for name in self.members if name.startswith("tables/"))

    def texts(self) -> Texts:
        return {name: json.loads(self.members[name]) for name in (WORK, ANALYSES)}

    def forged(
        self,
        texts: Texts | None = None,
        tables: dict[str, bytes] | None = None,
        manifest: Callable[[dict[str, Any]], object] | None = None,
    ) -> bytes:
        """Give a project with other parts, every digest right."""
        tables = {self.table: self.members[self.table]} if tables is None else tables
        rows = {part["name"]: part["rows"] for part in self.manifest["parts"]}
        parts, members = [], {}
        for name, found in (texts or self.texts()).items():
            members[name] = json.dumps(found).encode()
            parts.append(_entry(name, members[name], None))
        for old, content in {**self._others(), **tables}.items():
            name = f"tables/{hashlib.sha256(content).hexdigest()}.parquet"
            members[name] = content
            parts.append(_entry(name, content, rows.get(old, 1)))
        made = {**self.manifest, "parts": parts}
        return _zipped(made if manifest is None else manifest(made), members)

    def _others(self) -> dict[str, bytes]:
        return {
            name: content
            for name, content in self.members.items()
            if name.startswith("tables/") and name != self.table
        }

    def replacing(self, content: bytes) -> bytes:
        """Give a project with another first table, spoken of everywhere as the old one."""
        old = self.table.removeprefix("tables/").removesuffix(".parquet")
        new = hashlib.sha256(content).hexdigest()
        texts = json.loads(json.dumps(self.texts()).replace(old, new))
        return self.forged(texts, {self.table: content})

    def with_source(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        """Give a project whose record of the source is another."""
        texts = self.texts()
        change(texts[ANALYSES][0]["results"]["source 0"])
        return self.forged(texts)

    def with_path(self, path: str, digest: str) -> bytes:
        """Give a project that names another file as its source."""
        texts = self.texts()
        place = texts[WORK]["present"][0]["settings"]["sources"]
        texts[WORK]["values"][place][0] |= {"path": path, "digest": digest}
        return self.forged(texts)


def _entry(name: str, content: bytes, rows: int | None) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "sha256": digest, "size": len(content), "rows": rows}


def _zipped(manifest: object, members: dict[str, bytes], method: int = ZIP_STORED) -> bytes:
    text = manifest if isinstance(manifest, bytes) else json.dumps(manifest).encode()
    seal = f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()
    out = io.BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, content in {MANIFEST: text, SEAL: seal, **members}.items():
            archive.writestr(ZipInfo(name), content, method)
    return out.getvalue()


class Evil:
    """Runs a command when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return print, ("unpickled",)


def projects(good: Path, folder: Path) -> dict[str, bytes]:
    """Give at least fifty malicious projects by what is wrong with them."""
    forger = Forger(good)
    return {
        **_other_files(folder),
        **_odd_zips(forger),
        **_lying_manifests(forger),
        **_odd_texts(forger),
        **_odd_tables(forger, folder),
        **_lying_forms(forger),
        **_files_named(forger),
    }


def _other_files(folder: Path) -> dict[str, bytes]:
    duck, lite = folder / "d.duckdb", folder / "l.sqlite"
    with duckdb.connect(str(duck)) as database:
        database.execute("CREATE VIEW customers AS SELECT * FROM read_text('/etc/hostname')")
    with sqlite3.connect(lite) as database:
        database.execute("CREATE TABLE customers (id)")
    parquet = folder / "p.parquet"
    write_parquet(parquet, {"a": np.arange(3)})
    return {
        "nothing": b"",
        "a pickle": pickle.dumps(Evil()),
        "a DuckDB database with a view of a file": duck.read_bytes(),
        "a SQLite database": lite.read_bytes(),
        "a Parquet file": parquet.read_bytes(),
        "a zip of nothing": b"PK\x05\x06" + bytes(18),
        "half an end of a zip": b"PK\x05\x06" + bytes(5),
        "protected by nothing": b"NONAGON\x1a",
        "protected with a dear key": b"NONAGON\x1a" + bytes([1, 63, 8, 1]) + bytes(35),
    }


def _odd_zips(forger: Forger) -> dict[str, bytes]:
    members = {name: forger.members[name] for name in list(forger.members)[2:]}
    manifest = forger.members[MANIFEST]
    bomb = {**members, "bomb": bytes(100_000_000)}
    link = ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    odd = {
        "compressed": _zipped(manifest, members, ZIP_DEFLATED),
        "a bomb": _zipped(manifest, bomb, ZIP_DEFLATED),
        "a part that climbs out": _zipped(manifest, {**members, "../../escaped": b"x"}),
        "a part with a whole path": _zipped(manifest, {**members, "/tmp/escaped": b"x"}),  # noqa: S108
        "a part too many": _zipped(manifest, {**members, "more": b"x"}),
        "a part too few": _zipped(manifest, dict(list(members.items())[:-1])),
        "parts in another order": _zipped(manifest, dict(reversed(members.items()))),
        "no manifest": _zipped(b"", members)[200:],
    }
    out = io.BytesIO(_zipped(manifest, members))
    with ZipFile(out, "a") as archive:
        archive.writestr(link, TARGET)
    odd["a link"] = out.getvalue()
    out = io.BytesIO(_zipped(manifest, members))
    with ZipFile(out, "a") as archive:
        archive._didModify = True  # type: ignore[attr-defined]
        archive.filelist.append(archive.filelist[-1])
    odd["a part twice"] = out.getvalue()
    whole = _zipped(manifest, members)
    encrypted = bytearray(whole)
    encrypted[whole.index(b"PK\x01\x02") + 8] |= 1
    odd["a part that says it is encrypted"] = bytes(encrypted)
    return odd


def _lying_manifests(forger: Forger) -> dict[str, bytes]:
    def with_part(**changes: object) -> Callable[[dict[str, Any]], object]:
        def change(manifest: dict[str, Any]) -> object:
            last = manifest["parts"][-1] | changes
            return {**manifest, "parts": [*manifest["parts"][:-1], last]}

        return change

    changes: dict[str, Callable[[dict[str, Any]], object]] = {
        "a format far ahead": lambda manifest: {**manifest, "format": 999},
        "a format of none": lambda manifest: {**manifest, "format": 0},
        "a format that is text": lambda manifest: {**manifest, "format": "1"},
        "a format that is yes": lambda manifest: {**manifest, "format": True},
        "a manifest that is a list": lambda _manifest: [],
        "a manifest that is no JSON": lambda _manifest: b"{",
        "a manifest a mile deep": lambda _manifest: b"[" * 200_000,
        "a number without end": lambda _manifest: b"9" * 100_000,
        "no parts": lambda manifest: {**manifest, "parts": []},
        "parts that are text": lambda manifest: {**manifest, "parts": "all"},
        "more keys": lambda manifest: {**manifest, "run": "me"},
        "a size below nothing": with_part(size=-1),
        "a size beyond all": with_part(size=1 << 62),
        "rows below nothing": with_part(rows=-1),
        "rows beyond all": with_part(rows=1 << 62),
        "a digest that climbs out": with_part(sha256="../../../../tmp/escaped"),
        "a name that climbs out": with_part(name="tables/../../escaped.parquet"),
    }
    return {name: forger.forged(manifest=change) for name, change in changes.items()}


def _odd_texts(forger: Forger) -> dict[str, bytes]:
    texts = forger.texts()
    return {
        "texts that are lists": forger.forged({WORK: [], ANALYSES: []}),
        "no analyses": forger.forged({WORK: texts[WORK]}),
        "no period": forger.forged({**texts, WORK: {**texts[WORK], "present": []}}),
        "values that are missing": forger.forged({**texts, WORK: {**texts[WORK], "values": []}}),
        "settings nobody knows": forger.forged(
            {**texts, ANALYSES: [{"settings": {"shell": "rm"}, "results": {}}]}
        ),
        "results nobody knows": forger.forged(
            {**texts, ANALYSES: [{**texts[ANALYSES][0], "results": {"os.system": "id"}}]}
        ),
        "a text a mile deep": forger.forged().replace(b"{", b"["),
    }


def _odd_tables(forger: Forger, folder: Path) -> dict[str, bytes]:
    def foreign(query: str, name: str) -> bytes:
        path = folder / name
        duckdb.connect().execute(
            f"COPY ({query}) TO '{path}' (FORMAT parquet, KV_METADATA {{names: '[\"index\"]'}})"
        )
        return path.read_bytes()

    return {
        "a table that is a pickle": forger.replacing(pickle.dumps(Evil())),
        "a table that is a picture of one": forger.replacing(b"PAR1" + bytes(60) + b"PAR1"),
        "a table of lists": forger.replacing(foreign("SELECT [1, 2] AS c0", "l")),
        "a table that unpacks to a thousand times": forger.replacing(
            foreign("SELECT 1::BIGINT AS c0 FROM range(30000000)", "b")
        ),
        "a table with fewer rows": forger.replacing(foreign("SELECT 1::BIGINT AS c0", "f")),
    }


def _lying_forms(forger: Forger) -> dict[str, bytes]:
    def frame(**changes: object) -> bytes:
        return forger.with_source(lambda found: found["table"].update(changes))

    return {
        "a form nobody knows": frame(**{"$form": "pickle"}),
        "a form of other kinds": frame(kinds=["int64", "int64", "int64"]),
        "a form of no kind": frame(kinds=[]),
        "a form with an object": frame(kinds=["object", "O", "V"]),
        "words that are none": frame(kinds=["str", {"words": 5, "ordered": False}, "float64"]),
        "a table that is not there": frame(table="../../../etc/passwd"),
        "a number in place of a table": forger.with_source(lambda found: found.update(table=5)),
        "a table in place of a name": forger.with_source(
            lambda found: found.update(name=found["table"])
        ),
    }


def _files_named(forger: Forger) -> dict[str, bytes]:
    return {
        "a file of the system as its source": forger.with_path(TARGET, ""),
        "a file of the system with a digest": forger.with_path(TARGET, "0" * 64),
        "a share as its source": forger.with_path("//host/share/customers.csv", ""),
        "a device as its source": forger.with_path("/dev/zero", ""),
    }


def opened(path: Path, scratch: Path) -> str:
    """Open a project as the program would, do its analysis, and say what came of it."""
    store = Store(scratch)
    keeper = Keeper(store, lambda _serial: None)
    try:
        found = keeper.do(OpenProject(str(path)))
    except UserError as problem:
        return f"refused: {problem.message}"
    if not isinstance(found, ProjectOpened):
        return "asks for a password"
    outcome = run(found.work.present.settings, Known((), store), Progress())
    return f"opened: {outcome.problem.message if outcome.problem else 'no problem'}"


def make(desk: Desk, folder: Path) -> list[Path]:
    """Write the malicious projects into a folder."""
    made = folder / "malice"
    made.mkdir()
    for place, (name, content) in enumerate(projects(desk.project, folder).items()):
        (made / f"{place:02} {name}.nonagon").write_bytes(content)
    return sorted(made.iterdir())


def main(words: list[str]) -> None:
    """Open everything in a folder."""
    folder = Path(words[0])
    # What is loaded when it is first needed is loaded before the watch begins.
    opened(folder / "good.nonagon", folder / "scratch")
    sys.stdout.write(MARK)
    sys.stdout.flush()
    for path in sorted((folder / "malice").iterdir()):
        print(f"{path.stem}: {opened(path, folder / 'scratch')}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
