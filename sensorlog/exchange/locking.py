"""A package under a passphrase: an age file (https://age-encryption.org/v1) in a zip that says how its key is made.

age's own passphrases leave the cost of trying one to the fastest computer that writes: up to gigabytes of memory on the
one that reads. Here the cost is fixed: scrypt (RFC 7914) makes an X25519 key of the passphrase, in 64 MB, and the file
is one that any age program opens with that key.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
import zipfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import IO, Any

from sensorlog.exchange.errors import ExchangeError

__all__ = ["AGE_MAGIC", "KEY_NAME", "LOCKED_NAME", "MIN_PASSPHRASE_LENGTH", "age_identity", "lock", "unlock"]

AGE_MAGIC = b"age-encryption.org/"
KEY_NAME, LOCKED_NAME = "key.json", "package.age"
MIN_PASSPHRASE_LENGTH = 8
_FORMAT = "sensorlog-locked"
_LOG_N = 16
"""Of scrypt: with r = 8 this takes 64 MB and a fraction of a second."""
_R, _P = 8, 1
_MAX_KEY_BYTES = 1000
_ADVICE = "install it with `pip install pyrage`, or go without a passphrase"


def lock(source: Path, target: IO[bytes], passphrase: str) -> None:
    """Write ``source`` under a passphrase. Raises :class:`ExchangeError` for one that is too short."""
    if len(passphrase) < MIN_PASSPHRASE_LENGTH:
        raise ExchangeError(f"the passphrase has {len(passphrase)} characters: take {MIN_PASSPHRASE_LENGTH} or more")
    x25519, encrypt_io = _age("x25519"), _age("encrypt_io")
    salt = secrets.token_bytes(16)
    key = {
        "format": _FORMAT,
        "version": 1,
        "kdf": "scrypt",
        "log_n": _LOG_N,
        "r": _R,
        "p": _P,
        "salt": b64encode(salt).decode(),
    }
    recipient = x25519.Identity.from_str(_identity(passphrase, salt)).to_public()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(zipfile.ZipInfo(KEY_NAME), json.dumps(key))
        with source.open("rb") as plain, archive.open(zipfile.ZipInfo(LOCKED_NAME), "w") as locked:
            encrypt_io(plain, locked, [recipient])


def unlock(archive: zipfile.ZipFile, target: IO[bytes], passphrase: str, where: str) -> None:
    """Write what is locked in ``archive``. Raises :class:`ExchangeError` for a wrong passphrase, or a damaged file."""
    x25519, decrypt_io = _age("x25519"), _age("decrypt_io")
    salt = _salt(archive, where)
    identity = x25519.Identity.from_str(_identity(passphrase, salt))
    decrypt_error: type[Exception] = _age("DecryptError")
    try:
        with archive.open(LOCKED_NAME) as locked:
            decrypt_io(locked, target, [identity])
    except (decrypt_error, OSError, EOFError, zipfile.BadZipFile, ValueError) as error:
        is_key = "No matching keys" in str(error)
        reason = "the passphrase is wrong" if is_key else "is damaged or was cut off: have it sent again"
        raise ExchangeError(f"{where}: {reason}") from error


def age_identity(path: Path, passphrase: str) -> str:
    """Return the age identity that opens the ``package.age`` of a locked package, for programs other than this one.

    Raises :class:`ExchangeError` where the file is no locked package. Whether the passphrase is right shows when the
    identity is used.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _identity(passphrase, _salt(archive, str(path)))
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read ({error.strerror or error}): check its path") from error
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ExchangeError(f"{path}: is no locked package") from error


def _salt(archive: zipfile.ZipFile, where: str) -> bytes:
    """Return the salt. Raises :class:`ExchangeError` where the key is to be made in any other way than ours."""
    try:
        with archive.open(KEY_NAME) as file:
            key = json.loads(file.read(_MAX_KEY_BYTES))
        if not isinstance(key, dict) or key.get("format") != _FORMAT or key.get("version") != 1:
            raise ExchangeError(f"{where}: {KEY_NAME} says nothing that this version knows: update sensorlog")
        if (key.get("kdf"), key.get("log_n"), key.get("r"), key.get("p")) != ("scrypt", _LOG_N, _R, _P):
            cost = str(key.get("log_n"))[:10]
            raise ExchangeError(f"{where}: {KEY_NAME} asks for another work factor (2^{cost}) than 2^{_LOG_N}: refused")
        return b64decode(str(key.get("salt")), validate=True)
    except (ValueError, RecursionError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError) as error:
        raise ExchangeError(f"{where}: {KEY_NAME} is damaged") from error


def _identity(passphrase: str, salt: bytes) -> str:
    """Return the age identity (a Bech32 text, BIP 173) whose X25519 key scrypt makes."""
    typed = unicodedata.normalize("NFC", passphrase)  # keyboards differ in how they give an umlaut
    seed = hashlib.scrypt(typed.encode(), salt=salt, n=2**_LOG_N, r=_R, p=_P, maxmem=2**27, dklen=32)
    return _bech32("age-secret-key-", seed).upper()


_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _bech32(prefix: str, data: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in data)
    fives = [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    expanded = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    check = _polymod([*expanded, *fives, 0, 0, 0, 0, 0, 0]) ^ 1
    fives += [(check >> 5 * (5 - at)) & 31 for at in range(6)]
    return f"{prefix}1" + "".join(_CHARSET[five] for five in fives)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if (top >> bit) & 1 else 0
    return check


def _age(name: str) -> Any:
    try:
        import pyrage
    except ImportError as error:
        raise ExchangeError(f"passphrases need pyrage: {_ADVICE}") from error
    return getattr(pyrage, name)
