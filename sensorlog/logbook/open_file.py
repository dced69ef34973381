"""The open database file, which the doors of every subject share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from sensorlog.logbook.complaints import told
from sensorlog.logbook.database import open_engine
from sensorlog.logbook.place import database_path, default_url
from sensorlog.logbook.standing import outdated, refresh_outdated

__all__ = ["OpenFile"]


class OpenFile:
    """A logbook's file and its transactions; :class:`sensorlog.logbook.Logbook` describes the parameters."""

    def __init__(self, url: str | None = None, *, demo: bool = False, busy_timeout_s: float = 5.0) -> None:
        self.path: Path = database_path(default_url(demo=demo) if url is None else url)
        self.demo = demo
        self._engine = open_engine(self.path, demo=demo, busy_timeout_s=busy_timeout_s)
        try:
            self._work_out_what_stands()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file. The logbook is of no use afterwards."""
        self._engine.dispose()

    def _work_out_what_stands(self) -> None:
        with self._reading() as db:
            up_to_date = not outdated(db)
        if not up_to_date:
            with self._writing() as db:
                refresh_outdated(db)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with told(self.path), Session(self._engine.execution_options(reading=True)) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """One transaction: on the disk when it is left, undone where it fails."""
        with told(self.path), Session(self._engine) as db, db.begin():
            yield db
