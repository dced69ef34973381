"""``python -m benchmarks VERB``: prints tables; docs/benchmarks.md keeps them."""

from __future__ import annotations

import argparse

from benchmarks import accuracy, logbook, robustness, speed, times, trunk


def main() -> None:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the counter.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("accuracy", help="counts of real recordings (where present) and of simulated workouts")
    one.add_argument("--misses", action="store_true", help="list what was not counted exactly")
    one.add_argument("--workouts", type=int, default=40, help="random simulated workouts, and as many held out ones")
    one.add_argument("--simulated", action="store_true", help="leave the recordings of real people out")
    live = verbs.add_parser("links", help="four sensors live over a virtual radio: loss, memory, CPU")
    live.add_argument("--seconds", type=float, default=600.0)
    live.add_argument("--profile", action="store_true", help="show where the time goes")
    verbs.add_parser("robustness", help="counts when parameters, tempo and mounting change")
    verbs.add_parser("speed", help="decoded samples, and whole files, to events")
    verbs.add_parser("times", help="sample times over bad links, with and without a clock on the wire")
    two = verbs.add_parser("trunk", help="inclination, jerkiness, and deviations from a person's own usual")
    two.add_argument("--seeds", type=int, default=4, help="simulated people for each exercise")
    verbs.add_parser("logbook", help="every query and verb with one, three and ten years in the logbook")
    options = parser.parse_args()
    if options.verb == "accuracy":
        accuracy.run(show_misses=options.misses, workouts=options.workouts, only_simulated=options.simulated)
    elif options.verb == "links":
        from benchmarks import links  # needs the extra `simulate`

        links.run(options.seconds, profile=options.profile)
    elif options.verb == "robustness":
        robustness.run()
    elif options.verb == "times":
        times.run()
    elif options.verb == "logbook":
        logbook.run()
    elif options.verb == "trunk":
        trunk.run(seeds=options.seeds)
    else:
        speed.run()


if __name__ == "__main__":
    main()
