"""Vendored files and their checksums (static/vendor/CHECKSUMS, format of sha256sum)."""

from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
CHECKSUMS = VENDOR / "CHECKSUMS"
OWN_FILES = {"CHECKSUMS", "README.md"}


def sums(folder: Path = VENDOR) -> dict[str, str]:
    """Path relative to `folder` -> SHA-256 of every vendored file, in order of path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in names.items() if name not in OWN_FILES}


def recorded(checksums: Path = CHECKSUMS) -> dict[str, str]:
    """Path -> SHA-256 as the CHECKSUMS file has it."""
    lines = checksums.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines if line)}


def write(folder: Path = VENDOR) -> None:
    """Record the sums of what lies in `folder` now."""
    text = "".join(f"{digest}  {name}\n" for name, digest in sums(folder).items())
    (folder / CHECKSUMS.name).write_text(text, encoding="utf-8")


def problems(folder: Path = VENDOR) -> list[str]:
    """One sentence per vendored file that is missing, new or changed; empty when all is well."""
    actual, expected = sums(folder), recorded(folder / CHECKSUMS.name)
    missing = [f"{name} is missing" for name in expected.keys() - actual.keys()]
    unknown = [f"{name} is not in CHECKSUMS" for name in actual.keys() - expected.keys()]
    changed = [f"{name} was changed" for name in actual.keys() & expected.keys() if actual[name] != expected[name]]
    return sorted(missing + unknown + changed)
