"""Every command under guard: with hostile cards, none opens a connection, another program or a file elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest
from small_portal import source_in

from alignmentcard.cli import group
from alignmentcard.convert.exports import FORMATS as EXPORTS
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.rules.example import whole_card

ROOT = Path(__file__).parent.parent
SECRET = "item,rater,label\nsecret-word,a,1\nsecret-word,b,0\n"
OWN = "item,rater,label\n1,a,1\n1,b,0\n2,a,1\n2,b,1\n"
PATHS = {
    "two dots": "../secret.csv",
    "absolute": "/etc/passwd",
    "link": "link.csv",
    "folder that is a link": "linked",
    "address of a file": "file:///etc/passwd",
    "address": "http://127.0.0.1:9/secret.csv",
    "object store": "s3://bucket/*.parquet",
    "share": "\\\\\\\\server\\\\share\\\\secret.csv",
    "function": "read_csv('../secret.csv')",
    "pattern": "../*.csv",
    "template": "{{ ''.__class__ }}/../secret.csv",
}
WORDS = "{{ cycler.__init__.__globals__.os.system('touch ran') }} $(touch ran) `touch ran` <script src=//x.y></script>"


LINKS = {
    "linked.card.yaml": "../secret.card.yaml",
    "further/README.md": "../../README.md",
    "further/.gitignore": "../../secret.csv",
    "all.measured.json": "../secret.csv",
    "earlier/all-0.1.0.card.yaml": "../../secret.card.yaml",
}


def card(*paths: str) -> str:
    """Write a sound card that names files with ratings, and says hostile things everywhere else."""
    text = whole_card(
        "release:\n  level: individual\n  rater_ids: pseudonymous\n  access: open\n  files:\n"
        + "".join(
            f'    - {{path: "{path}", url: "file:///etc/passwd", holds: ratings, '
            "columns: {item: item, rater: rater, value: label}}\n"
            for path in paths
        )
    )
    hostile = text.replace("  title: ", f'  title: "{WORDS}"\n  links: {{homepage: "file:///etc/passwd"}}  #', 1)
    assert load(parse(hostile)).card is not None
    return hostile


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with hostile cards and other texts, and a secret beside it."""
    home = tmp_path_factory.mktemp("guarded")
    here = home / "here"
    here.mkdir()
    (home / "secrets").mkdir()
    for path in (home / "secret.csv", home / "secrets" / "secret.csv"):
        path.write_text(SECRET)
    (here / "own.csv").write_text(OWN)
    (here / "link.csv").symlink_to("../secret.csv")
    (here / "linked").symlink_to("../secrets")
    for name, path in PATHS.items():
        (here / f"{name.replace(' ', '-')}.card.yaml").write_text(card(path))
    (here / "all.card.yaml").write_text(card(*PATHS.values()))
    (here / "own.card.yaml").write_text(card("own.csv"))
    secret = whole_card("").replace("Sort of Safe", "secret-word")
    (home / "secret.card.yaml").write_text(secret)
    (home / "README.md").write_text("---\nalignmentcard:\n" + indent(secret, "  ") + "---\n# secret-word\n")
    (here / "earlier").mkdir()
    (here / "further").mkdir()
    for link, target in LINKS.items():
        (here / link).symlink_to(target)
    (here / "README.md").write_text(f"---\nlicense: ../secret.csv\nurl: file:///etc/passwd\n---\n# {WORDS}\n")
    (here / "croissant.json").write_text('{"@type": "sc:Dataset", "name": "x", "distribution": [{"contentUrl": '
                                         '"file:///etc/passwd"}], "sameAs": "http://127.0.0.1:9/"}')  # fmt: skip
    return here


COMMANDS = {
    "check": ["check", "."],
    "check --jobs": ["check", ".", "--jobs", "2", "--no-cache"],
    "check --data": ["check", ".", "--data", "."],
    "check --fix": ["check", ".", "--fix", "--unsafe-fixes"],
    "diff": ["diff", "all.card.yaml", "own.card.yaml"],
    "fmt": ["fmt", "."],
    "import": ["import", "README.md"],
    "import croissant": ["import", "croissant.json"],
    "import table": ["import", "own.csv"],
    "migrate": ["migrate", "--write", "."],
    "render": ["render", "all.card.yaml", "-o", "out.html"],
    "report": ["report", "."],
    "show": ["show", "all.card.yaml"],
    "evaluate": ["evaluate", "own.card.yaml", "--system", "s=own.csv", "--replicates", "0"],
    **{f"export {name}": ["export", "all.card.yaml", "--to", name] for name in EXPORTS},
    **{f"measure {name}": ["measure", f"{name.replace(' ', '-')}.card.yaml"] for name in (*PATHS, "all", "own")},
    "review": ["review", "all.card.yaml", "--data", ".", "--by", "Somebody Else"],
}


