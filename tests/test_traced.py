"""The same as tests/test_guarded.py seen from the kernel, which also sees what DuckDB, git and MkDocs open and start.

`strace` tells every file that was opened, where it really lies, and every program that was started, of all processes.
"""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from small_portal import source_in
from test_guarded import OWN, ROOT, SECRET, card

from alignmentcard.rules.example import whole_card

CALLS = "open,openat,openat2,execve,execveat,connect,bind"
OPENED = re.compile(r"open\w*\(.* = \d+<(?P<path>[^>]+)>$")
STARTED = re.compile(r'execve\w*\((?:[^"]*)"(?P<path>[^"]+)".* = 0$')
NETWORK = re.compile(r"(?:connect|bind)\(\d+<[^>]*>, \{sa_family=AF_INET")
SYSTEM = ("/usr/", "/lib", "/proc/", "/sys/", "/dev/", "/bin/", "/sbin/")
SETTINGS = (
    *("ld.so.cache", "ld.so.preload", "localtime", "mime.types", "os-release", "nsswitch.conf", "host.conf"),
    *("gitconfig", "ssl/openssl.cnf", "locale.alias"),
)
"""Files of the machine that tell nothing about people."""
USERS = ("/etc/passwd",)
"""What git asks for the name of whoever calls it."""
LISTED = tuple(map(os.path.realpath, sys.path))
"""Folders that Python looks into for modules; these are opened, and no file in them."""
DECOYS = ("git", "python3", "mkdocs", "java", "sh", "less")
MODULES = ("click", "mkdocs", "material", "duckdb", "yaml", "sitecustomize", "usercustomize", "encodings", "numpy")


@cache
def why_not() -> str:
    """Return why nothing can be traced here; empty where it can."""
    if not shutil.which("strace"):
        return "needs strace: apt-get install strace"
    done = subprocess.run(
        ["strace", "-f", "-y", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"strace may not look here: {done.stderr.strip()}"


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "strace works"),
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with hostile cards in a repository, what must not run, and a secret beside it."""
    here = tmp_path / "all" / "here"
    here.mkdir(parents=True)
    (here.parent / "secret.csv").write_text(SECRET)
    (here.parent / "secret.card.yaml").write_text(whole_card("").replace("Sort of Safe", "secret-word"))
    (here / "own.csv").write_text(OWN)
    (here / "link.csv").symlink_to("../secret.csv")
    (here / "own.card.yaml").write_text(card("own.csv"))
    (here / "all.card.yaml").write_text(card("own.csv", "../secret.csv", "link.csv", "~/secret.csv", "/etc/shadow"))
    (here / "linked.card.yaml").symlink_to("../secret.card.yaml")
    (here / "README.md").write_text("---\nlicense: ../secret.csv\nurl: file:///etc/shadow\n---\n# Words\n")
    for name in DECOYS:
        (here / name).write_text("#!/bin/sh\ntouch ran\n")
        (here / name).chmod(0o755)
    for name in MODULES:
        (here / f"{name}.py").write_text("open('ran', 'w')\n")
    _committed(here)
    return here


def _committed(here: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-C", str(here)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    (here / ".git" / "hooks" / "post-index-change").write_text("#!/bin/sh\ntouch ran\n")
    with (here / ".git" / "config").open("a") as file:
        file.write("[core]\n\tfsmonitor = ./git\n\tpager = ./less\n\thooksPath = .\n[diff]\n\texternal = ./git\n")


PROGRAM = ("-P", "-m", "alignmentcard")
COMMANDS = {
    "check": ["check", "."],
    "check in several processes": ["check", ".", "--jobs", "2"],
    "check --data": ["check", ".", "--data", "."],
    "check --fix": ["check", ".", "--fix", "--unsafe-fixes"],
    "measure": ["measure", "own.card.yaml"],
    "measure what lies elsewhere": ["measure", "all.card.yaml"],
    "evaluate": ["evaluate", "own.card.yaml", "--system", "s=own.csv", "--replicates", "0"],
    "import": ["import", "README.md"],
    "import table": ["import", "own.csv"],
    "render": ["render", "all.card.yaml", "-o", "out.html"],
    "export": ["export", "all.card.yaml", "--to", "croissant"],
}
WITH_GIT = {
    "check --since": ["check", "own.card.yaml", "--since", "HEAD"],
    "diff": ["diff", "HEAD:own.card.yaml", "own.card.yaml"],
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_command_opens_and_starts_nothing_else(arguments: list[str], here: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    done, noted = traced([*PROGRAM, *arguments], here, tmp_path)
    assert (noted, "Traceback" in done.stderr, (here / "ran").exists()) == ([], False, False)
    assert "secret-word" not in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", WITH_GIT.values(), ids=WITH_GIT)
def test_git_opens_and_starts_nothing_else(arguments: list[str], here: Path, tmp_path: Path) -> None:
    done, noted = traced([*PROGRAM, *arguments], here, tmp_path, programs=("git",), files=USERS)
    assert (noted, "Traceback" in done.stderr, (here / "ran").exists()) == ([], False, False)


def test_portal_opens_and_starts_nothing_else(here: Path, tmp_path: Path) -> None:
    pytest.importorskip("material", reason="building needs the extra portal")
    source = source_in(here)
    for path in here.glob("*.card.yaml"):
        shutil.copy(path, source / "cards" / path.name, follow_symlinks=False)
    (source / "cards" / "linked.card.yaml").unlink()
    (source / "cards" / "linked.card.yaml").symlink_to("../../../secret.card.yaml")
    build = [*PROGRAM, "site", "build", "small", "-o", "out"]
    done, noted = traced(build, here, tmp_path, programs=("git",), files=USERS)  # git says when cards changed
    assert (done.returncode in (0, 1), noted, (here / "ran").exists()) == (True, [], False)
    assert "leads out of" in done.stderr


def traced(
    arguments: list[str], here: Path, home: Path, programs: tuple[str, ...] = (), files: tuple[str, ...] = ()
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run Python; return what came of it, and what any of its processes opened or started that it must not."""
    log, own = home / "log", home / "own"
    own.mkdir(exist_ok=True)
    done = subprocess.run(
        ["strace", "-f", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log), sys.executable, *arguments],
        cwd=here, capture_output=True, text=True, timeout=600, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(own), "XDG_CACHE_HOME": str(own), "TMPDIR": str(own),
             "PYTHONDONTWRITEBYTECODE": "1", "PATH": f".::{os.environ['PATH']}"},
    )  # fmt: skip
    ours = [str(ROOT / name) for name in ("alignmentcard", "schema", "templates", "site", "languages")]
    places = (str(here), str(own), *ours, *map(os.path.realpath, (sys.prefix, sys.base_prefix, sys.exec_prefix)))
    lines = log.read_text(errors="replace").splitlines()
    return done, [said for line in lines if (said := _odd(line, places, programs, (*files, *LISTED)))]


