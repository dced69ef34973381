# The first and last process of the machine. In front of it stand PATH, BLUETOOTHD, PYTHON and COMMAND.
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/shm
for place in /dev/shm /run /var/lib; do
    mount -t tmpfs memory "$place"
done
mkdir -p /run/dbus /run/home /run/tmp /var/lib/bluetooth
export HOME=/run/home TMPDIR=/run/tmp PYTHONDONTWRITEBYTECODE=1

# A narrower policy than this one drops replies, and everything waits for ever.
cat >/run/bus.conf <<'CONFIG'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=/run/dbus/system_bus_socket</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
CONFIG
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/dbus/system_bus_socket
dbus-daemon --config-file=/run/bus.conf --nopidfile --fork

bash -c "$COMMAND" </dev/null
echo "STATUS $?"
# LINUX_REBOOT_CMD_POWER_OFF
exec "$PYTHON" -c 'import ctypes; ctypes.CDLL(None).reboot(0x4321FEDC)'
