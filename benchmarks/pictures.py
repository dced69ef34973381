"""Pictures of recordings that were not counted exactly: what was measured, what was counted, and the true reps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sensorlog.cli.plot import examine_and_draw
from sensorlog.pipeline import Options

__all__ = ["draw_misses", "true_reps"]


def true_reps(path: Path) -> list[dict[str, float]] | None:
    """Read the true reps (``start_s``, ``turn_s``, ``end_s``) of a recording; ``None`` where none are kept."""
    truth = path.with_name(path.name.replace(".csv.gz", ".reps.json"))
    if not path.name.endswith(".csv.gz") or not truth.is_file():
        return None
    reps: list[dict[str, float]] = json.loads(truth.read_text(encoding="utf-8"))
    return reps


def draw_misses(misses: Sequence[tuple[Path, str]], folder: Path) -> None:
    """Draw each recording into ``folder``, as ``sensorlog analyze --plot`` does; known true reps are green bands.

    ``misses``: recordings, and what is wrong with each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, why in misses:
        _, figure = examine_and_draw(path, Options(), None)
        figure.suptitle(why)
        for rep in true_reps(path) or ():
            for axes in figure.axes:
                axes.axvspan(rep["start_s"], rep["end_s"], color="green", alpha=0.15, linewidth=0)
        figure.savefig(folder / f"{path.name.split('.csv')[0]}.png", dpi=100)
    print(f"{len(misses)} pictures in {folder}")
