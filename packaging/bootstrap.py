#!/usr/bin/env python3
"""Set up and start Recommendation Workbench from a checkout, with nothing but Python's standard library.

    python3 packaging/bootstrap.py run  [arguments of `workbench` …]   open the window (or run a command)
    python3 packaging/bootstrap.py test [arguments of `pytest` …]      run the whole test suite
    python3 packaging/bootstrap.py setup                               only set up

It makes `.venv`, installs the locked dependencies and the project, and sees to the system libraries that are needed.
What was done is remembered by the hash of the files that say what to install, so that a second start costs nothing.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = VENV / ".workbench-installed"
OLDEST = (3, 11)

# What Qt's xcb platform plugin and LightGBM load on Linux: the library's file name, and Debian's package for it.
SYSTEM_LIBRARIES = {
    "libgomp.so.1": "libgomp1",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says; return the exit status."""
    if not arguments or arguments[0] not in ("run", "test", "setup"):
        print(__doc__)
        return 64
    if sys.version_info < OLDEST:
        print(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {platform.python_version()}.", file=sys.stderr
        )
        return 69
    command, rest = arguments[0], arguments[1:]
    try:
        set_up()
    except subprocess.CalledProcessError as error:
        print(
            f"Setting up failed: {' '.join(map(str, error.cmd))} ended with status {error.returncode}.", file=sys.stderr
        )
        return 70
    if command == "setup":
        return 0
    missing = missing_libraries()
    if missing and not install_libraries(missing):
        return 69
    environment = dict(os.environ)
    if command == "test":
        if not has_screen():
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.chdir(ROOT)
        return start([str(python()), "-m", "pytest", *rest], environment)
    wants_window = not rest or rest[0] in ("--workspace", "--read-only")
    if wants_window and not has_screen() and "QT_QPA_PLATFORM" not in environment:
        print("There is no screen here. `workbench demo --output DIR` does the main job without one.", file=sys.stderr)
        return 69
    if not rest:
        rest = ["window", "--sample"]
    return start([str(python()), "-m", "workbench", *rest], environment)


def python() -> Path:
    """Return the virtual environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up() -> None:
    """Make `.venv` and install the locked dependencies and the project, unless that was done already."""
    wanted = fingerprint()
    if python().exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8").strip() == wanted:
        return
    if not python().exists():
        print("Making .venv …", flush=True)
        ensure_venv_module()
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    pip = [str(python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    # The tools that run the tests are in the same lock file, so that one environment serves everybody.
    print("Installing the locked dependencies; the first time this takes some minutes …", flush=True)
    subprocess.run([*pip, "--requirement", str(LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """Return a hash of everything that decides what is installed."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for file in (LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def ensure_venv_module() -> None:
    """Debian ships Python without `ensurepip`; install it where that is possible, or say how."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        package = f"python3.{sys.version_info[1]}-venv"
        if shutil.which("apt-get") and is_root():
            apt_install([package])
        else:
            print(f"Python's venv module is incomplete. Run: sudo apt-get install {package}", file=sys.stderr)
            raise SystemExit(69) from None


def missing_libraries() -> list[str]:
    """Return the Debian packages of the system libraries that are needed and that cannot be loaded."""
    if not sys.platform.startswith("linux"):
        return []
    found = []
    for library, package in SYSTEM_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            found.append(package)
    return found


def install_libraries(packages: list[str]) -> bool:
    """Install system packages where we may, otherwise print the exact command. Return whether all is there now."""
    if shutil.which("apt-get") is None:
        print(f"These system libraries are needed, called so on Debian: {' '.join(packages)}.", file=sys.stderr)
        return False
    if not is_root():
        print(f"Some system libraries are needed. Run: sudo apt-get install {' '.join(packages)}", file=sys.stderr)
        return False
    print(f"Installing the system libraries that are needed: {' '.join(packages)} …", flush=True)
    try:
        apt_install(packages)
    except subprocess.CalledProcessError:
        print(f"That failed. Run: apt-get update && apt-get install {' '.join(packages)}", file=sys.stderr)
        return False
    return True


def apt_install(packages: list[str]) -> None:
    """Install Debian packages without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=environment, check=True, stdout=subprocess.DEVNULL)


def is_root() -> bool:
    """Whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_screen() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(command: list[str], environment: dict[str, str]) -> int:
    """Become the command where the platform allows it, otherwise run it and return its status."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
