"""Writes the golden files from the fixed run: python -m tests.report.golden. Look at what changed before keeping it."""

from __future__ import annotations

from steelyard.report.formats import FORMATS

from .fixed import GOLDEN, fixed


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, found in FORMATS.items():
        (GOLDEN / f"run{found.suffixes[-1]}").write_bytes(found.render(fixed(), {}))
        print(name)


if __name__ == "__main__":
    main()
