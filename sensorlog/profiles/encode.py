"""SI values → bytes: the inverse of the decoder, for virtual sensors and for proving a profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sensorlog.profiles.codecs import CODECS
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.layout import Column, Layout, layout_of
from sensorlog.profiles.message import Message
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.template import Number

__all__ = ["encode", "notifications"]


def encode(
    profile: Profile, message: Layout | Message | str, values: Mapping[str, ArrayLike], variables: Mapping[str, Number]
) -> bytes:
    """Make one message, before any codec. Who makes many compiles it once: a layout has its variables in it already.

    ``values`` holds an array of shape (n, k) or (k,) per sample field, in SI where the field has a scale, and a number
    per header field. The sample count and the bits that mark the message fill themselves in; a header field that is not
    given is 0. Values beyond the wire's range saturate, as a sensor does; the packet counter and the clock wrap around.
    Raises :class:`ProfileError` for a value that is missing, no finite number, or of the wrong shape.
    """
    layout = _compiled(profile, message, variables)
    message = layout.message
    arrays = {column.field.name: _array(message, column, values) for column in layout.sample_columns}
    count = max((len(array) for array in arrays.values()), default=1)
    if any(len(array) != count for array in arrays.values()):
        raise ProfileError(f"{message.name}: every field needs the same number of samples")
    if layout.repeat is not None and count != layout.repeat:
        raise ProfileError(f"{message.name} holds {layout.repeat} samples, not {count}")
    samples = np.zeros(count, dtype=layout.sample)
    for column in layout.sample_columns:
        samples[column.field.name] = _raw(arrays[column.field.name], column)
    header = np.zeros(1, dtype=layout.header)
    wrap = {}
    if profile.time.field is not None:
        wrap[profile.time.field] = profile.time.bits
    if profile.sequence is not None:
        wrap[profile.sequence.field] = profile.sequence.bits
    for column in layout.header_columns:
        name = column.field.name
        given = values.get(name, 0)
        if name == message.repeat:
            given = count
        elif name in wrap:
            given = int(np.asarray(given).item()) % (1 << wrap[name])
        array = _array(message, column, {name: given})
        header[name] = _raw(array, column) if name not in wrap else given
    for name, mask, value in message.bits:
        header[name] = (int(header[name][0, 0]) & ~mask) | value
    return message.prefix + (header.tobytes() if message.header else b"") + layout.split(samples)


def notifications(
    profile: Profile,
    message: Layout | Message | str,
    values: Mapping[str, ArrayLike],
    variables: Mapping[str, Number],
    payload_bytes: int = 512,
) -> list[bytes]:
    """Make one message as it goes over the air: as :func:`encode`, then through the characteristic's codec if any.

    ``payload_bytes`` is the room in a notification.
    """
    layout = _compiled(profile, message, variables)
    data = encode(profile, layout, values, variables)
    codec = profile.codec.get(layout.message.characteristic)
    return [data] if codec is None else CODECS[codec].pack(data, payload_bytes)


def _compiled(profile: Profile, message: Layout | Message | str, variables: Mapping[str, Number]) -> Layout:
    return message if isinstance(message, Layout) else layout_of(_find(profile, message), variables)


def _find(profile: Profile, message: Message | str) -> Message:
    if isinstance(message, Message):
        return message
    try:
        return profile.layout(message)
    except KeyError:
        raise ProfileError(f"{profile.id} has no message {message}") from None


def _array(message: Message, column: Column, values: Mapping[str, ArrayLike]) -> NDArray[np.float64]:
    name, width = column.field.name, column.field.count
    if name not in values:
        raise ProfileError(f"{message.name}: no value for {name}")
    array = np.asarray(values[name], dtype=np.float64)
    if array.size == 0 or array.size % width or (array.ndim == 2 and array.shape[1] != width) or array.ndim > 2:
        raise ProfileError(f"{message.name}: {name} has the shape {array.shape}, expected (n, {width})")
    if not np.isfinite(array).all():
        raise ProfileError(f"{message.name}: {name} holds a value that is no finite number")
    return array.reshape(-1, width)


def _raw(values: NDArray[np.float64], column: Column) -> NDArray[np.generic]:
    raw = (values - column.offset) / column.factor
    dtype, least, most = _range(column.field.dtype)
    if dtype.kind == "f":
        return np.minimum(np.maximum(raw, least), most).astype(dtype)
    rounded = np.rint(raw)
    if dtype.itemsize < np.dtype(np.float64).itemsize:
        return np.minimum(np.maximum(rounded, least), most).astype(dtype)
    # The float nearest to the largest 64-bit number is one more than it: that one is set as an integer.
    is_most = rounded >= most
    result = np.where(is_most, 0, np.maximum(rounded, least)).astype(dtype)
    result[is_most] = np.iinfo(column.field.dtype).max
    return result


@cache
def _range(written: str) -> tuple[np.dtype[np.generic], float, float]:
    """Return a type of the wire with its least and its largest value: numpy looks them up anew each time."""
    dtype = np.dtype(written)
    info = np.finfo(dtype) if dtype.kind == "f" else np.iinfo(dtype)
    return dtype, float(info.min), float(info.max)
