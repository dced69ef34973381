"""A process that writes sets into a logbook, one by one, and says each that is kept.

``python -m tests.logbook.writer DATABASE SESSION FIRST COUNT [LIMIT]``: with ``LIMIT`` no file may grow above so many
bytes. A line for each set, then what went wrong, if anything.
"""

from __future__ import annotations

import sys

from sensorlog.logbook import Edit, EditOp, Logbook, LogbookError
from tests.logbook.sample import START_UTC, VERSION, make_set, url_of


def main(database: str, session_id: str, first: str, count: str, limit: str = "") -> None:
    book = Logbook(url_of(database), busy_timeout_s=30.0)
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        for number in range(int(first), int(first) + int(count)):
            book.save_set(session_id, VERSION, make_set(100.0 * number, 3, number))
            name = f"e{number}"
            book.add_edit(
                session_id, Edit(name, EditOp.REP_ADD, 100.0 * number, 100.0 * number + 6, None, None, START_UTC)
            )
            print(number, flush=True)
    except LogbookError as error:
        print(f"refused: {error}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
