"""What is heard: which signs there are, when each is due, and how it is made. Nothing here can hold a session up."""

from sensorlog.tui.sound.cues import Beat, Cue, cues_between
from sensorlog.tui.sound.player import Sound

__all__ = ["Beat", "Cue", "Sound", "cues_between"]