def _odd(line: str, places: tuple[str, ...], programs: tuple[str, ...], files: tuple[str, ...]) -> str:
    """Return what a call did that it must not; empty where it may."""
    if NETWORK.search(line):
        return line[:200]
    started, opened = STARTED.search(line), OPENED.search(line)
    if started:
        path = os.path.realpath(started["path"])
        allowed = [os.path.realpath(shutil.which(name) or name) for name in (sys.executable, *programs)]
        inside_git = bool(programs) and "/git-core/" in started["path"]
        return "" if path in allowed or inside_git else f"started {path}"
    if not opened:
        return ""
    path = opened["path"].removesuffix(" (deleted)")
    fine = path.startswith(SYSTEM) or path in files or path.removeprefix("/etc/") in SETTINGS or path == "/"
    return "" if fine or any(path == one or path.startswith(f"{one}/") for one in places) else f"opened {path}"


DEEDS = {
    "open a file": ("open('../secret.csv')", "opened"),
    "open a link": ("open('link.csv')", "opened"),
    "list a folder": ("__import__('os').listdir('..')", "opened"),
    "start a program": ("__import__('subprocess').run(['./git'])", "started"),
    "open a file in another process": ("__import__('subprocess').run(['cat', '../secret.csv'])", "started"),
    "open a connection": ("__import__('socket').socket().connect_ex(('127.0.0.1', 9))", ""),
    "read with an engine": ("__import__('duckdb').sql(\"SELECT * FROM '../secret.csv'\").fetchall()", "opened"),
}


@pytest.mark.parametrize(("deed", "said"), DEEDS.values(), ids=DEEDS)
def test_trace_notes(deed: str, said: str, here: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    _, noted = traced(["-P", "-c", deed], here, tmp_path)
    assert noted
    assert any(one.startswith(said) for one in noted)
