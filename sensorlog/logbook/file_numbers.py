"""The number under which a practice files a person. It never leaves this computer.

It lies in a file of its own beside the logbook, and not in it: backups, exports and session logs are made of the
logbook, and so cannot carry it along by mistake.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import known_person
from sensorlog.logbook.place import make_private_dir, make_private_file

__all__ = ["MAX_FILE_NUMBER_LENGTH", "FileNumbers"]

MAX_FILE_NUMBER_LENGTH = 40
_MAX_BYTES = 4_000_000
_VERSION = 1


class FileNumbers(OpenFile):
    """Doors to file numbers."""

    @property
    def file_numbers_path(self) -> Path:
        """Where they are kept."""
        return self.path.with_name(f"{self.path.stem}-file-numbers.json")

    def file_numbers(self) -> dict[str, str]:
        """Return the number of each person that has one, by id. Raises :class:`LogbookError` where they are damaged."""
        path = self.file_numbers_path
        try:
            with path.open("rb") as file:
                text = file.read(_MAX_BYTES + 1)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise LogbookError(f"{path} cannot be read ({error.strerror}): check its permissions") from error
        try:
            kept = json.loads(text) if len(text) <= _MAX_BYTES else None
        except (ValueError, RecursionError):
            kept = None
        numbers = kept.get("file_numbers") if isinstance(kept, dict) and kept.get("version") == _VERSION else None
        if not isinstance(numbers, dict) or not all(isinstance(each, str) for each in numbers.values()):
            raise LogbookError(f"{path} holds no file numbers that this version can read: move it away, or restore it")
        return numbers

    def set_file_number(self, person_id: str, file_number: str | None) -> None:
        """Keep a person's number; ``None`` or nothing but blanks takes it away.

        Raises :class:`LogbookError` where the person is not known, the number cannot be, or somebody else has it.
        """
        with self._reading() as db:
            label = known_person(db, person_id).label
        number = " ".join((file_number or "").split())
        if len(number) > MAX_FILE_NUMBER_LENGTH or not number.isprintable():
            raise LogbookError(f"{number[:20]!r} is no file number: type 1 to {MAX_FILE_NUMBER_LENGTH} characters")
        numbers = self.file_numbers()
        holder = next((who for who, kept in numbers.items() if kept == number and who != person_id), None)
        if number and holder is not None:
            raise LogbookError(
                f"file number {number} is that of {holder}, not of {label}: check which of them is right"
            )
        numbers.pop(person_id, None)
        self._keep_file_numbers(numbers | ({person_id: number} if number else {}))

    def _forget_file_number(self, person_id: str) -> None:
        numbers = self.file_numbers()
        if numbers.pop(person_id, None) is not None:
            self._keep_file_numbers(numbers)

    def _keep_file_numbers(self, numbers: Mapping[str, str]) -> None:
        path = self.file_numbers_path
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            make_private_dir(path.parent)
            make_private_file(beside)
            with beside.open("w", encoding="utf-8") as file:
                json.dump({"version": _VERSION, "file_numbers": dict(sorted(numbers.items()))}, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise LogbookError(f"{path} cannot be written ({error.strerror}): check its folder and the disk") from error
