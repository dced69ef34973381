"""The process that makes tones: reads the names of signs from stdin, a line each, until that is closed.

Run by :class:`sensorlog.tui.sound.Sound`. Says ``ready`` once there is a loudspeaker, and leaves where there is none.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Generator, Mapping

import numpy as np

from sensorlog.tui.sound.cues import Cue

__all__ = ["RATE_HZ", "samples", "stream"]

RATE_HZ = 44_100
_LOUDNESS = 0.5
_FADE_S = 0.008
"""A tone that begins or ends at once clicks."""
_NOTES: Mapping[Cue, tuple[tuple[float, float], ...]] = {
    Cue.REP: ((880.0, 0.07),),
    Cue.START: ((660.0, 0.12), (880.0, 0.18)),
    Cue.HALF: ((660.0, 0.10), (660.0, 0.10)),
    Cue.END: ((880.0, 0.15), (880.0, 0.15), (1320.0, 0.35)),
}
"""Pitch (Hz) and length (s) of the notes of each sign: rising is beginning, twice the same is half."""
_SILENCE_S = 0.06
"""Behind each note."""
_BYTES = 2


def samples(cue: Cue) -> bytes:
    """Return a sign as 16-bit samples of one channel at :data:`RATE_HZ`."""
    parts = []
    for pitch_hz, length_s in _NOTES[cue]:
        t_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        edge = np.minimum(1.0, np.minimum(t_s, length_s - t_s) / _FADE_S)
        parts += [_LOUDNESS * edge * np.sin(2 * np.pi * pitch_hz * t_s), np.zeros(round(_SILENCE_S * RATE_HZ))]
    return (np.concatenate(parts) * 32767).astype("<i2").tobytes()


def stream(waiting: deque[bytes]) -> Generator[bytes, int, None]:
    """Give the next samples as often as the loudspeaker asks for some: what is waiting, then silence.

    Is sent a number of samples, after one ``next``.
    """
    wanted = yield b""
    rest = b""
    while True:
        while len(rest) < _BYTES * wanted and waiting:
            rest += waiting.popleft()
        now, rest = rest[: _BYTES * wanted], rest[_BYTES * wanted :]
        wanted = yield now.ljust(_BYTES * wanted, b"\0")


def _main() -> int:
    import miniaudio

    waiting: deque[bytes] = deque(maxlen=20)
    try:
        device = miniaudio.PlaybackDevice(nchannels=1, sample_rate=RATE_HZ, buffersize_msec=40)
        playing = stream(waiting)
        next(playing)
        device.start(playing)
    except miniaudio.MiniaudioError:
        return 1
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        if line.strip() in list(Cue):
            waiting.append(samples(Cue(line.strip())))
    device.close()
    return 0


if __name__ == "__main__":
    sys.exit(_main())
