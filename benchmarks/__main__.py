"""``python -m benchmarks VERB``: prints tables; docs/benchmarks.md keeps them."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 and more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the counter and the rooms around it; with recordings of people where they are present.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    accuracy = verbs.add_parser("accuracy", help="counts of people's recordings and of random simulated workouts")
    accuracy.add_argument("--misses", action="store_true", dest="show_misses", help="list what was not counted exactly")
    accuracy.add_argument(
        "--workouts", type=_at_least_one, default=40, help="simulated workouts, and as many held out ones"
    )
    accuracy.add_argument(
        "--simulated", action="store_true", dest="only_simulated", help="leave the recordings of people out"
    )
    accuracy.add_argument(
        "--plot-misses",
        type=Path,
        metavar="FOLDER",
        help="draw the recordings that were not counted exactly (extra plot)",
    )
    confidence = verbs.add_parser("confidence", help="fit the confidence in a count, and show how it is calibrated")
    confidence.add_argument(
        "--workouts", type=_at_least_one, default=240, help="held out workouts, and three times as many in the fit"
    )
    verbs.add_parser("exchange", help="500 session logs of 50 people taken in, and cancelled on the way")
    latency = verbs.add_parser("latency", help="from the end of the upward stroke to the first sight of the rep")
    latency.add_argument(
        "--workouts", type=_at_least_one, default=2, help="simulated workouts for each placement and sensor"
    )
    links = verbs.add_parser("links", help="four sensors live over a virtual radio: loss, memory, CPU (extra simulate)")
    links.add_argument("--seconds", type=float, default=600.0)
    links.add_argument("--profile", action="store_true", help="show where the time goes")
    verbs.add_parser("logbook", help="every query and verb with one, three and ten years in the logbook")
    measures = verbs.add_parser("measures", help="range and velocity of a rep against the virtual lifter")
    measures.add_argument("--people", type=_at_least_one, default=6, help="simulated people for each exercise")
    memory = verbs.add_parser("memory", help="what the process holds at each hour of a very long session")
    memory.add_argument("--hours", type=_at_least_one, default=10)
    report = verbs.add_parser("report", help="a report on one person, and a folder of reports on many (extra report)")
    report.add_argument("--people", type=_at_least_one, default=30)
    robustness = verbs.add_parser("robustness", help="counts when people, sensors and parameters change")
    robustness.add_argument("--changes-only", action="store_true", help="leave the parameters as they are")
    screen = verbs.add_parser("screen", help="the app in tmux: CPU, keys, frames, loss (extra simulate, tmux)")
    screen.add_argument("--seconds", type=float, default=30.0)
    verbs.add_parser("speed", help="decoded samples, and whole files, to events")
    startup = verbs.add_parser("startup", help="what starting costs, as multiples of a Python that does nothing")
    startup.add_argument("--rounds", type=_at_least_one, default=15)
    verbs.add_parser("times", help="sample times over bad links, with and without a clock on the wire")
    trunk = verbs.add_parser("trunk", help="inclination, jerkiness, and deviations from a person's own usual")
    trunk.add_argument("--seeds", type=_at_least_one, default=4, help="simulated people for each exercise")
    tune = verbs.add_parser("tune", help="choose the counter's numbers without a folder, and show what it comes to")
    tune.add_argument("--without", metavar="FOLDER", default="all", help="a folder of recordings, simulated, or all")
    tune.add_argument("--workouts", type=_at_least_one, default=12, help="simulated workouts to choose on")
    return parser


def main() -> None:
    """Run one benchmark: the module of its name, with its options."""
    options = vars(_parser().parse_args())
    import_module(f"benchmarks.{options.pop('verb')}").run(**options)


if __name__ == "__main__":
    main()
