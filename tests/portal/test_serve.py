"""A portal for its authors: pages that reload, news of builds, and what the terminal says."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from many_cards import can_be_stopped

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.serve.preview import Handler, News, Web, server
from alignmentcard.portal.serve.watch import interrupted, path_of, watched
from alignmentcard.portal.start import start

PAGE = "<html><head><title>A</title></head><body>a</body></html>"


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
def address(tmp_path: Path, news: News) -> Iterator[str]:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "index.html").write_text(PAGE)
    (tmp_path / "card.json").write_text("{}")
    (tmp_path / "404.html").write_text(PAGE.replace("body>a", "body>nothing here"))
    with server(tmp_path, 0, "/a/b/", news) as found:
        yield found


def get(address: str, path: str, host: str | None = None) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection(address.split("/")[2], timeout=200)  # news may be waited for
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return found


def test_a_page_gets_the_script_that_reloads_it_and_a_file_stays_as_it_is(address):
    status, html, headers = get(address, "/a/b/cards/")
    assert (status, headers["Cache-Control"]) == (200, "no-cache")
    assert '<script src="/a/b/.alignmentcard/reload.js?version=0" defer></script></head>' in html
    assert get(address, "/a/b/card.json")[1] == "{}"
    assert "fetch(" in get(address, "/a/b/.alignmentcard/reload.js")[1]


@pytest.mark.parametrize(
    ("path", "status", "where"),
    [("/", 302, "/a/b/"), ("/other", 302, "/a/b/"), ("/a/b/cards", 301, "/a/b/cards/"), ("/a/b/none/", 404, None)],
)
def test_addresses_lead_where_they_will_lead_on_the_host(address, path, status, where):
    found, _, headers = get(address, path)
    assert (found, headers.get("Location")) == (status, where)


def test_what_is_not_there_has_the_page_of_the_portal_for_that(address):
    assert "nothing here" in get(address, "/a/b/none/")[1]


@pytest.mark.parametrize("path", ["/a/b/../../../etc/passwd", "/a/b/%2e%2e/%2e%2e/etc/passwd", "/a/b//etc/passwd"])
def test_nothing_outside_of_the_portal_is_shown(address, path):
    assert get(address, path)[0] == 404


def test_other_machines_and_names_that_lead_here_are_refused(address):
    assert get(address, "/a/b/cards/", host="evil.example")[0] == 403


def test_a_page_waits_for_the_next_build(address, news):
    answers: list[dict[str, object]] = []
    asking = Thread(target=lambda: answers.append(json.loads(get(address, "/a/b/.alignmentcard/wait?version=0")[1])))
    asking.start()
    news.begin()
    news.end("It is broken.")
    asking.join(10)
    assert answers == [{"version": 1, "error": "It is broken."}]
    assert json.loads(get(address, "/a/b/.alignmentcard/wait?version=0")[1])["version"] == 1


@pytest.mark.parametrize(("error", "told"), [(BrokenPipeError, False), (ConnectionResetError, False), (KeyError, True)])
def test_a_page_that_was_closed_while_it_waited_is_not_told_but_faults_are(capfd, error, told):
    web = Web(("127.0.0.1", 0), Handler, bind_and_activate=False)
    try:
        raise error
    except error:
        web.handle_error(None, ("127.0.0.1", 1))
    finally:
        web.server_close()
    assert (error.__name__ in capfd.readouterr().err) == told


def test_a_port_that_is_taken_is_told(address, news, tmp_path):
    port = int(address.split(":")[2].split("/")[0])
    told = pytest.raises(AlignmentCardError, match=f"port {port}: .*Choose another one with --port")
    with told, server(tmp_path, port, "/", news):
        pass


@pytest.mark.parametrize(
    ("line", "path"),
    [("site_url: https://example.org/a/b", "/a/b/"), ('site_url: "https://example.org"  # ours', "/"), ("", "/")],
)
def test_the_portal_is_shown_below_the_path_that_it_will_have(tmp_path, line, path):
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\n{line}\n")
    assert path_of(tmp_path) == path


def test_changes_of_sources_are_seen_and_those_of_results_are_not(tmp_path):
    for name in ("cards", "build", ".build-cache"):
        (tmp_path / name).mkdir()
    with watched(tmp_path, tmp_path / "build") as changed:
        for name in ("build", ".build-cache"):
            (tmp_path / name / "a.html").write_text("a")
        assert not changed.wait(0.5)
        (tmp_path / "cards" / "a.card.yaml").write_text("a")
        assert changed.wait(200)


@pytest.mark.slow
def test_from_an_edit_to_the_page_and_to_the_end(tmp_path):
    source = tmp_path / "ours"
    start(source, "Ours")
    card, config = source / "cards" / "example.card.yaml", source / "mkdocs.yml"
    command = [sys.executable, "-m", "alignmentcard", "site", "serve", str(source), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=can_be_stopped) as running:
        try:
            assert running.stderr.readline().startswith("Built in ")
            address = running.stderr.readline().split()[1]

            def news(version: int, wanted: Callable[[str], bool]) -> int:
                """Wait for a build that went as wanted: what is written at once may be seen as several changes."""
                while True:
                    told = json.loads(get(address, f"/.alignmentcard/wait?version={version}")[1])
                    version = told["version"]
                    if wanted(told["error"]):
                        return version

            def page() -> str:
                return get(address, "/cards/example-how-rude/")[1]

            card.write_text(card.read_text("utf-8").replace("How Rude", "How Polite").replace("pt-BR", "xx-nonsense"))
            version = news(1, lambda error: not error and "How Polite" in page())
            assert 'class="ac-remark ac-' in page()
            config.write_text(config.read_text("utf-8") + "\nplugins: [nonsense]\n")
            news(version, lambda error: "nonsense" in error)
            assert "How Polite" in page()
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=240)
        finally:
            running.kill()
    assert running.returncode == 0
    assert "MkDocs could not build the prose of the portal" in said
    assert said.rstrip().endswith("Stopped.")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_somebody_who_stops_it_is_heard_also_where_the_exception_is_lost():
    class Lost:
        def __del__(self):
            signal.raise_signal(signal.SIGINT)

    with interrupted() as stop:
        kept = Lost()
        del kept
        assert stop == [signal.SIGINT]
