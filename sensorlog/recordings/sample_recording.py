"""What a file of another app gives: samples, and no packets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sensorlog.imu import Gap, ImuBlock, Placement, StreamInfo
from sensorlog.recordings.samples import interleaved

__all__ = ["SampleRecording"]


@dataclass(frozen=True, slots=True, eq=False)
class SampleRecording:
    """Samples of one sensor from a file, or a pair of files, of another app. Where it was worn is unknown."""

    path: Path
    """The file; of a pair, the accelerometer's."""
    files: tuple[Path, ...]
    format: str
    """``csv`` or ``metabase``."""
    sensor: str
    streams: tuple[ImuBlock, ...]
    """One block with both sensors, or accelerometer and gyroscope apart; times as in the file."""
    acc_rate_hz: float
    gyr_rate_hz: float | None
    notes: tuple[str, ...]

    def blocks(self) -> Iterator[ImuBlock | Gap]:
        """All samples in time order, cut at the gaps."""
        return interleaved(self.sensor, list(self.streams))

    def info(self, placement: Placement = Placement.UNKNOWN) -> StreamInfo:
        """Tell an algorithm what it has to know of this sensor."""
        return StreamInfo(self.sensor, placement, self.acc_rate_hz, self.gyr_rate_hz)

    @property
    def samples(self) -> int:
        """Accelerometer samples."""
        return len(self.streams[0])

    @property
    def begins_s(self) -> float:
        """Time of the first sample, as in the file: some count from 1970, or from when the phone was switched on."""
        return float(min(s.t_s[0] for s in self.streams))

    @property
    def duration_s(self) -> float:
        """From the first sample to the last."""
        return float(max(s.t_s[-1] for s in self.streams)) - self.begins_s
