"""Ways to publish a portal, each run as far as this machine can: workflows, nginx, a bucket, a container."""

import http.server
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from alignmentcard.cli import group
from alignmentcard.portal.start import start

BELOW = "a/b"
HEX = re.compile(r"[0-9a-f]{40}")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def run(line: str, folder: Path, **variables: str) -> str:
    """Run a line as a workflow would, with the program as the command `alignmentcard`."""
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    script = programs / "alignmentcard"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m alignmentcard "$@"\n')
    script.chmod(0o755)
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", **variables}
    done = subprocess.run(["sh", "-euc", line], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a portal and build it."""
    folder = tmp_path_factory.mktemp("deploy") / "portal"
    start(folder, "Ours", f"https://example.org/{BELOW}/")
    run("alignmentcard site build . -o build", folder)
    return folder


def test_the_workflow_names_versions_by_their_digests_and_gives_no_more_rights_than_it_needs(starter):
    workflow = yaml.safe_load((starter / ".github" / "workflows" / "portal.yml").read_text())
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == 4
    assert all(HEX.fullmatch(one.partition("@")[2]) for one in used)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "permissions" not in workflow["jobs"]["build"]


def test_what_the_workflow_runs_makes_the_folder_that_it_publishes(starter):
    steps = yaml.safe_load((starter / ".github" / "workflows" / "portal.yml").read_text())["jobs"]["build"]["steps"]
    lines = [step["run"] for step in steps if "run" in step]
    assert lines[0].startswith("pip install 'alignmentcard[portal]==")
    shutil.rmtree(starter / "build")
    for line in lines[1:]:
        run(line, starter)
    assert (starter / steps[-1]["with"]["path"] / "index.html").is_file()


def lines_of(starter: Path) -> list[str]:
    """Return every line with which a recipe calls the program."""
    texts = (starter / name for name in (".gitlab-ci.yml", "deploy/Containerfile", ".github/workflows/portal.yml"))
    return [line for text in texts for line in re.findall(r"\balignmentcard .*", text.read_text("utf-8"))]


def test_recipes_call_the_program_as_it_is_called(starter):
    lines = lines_of(starter)
    assert len(lines) >= 5
    for line in lines:
        name, *given = shlex.split(line)[1:]
        command = group.get_command(click.Context(group), name)
        while isinstance(command, click.Group):
            command, given = command.get_command(click.Context(command), given[0]), given[1:]
        command.make_context(name, given)


@pytest.mark.nightly
def test_gitlab_checks_and_publishes_the_folder_that_it_builds(starter):
    told = yaml.safe_load((starter / ".gitlab-ci.yml").read_text())
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-\S+", told["default"]["image"])
    for job in ("check", "pages"):
        for line in told[job]["script"]:
            if line.startswith("alignmentcard"):
                run(line, starter)
    assert told["pages"]["artifacts"]["paths"] == ["public"]
    assert (starter / "public" / "index.html").is_file()
    shutil.rmtree(starter / "public")


@pytest.mark.nightly
def test_the_container_copies_what_there_is_and_runs_what_works(starter, tmp_path):
    """Carry out the steps without an engine: images are named by version, sources exist, commands succeed."""
    text = (starter / "deploy" / "Containerfile").read_text().replace("/srv/portal", str(tmp_path / "srv"))
    steps = [line.partition(" ")[::2] for line in text.splitlines() if line and not line.startswith("#")]
    assert [name for name, _ in steps if name not in ("FROM", "RUN", "COPY", "WORKDIR")] == []
    images = [rest.split()[0] for name, rest in steps if name == "FROM"]
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+-\S+", one) for one in images)
    for name, rest in steps:
        if name == "RUN" and rest.startswith("alignmentcard"):
            run(rest, starter)
        elif name == "COPY" and not rest.startswith("--from"):
            assert (starter / rest.split()[0]).exists()
        elif name == "COPY":
            assert (tmp_path / "srv" / "index.html").is_file()


class Bucket(http.server.SimpleHTTPRequestHandler):
    """Answers as the website of a bucket: keys, index documents below a slash, and an error document."""

    files: dict[str, bytes]
    error: str

    def do_GET(self):
        key = self.path.partition("?")[0].lstrip("/")
        found = f"{key}index.html" if not key or key.endswith("/") else key
        if found not in self.files and f"{found}/index.html" in self.files:
            self.send_response(302)
            self.send_header("Location", f"/{found}/")
            self.end_headers()
            return
        self.send_response(200 if found in self.files else 404)
        self.send_header("Content-Type", "text/html" if found.endswith((".html", "/")) else "application/octet-stream")
        self.end_headers()
        self.wfile.write(self.files.get(found, self.files[self.error]))

    def log_message(self, *_):
        pass


FAKE_AWS = '#!/bin/sh\nprintf "%s\\n" "$*" >> "$LOG"\n'


def test_a_bucket_serves_every_page_and_the_page_of_what_is_not_there(starter, tmp_path):
    programs = starter.parent / "programs"
    (programs / "aws").write_text(FAKE_AWS)
    (programs / "aws").chmod(0o755)
    run("sh deploy/s3.sh our-bucket", starter, LOG=str(tmp_path / "log"))
    calls = [line.split() for line in (tmp_path / "log").read_text().splitlines()]
    copied = [call for call in calls if call[:2] == ["s3", "sync"]]
    assert {call[3] for call in copied} == {f"s3://our-bucket/{BELOW}/"}
    website = next(call for call in calls if call[:2] == ["s3", "website"])
    assert website[website.index("--index-document") + 1] == "index.html"
    build = starter / copied[0][2]
    files = {f"{BELOW}/{p.relative_to(build).as_posix()}": p.read_bytes() for p in build.rglob("*") if p.is_file()}
    handler = type("Ours", (Bucket,), {"files": files, "error": website[website.index("--error-document") + 1]})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        reads_like_a_portal(f"http://127.0.0.1:{server.server_port}", files)
    finally:
        server.shutdown()
        server.server_close()


def get(address: str) -> tuple[int, str, dict[str, str]]:
    """Return status, text and headers; of an error too."""
    try:
        answer = urllib.request.urlopen(address, timeout=240)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return answer.status, answer.read().decode("utf-8", "replace"), headers


def reads_like_a_portal(top: str, files: dict[str, bytes]) -> None:
    """Every page answers at its folder, with and without the slash, and what is not there has its own page."""
    for name in [one for one in files if one.endswith("/index.html")]:
        status, text, _ = get(f"{top}/{name.removesuffix('index.html')}")
        assert (status, text) == (200, files[name].decode()), name
    status, text, _ = get(f"{top}/{BELOW}/catalogue")
    assert (status, text) == (200, files[f"{BELOW}/catalogue/index.html"].decode())
    status, text, _ = get(f"{top}/{BELOW}/nothing/here")
    assert status == 404
    assert f'href="/{BELOW}/assets/portal.css"' in text


@pytest.fixture
def nginx(starter: Path, tmp_path: Path) -> Iterator[str]:
    """Start nginx with the configuration of the starter; yields its address."""
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs nginx")
        pytest.skip("needs nginx")
    port = free_port()
    server = (starter / "deploy" / "nginx.conf").read_text()
    changed = {"listen 80;": f"listen 127.0.0.1:{port};", "/srv/portal/": f"{starter / 'build'}/"}
    changed["/etc/nginx/mime.types"] = str(tmp_path / "mime.types")
    for old, new in changed.items():
        assert server.count(old) == 1
        server = server.replace(old, new)
    (tmp_path / "mime.types").write_text(
        "types { text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; }"
    )
    places = "".join(
        f"{kind}_temp_path {tmp_path / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    owner = "user root;" if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(
        f"{owner} daemon off; pid {tmp_path / 'pid'}; error_log {tmp_path / 'error.log'};"
        f"events {{}} http {{ access_log off; {places} {server} }}"
    )
    command = [NGINX, "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(tmp_path / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("nginx does not answer")


def test_nginx_serves_every_page_below_its_path_with_its_headers(nginx, starter):
    build = starter / "build"
    files = {f"{BELOW}/{p.relative_to(build).as_posix()}": p.read_bytes() for p in build.rglob("*") if p.is_file()}
    reads_like_a_portal(nginx, files)
    card = f"{nginx}/{BELOW}/cards/example-how-rude"
    for address in (f"{card}/", f"{card}/card.yaml", f"{nginx}/{BELOW}/nothing"):
        headers = get(address)[2]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert get(f"{card}/card.yaml")[2]["content-type"] == "text/yaml; charset=utf-8"
    assert get(f"{nginx}/{BELOW}/catalog.jsonld")[2]["content-type"].startswith("application/ld+json")
    assert get(f"{nginx}/{BELOW}/.alignmentcard-portal")[0] == 404


def test_nginx_leads_on_without_naming_a_host(nginx):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.build_opener(Stay).open(f"{nginx}/{BELOW}/catalogue", timeout=240)
    with told.value:
        assert (told.value.code, told.value.headers["Location"]) == (301, f"/{BELOW}/catalogue/")


def test_a_portal_at_the_top_of_a_host_has_recipes_for_that(tmp_path):
    start(tmp_path / "top", "Ours", "https://example.org/")
    conf = (tmp_path / "top" / "deploy" / "nginx.conf").read_text()
    assert "location / {" in conf
    assert "error_page 404 /404.html;" in conf
    assert "below=\n" in (tmp_path / "top" / "deploy" / "s3.sh").read_text()
