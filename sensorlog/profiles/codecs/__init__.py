"""Small named codecs for what no table can say: messages in several parts, streams without borders, packed samples.

A profile names one for a characteristic (``[codec]``). A codec turns notifications into whole messages of fixed-size
values, which the tables then describe as they describe any other; :meth:`Codec.pack` is its inverse.
"""

from collections.abc import Mapping

from sensorlog.profiles.codecs.checksum import SumZero
from sensorlog.profiles.codecs.codec import Codec
from sensorlog.profiles.codecs.movesense import TwoParts
from sensorlog.profiles.codecs.polar_control import PolarControl
from sensorlog.profiles.codecs.polar_pmd import PolarPmd
from sensorlog.profiles.codecs.text_lines import TextLines
from sensorlog.profiles.codecs.witmotion import WitFrames

__all__ = ["CODECS", "Codec"]

CODECS: Mapping[str, type[Codec]] = {
    "movesense": TwoParts,
    "polar_control": PolarControl,
    "polar_pmd": PolarPmd,
    "sum_zero": SumZero,
    "text_lines": TextLines,
    "witmotion": WitFrames,
}
