"""SI values → bytes: the inverse of the decoder, for virtual sensors and for proving a profile."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sensorlog.profiles.codecs import CODECS
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.layout import Column, layout_of
from sensorlog.profiles.message import Message
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.template import Number

__all__ = ["encode", "notifications"]


def encode(
    profile: Profile, message: Message | str, values: Mapping[str, ArrayLike], variables: Mapping[str, Number]
) -> bytes:
    """Make one message, before any codec.

    ``values`` holds an array of shape (n, k) or (k,) per sample field, in SI where the field has a scale, and a number
    per header field. The sample count and the bits that mark the message fill themselves in; a header field that is not
    given is 0. Values beyond the wire's range saturate, as a sensor does; the packet counter and the clock wrap around.
    Raises :class:`ProfileError` for a value that is missing, no finite number, or of the wrong shape.
    """
    message = _find(profile, message)
    layout = layout_of(message, variables)
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
    message: Message | str,
    values: Mapping[str, ArrayLike],
    variables: Mapping[str, Number],
    payload_bytes: int = 512,
) -> list[bytes]:
    """Make one message as it goes over the air: as :func:`encode`, then through the characteristic's codec if any.

    ``payload_bytes`` is the room in a notification.
    """
    message = _find(profile, message)
    data = encode(profile, message, values, variables)
    codec = profile.codec.get(message.characteristic)
    return [data] if codec is None else CODECS[codec].pack(data, payload_bytes)


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
    dtype = np.dtype(column.field.dtype)
    if dtype.kind == "f":
        limit = float(np.finfo(dtype).max)
        return np.clip(raw, -limit, limit).astype(dtype)
    info = np.iinfo(dtype)
    rounded = np.rint(raw)
    out = np.clip(rounded, float(info.min), float(info.max))
    # The float nearest to the largest 64-bit number is one more than it: that one is set as an integer.
    result = np.where(out >= float(info.max), 0, out).astype(dtype)
    result[rounded >= float(info.max)] = info.max
    return result
