"""Progress of a collection on a terminal: one line on standard error, gone when done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from steelyard.collect.progress import Progress


@contextmanager
def shown(show: bool) -> Iterator[Progress]:
    """Progress that is shown on standard error while the block runs, or kept quiet."""
    progress = Progress()
    if not show:
        yield progress
        return
    from rich.console import Console
    from rich.live import Live

    started = time.monotonic()
    with Live(
        console=Console(stderr=True),
        get_renderable=lambda: line(progress, time.monotonic() - started),
        refresh_per_second=5,
        transient=True,
    ):
        yield progress


def line(progress: Progress, seconds: float) -> str:
    """The counts in one line, with an estimate of the time left once a tenth of the reads is done."""
    if not progress.reads_planned:
        return f"entering accounts … {progress.calls} calls"
    done = progress.reads_done / progress.reads_planned
    left = f", about {seconds * (1 - done) / done:.0f} s left" if 0.1 <= done < 1 else ""
    failed = f", {progress.failed} failed" if progress.failed else ""
    retried = f", {progress.retries} retries" if progress.retries else ""
    return (
        f"{progress.accounts} accounts, {len(progress.regions)} regions, {progress.calls} calls, "
        f"{progress.rows} rows{failed}{retried}: {done:.0%}{left}"
    )