@pytest.mark.sampled(19)
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_command_stays_in_its_folder(arguments: list[str], folder: Path, tmp_path: Path) -> None:
    here = shutil.copytree(folder.parent, tmp_path / "all", symlinks=True) / "here"
    done, noted = guarded([*PROGRAM, *arguments], here, tmp_path)
    assert (noted, "Traceback" in done.stderr) == ("", False)
    assert "secret-word" not in done.stdout + done.stderr
    assert "root:" not in done.stdout + done.stderr
    assert not (here / "ran").exists()


PROGRAM = ("-m", "alignmentcard")


def guarded(arguments: list[str], here: Path, home: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run Python; return what came of it, and what it did that it must not."""
    log, own = home / "log", home / "home"
    own.mkdir(exist_ok=True)
    log.touch()
    ours = (ROOT / name for name in ("alignmentcard", "schema", "templates", "languages", "site", "tests/guard"))
    places = os.pathsep.join(map(str, (here, own, *ours)))
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=here, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "tests" / "guard"), str(ROOT))), "HOME": str(own),
             "XDG_CACHE_HOME": str(own), "TMPDIR": str(own), "GUARD_LOG": str(log), "GUARD_PLACES": places,
             "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return done, log.read_text()


# What somebody could make a program do, and what the guard notes.
DEEDS: dict[str, tuple[str, str]] = {
    "open a file": ("open('../secret.csv')", "open"),
    "open a link": ("open('link.csv')", "open"),
    "list a folder": ("__import__('os').listdir('..')", "os.listdir"),
    "start a program": ("__import__('subprocess').run(['true'])", "subprocess.Popen"),
    "start a shell": ("__import__('os').system('true')", "os.system"),
    "ask for an address": ("__import__('socket').getaddrinfo('127.0.0.1', 9)", "socket.getaddrinfo"),
    "open a connection": ("__import__('socket').socket().connect_ex(('127.0.0.1', 9))", "socket.connect"),
}


@pytest.mark.parametrize(("deed", "event"), DEEDS.values(), ids=DEEDS)
def test_guard_notes(deed: str, event: str, folder: Path, tmp_path: Path) -> None:
    _, noted = guarded(["-c", deed], folder, tmp_path)
    assert noted.startswith(f"{event} ")


def test_portal_of_hostile_cards_stays_in_its_folder(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("material", reason="building needs the extra portal")
    source = source_in(tmp_path)
    shutil.copytree(folder.parent, tmp_path / "all", symlinks=True)
    (source / "cards").rename(tmp_path / "others")
    (tmp_path / "all" / "here").rename(source / "cards")
    (tmp_path / "all").rename(source / "all")
    for path in (source / "all").iterdir():
        path.rename(source / path.name)
    done, noted = guarded([*PROGRAM, "site", "build", "small", "-o", "out"], tmp_path, tmp_path)
    assert (done.returncode, noted) in ((0, ""), (1, ""))
    assert "linked.card.yaml is a link that leads out of" in done.stderr
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "out" / "cards").rglob("*.html"))
    assert "touch ran" in pages
    assert "<script src=//x.y>" not in pages
    assert not [
        path for path in (tmp_path / "out").rglob("*") if path.is_file() and b"secret-word" in path.read_bytes()
    ]
    assert not (tmp_path / "ran").exists()


def test_link_that_leads_out_of_the_folder_is_told(folder: Path, tmp_path: Path) -> None:
    done, _ = guarded([*PROGRAM, "check", "."], folder, tmp_path)
    assert "linked.card.yaml is a link that leads out of ., and was left out. Put the file itself" in done.stderr
    assert "all.measured.json is a link that leads out of the folder of the card." in done.stdout


def test_link_that_leads_out_of_the_folder_is_read_where_it_is_named(folder: Path) -> None:
    done = subprocess.run([sys.executable, *PROGRAM, "show", "linked.card.yaml"], cwd=folder, capture_output=True,
                          text=True, timeout=240, check=False)  # fmt: skip
    assert "secret-word" in done.stdout


SETTINGS = "SELECT name, value FROM duckdb_settings() WHERE name IN ({})"
SEALED = {"enable_external_access": "false", "lock_configuration": "true"}


@pytest.mark.parametrize("arguments", [["measure", "own.card.yaml"], ["import", "own.csv"]], ids=["measure", "import"])
def test_engine_is_sealed_where_a_command_uses_it(
    arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    from alignmentcard.measurement.engine.engines import DuckDB

    seen: list[dict[str, str]] = []
    close = DuckDB.close

    def closing(engine: DuckDB) -> None:
        names = ", ".join(f"'{name}'" for name in (*SEALED, "allowed_paths", "allowed_directories"))
        seen.append({row["name"]: row["value"] for row in engine.query(SETTINGS.format(names)).to_pylist()})
        close(engine)

    monkeypatch.setattr(DuckDB, "close", closing)
    monkeypatch.chdir(folder)
    group.main(arguments, standalone_mode=False)
    assert seen
    for settings in seen:
        assert {name: settings[name] for name in SEALED} == SEALED
        assert settings["allowed_paths"].strip("[]").rpartition("/")[2] == "own.csv"
        assert settings["allowed_directories"].count("alignmentcard-") == 1
