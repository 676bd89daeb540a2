"""Notes what a program does that it must not: connections, other programs, files outside of the places it may open.

Python runs this file first where its folder is on PYTHONPATH, in every process that the program starts. GUARD_LOG is
the file to write to, GUARD_PLACES are the folders that may be read and written.
"""

import os
import sys

PLACES = (*os.environ["GUARD_PLACES"].split(os.pathsep), sys.prefix, sys.base_prefix, sys.exec_prefix)
SYSTEM = ("/usr/", "/lib", "/proc/", "/sys/", "/dev/", "/etc/mime.types", "/etc/localtime", "/etc/os-release")
CONNECTIONS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
PROGRAMS = ("os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn")
LISTED = ("os.listdir", "os.scandir")
LOG = os.open(os.environ["GUARD_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Look at one thing that the program is about to do."""
    if event in CONNECTIONS or event in PROGRAMS:
        _note(event, arguments)
    elif event == "subprocess.Popen":
        command = arguments[1]
        if not isinstance(command, list) or command[:3] != [sys.executable, "-P", "-m"] or "mkdocs" not in command[3]:
            _note(event, arguments)
    elif (event == "open" or event in LISTED) and isinstance(arguments[0], str | bytes):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        looked_for_modules = event == "os.listdir" and path in map(os.path.realpath, sys.path)
        if not (path.startswith(SYSTEM) or looked_for_modules or any(_inside(path, place) for place in PLACES)):
            _note(event, (path, *arguments[1:]))


def _inside(path: str, place: str) -> bool:
    place = os.path.realpath(place)
    return path == place or path.startswith(place + os.sep)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    os.write(LOG, f"{event} {arguments[:2]!r}\n".encode(errors="backslashreplace"))


sys.addaudithook(watch)
