"""A small profile that tests change piece by piece."""

from __future__ import annotations

SMALL = """\
schema = 1
id = "small"
name = "Small sensor"
confidence = "low"

[match]
names = ["Small*"]

[characteristics]
data = "fff1"
control = "fff2"

[option.rate_hz]
default = 50
choice = [
  { value = 25, set = { code = 1 } },
  { value = 50, set = { code = 2 } },
]

[time]
source = "count"

[[message]]
name = "imu"
characteristic = "data"
kind = "imu"
prefix = "aa"
fields = [["acc", "<i2", 3], ["gyr", "<i2", 3]]
scale.acc = { divide = 2048, unit = "g" }
scale.gyr = { divide = 16.4, unit = "deg/s" }
rate_hz = "rate_hz"

[[setup]]
subscribe = "data"

[[setup]]
write = "01 {code:u1}"
to = "control"
reply = "81 {status:u1}"
reply_from = "data"
accept = { status = 0 }

[[stop]]
write = "00"
to = "control"

[variables]
status = 0

[[example]]
message = "imu"
hex = "aa 0008 0000 0000 a400 0000 0000"
expect = { acc = [1.0, 0.0, 0.0], gyr = [10.0, 0.0, 0.0] }
"""
