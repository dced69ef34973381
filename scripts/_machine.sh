# Sourced by test-system. Bash; a throw-away Linux whose Bluetooth is real from the kernel upwards.
#
# The machine is user-mode Linux: a Linux kernel that runs as an ordinary program, without root and without KVM. Its
# root is this computer's own, read-only; what it writes goes to memory and is gone with it. Nothing is installed
# here: Debian's packages are unpacked into the cache.
#
# prepare_machine       fills the cache: some minutes the first time, nothing later
# run_in_machine ARG…   runs a program of this computer in the machine, in the present folder; returns its status

cache=${SENSORLOG_TEST_SYSTEM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sensorlog/test-system}
machine_folder=$root/tests/system
machine_memory=512M
machine_limit_s=300

give_up() {
    say "test-system cannot run here: $*"
    exit 1
}

require_host() {
    [ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || give_up "it needs Linux on x86-64, this is $(uname -s) on $(uname -m)."
    command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
        give_up "it unpacks bluetoothd and the kernel's source from Debian's packages, and there is no apt-get."
    local program missing=
    for program in gcc make xz strip dbus-daemon timeout flock; do
        command -v "$program" >/dev/null || missing="$missing $program"
    done
    [ -z "$missing" ] || give_up "these programs are missing:$missing (sudo apt install build-essential xz-utils dbus)."
    case $root/ in /var/lib/* | /run/* | /proc/* | /sys/* | /dev/*)
        give_up "the checkout lies in $root, which the machine covers with folders of its own; move it." ;;
    esac
}

# The newest linux-source-X.Y that this Debian has.
kernel_package() {
    apt-cache depends linux-source 2>/dev/null | sed -n 's/.*Depends: *\(linux-source-[0-9.]*\)$/\1/p' | head -n 1
}

# unpack FOLDER PACKAGE…: packages, and what they depend on and is not installed, without installing them.
unpack() {
    local folder=$1 package
    shift
    [ -e "$folder/.complete" ] && return 0
    say "== fetching $*"
    rm -rf "$folder"
    mkdir -p "$folder/debs"
    local needed
    needed=$(apt-get --simulate -o Debug::NoLocking=1 --no-install-recommends install "$@" 2>/dev/null | sed -n 's/^Inst \([^ ]*\) .*/\1/p') ||
        give_up "apt-get does not know all of: $* (sudo apt-get update, then try again)."
    for package in $needed "$@"; do
        # Services and boot loaders' helpers of the host's own start-up: never run from there.
        case $package in systemd* | libpam-systemd | libnss-systemd | udev | kmod | initramfs-tools*) continue ;; esac
        compgen -G "$folder/debs/${package%%:*}_*.deb" >/dev/null && continue
        (cd "$folder/debs" && apt-get -qq download "$package" 2>"$cache/apt.log") ||
            give_up "apt-get could not download $package: $(tail -n 1 "$cache/apt.log")"
    done
    for package in "$folder"/debs/*.deb; do
        dpkg --extract "$package" "$folder"
    done
    rm -rf "$folder/debs"
    touch "$folder/.complete"
}

# Needs $package; leaves the kernel at $kernel.
build_kernel() {
    local source=$cache/source build=$cache/build began=$SECONDS
    [ -x "$kernel" ] && return 0
    unpack "$source" "$package" flex bison m4 bc
    say "== building the machine's kernel from $package (this is done once; what the compiler says is in $cache/build.log)"
    rm -rf "$build"
    mkdir -p "$build"
    tar -xJf "$source/usr/src/$package.tar.xz" -C "$build" --strip-components=1 ||
        give_up "$package holds no source where Debian's has it; this has been tried on Debian 12 only."
    # Processors with AMX save 11 kB of registers, more than the room that user-mode Linux 6.1 keeps for them.
    sed -i 's/DEFINE_LONGS(HOST_FP_SIZE, 2696);/DEFINE_LONGS(HOST_FP_SIZE, 12288);/' "$build/arch/x86/um/user-offsets.c"
    # As on every other architecture (and here from Linux 6.3 on): its memory is not aligned for vector instructions.
    local no_vectors="-mno-sse -mno-mmx -mno-sse2 -mno-3dnow -mno-avx"
    (
        cd "$build" || exit 1
        export PATH="$PATH:$source/usr/bin" BISON_PKGDATADIR="$source/usr/share/bison" M4="$source/usr/bin/m4"
        make ARCH=um tinyconfig &&
            scripts/kconfig/merge_config.sh -m -O . .config "$machine_folder/kernel.config" &&
            make ARCH=um olddefconfig &&
            grep -q CONFIG_BT_HCIVHCI=y .config &&
            nice make ARCH=um KCFLAGS="$no_vectors" -j"$(nproc)" linux
    ) >"$cache/build.log" 2>&1 || give_up "the kernel could not be built: $(tail -n 1 "$cache/build.log") (all of it: $cache/build.log)"
    strip -o "$kernel.part" "$build/linux" && mv "$kernel.part" "$kernel"
    rm -rf "$build"
    say "== built in $((SECONDS - began)) s"
}

prepare_machine() {
    require_host
    mkdir -p "$cache"
    cache=$(cd "$cache" && pwd)
    exec 9>"$cache/lock"
    flock 9 # two runs at the same time build once
    local package checksum
    package=$(kernel_package)
    [ -n "$package" ] || give_up "apt-get knows no linux-source (sudo apt-get update, then try again)."
    checksum=$(cksum <"$machine_folder/kernel.config")
    kernel=$cache/$package-${checksum%% *}
    unpack "$cache/bluez" bluez
    build_kernel
    exec 9>&-
}

run_in_machine() {
    local run status
    run=$(mktemp -d)
    {
        printf 'cd %q || exit 1\n' "$PWD"
        printf 'export PATH=%q LD_LIBRARY_PATH=%q\n' "$PATH" "$cache/bluez/usr/lib/x86_64-linux-gnu:$cache/bluez/lib/x86_64-linux-gnu"
        printf 'export BLUETOOTHD=%q PYTHON=%q\n' "$cache/bluez/usr/libexec/bluetooth/bluetoothd" "$python"
        printf 'export COMMAND=%q\n' "$(printf '%q ' "$@")"
        cat "$machine_folder/init.sh"
    } >"$run/init"
    set +o pipefail # what counts is what the machine says at its end
    timeout --kill-after=5 "$machine_limit_s" "$kernel" mem="$machine_memory" uml_dir="$run/" \
        root=/dev/root rootfstype=hostfs rootflags=/ ro init=/bin/bash quiet con=null con0=null,fd:1 \
        -- "$run/init" </dev/null 2>&1 | tee "$run/console" | grep --line-buffered -v -e '^STATUS ' -e '^reboot:'
    status=$(sed -n 's/^STATUS \([0-9]*\).*/\1/p' "$run/console")
    set -o pipefail
    rm -rf "$run"
    [ -n "$status" ] || say "== the machine did not come to its end (it is given $machine_limit_s s)"
    return "${status:-1}"
}
