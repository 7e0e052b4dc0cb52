"""Second opinions: whoever judges, whatever goes wrong on the way."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

import alignkit as ak
from alignkit.cli.main import tree

PAIRS = [("他没有来。", "He came."), ("他养了一只狗。", "He keeps a dog.")]
GOOD = {"marks": [{"side": "target", "quote": "came", "kind": "denial", "probability": 0.9}]}


def answer(said: str, **more: Any) -> bytes:
    """Return an answer of the chat protocol."""
    choice = {"message": {"role": "assistant", "content": said}, "finish_reason": "stop", **more}
    return json.dumps({"choices": [choice], "usage": {"total_tokens": 7}}).encode()


@contextmanager
def served(*replies: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve replies in turn, the last one again and again; yield the address and what was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = replies[min(len(asked), len(replies) - 1)]
            asked.append({"body": json.loads(body), "headers": dict(self.headers)})
            status, headers, said = reply if isinstance(reply, tuple) else (200, {}, reply)
            if callable(said):
                said = said()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_embedded_network_is_the_default() -> None:
    """It marks both sides of the denial that was lost, and leaves the right pair alone."""
    opinion = ak.judge(PAIRS)
    assert {remark.side for remark in opinion.remarks[0]} == {"source", "target"}
    assert opinion.remarks[1] == ()


def test_any_callable_judges_and_only_what_stands_in_the_pair_counts() -> None:
    """A span beyond the text is left out and counted."""

    def wild(pairs: Any) -> Any:
        return [[ak.Remark("target", 0, 2), ak.Remark("target", 0, 99)] for _ in pairs]

    opinion = ak.judge(PAIRS, by=wild)
    assert [len(remarks) for remarks in opinion.remarks] == [1, 1]
    assert opinion.counts == {"unplaced": 2}
    with pytest.raises(ak.AlignkitError, match="0 of 2"):
        ak.judge(PAIRS, by=lambda pairs: [])


def test_a_server_is_asked_once_a_text_and_model(tmp_path: Path) -> None:
    """Its answers are kept in a file, by text and model; tokens are counted."""
    with served(answer(f"```json\n{json.dumps(GOOD)}\n```"), answer('{"marks": []}')) as (
        url,
        asked,
    ):
        first = ak.judge(PAIRS, by=ak.Remote(url, "m", cache=tmp_path / "a" / "kept.sqlite"))
        again = ak.judge(PAIRS, by=ak.Remote(url, "m", cache=tmp_path / "a" / "kept.sqlite"))
        assert len(asked) == 2
        ak.judge(PAIRS[:1], by=ak.Remote(url, "other", cache=tmp_path / "a" / "kept.sqlite"))
        assert len(asked) == 3
    assert first.quote(0, first.remarks[0][0]) == "came"
    assert again.remarks == first.remarks
    assert (first.tokens, again.tokens) == (14, 0)
    assert again.counts == {"cached": 2}


def test_a_quote_that_stands_nowhere_counts_not() -> None:
    """A server that invents words is not believed."""
    said = {"marks": [{"side": "target", "quote": "went"}, {"side": "middle", "quote": "He"}, 3]}
    with served(answer(json.dumps(said))) as (url, _):
        opinion = ak.judge(PAIRS[:1], by=ak.Remote(url))
    assert opinion.remarks == ((),)
    assert opinion.counts == {"answered": 1, "unplaced": 3}


@pytest.mark.parametrize(
    ("reply", "counted"),
    [
        (answer("I cannot help with that."), {"answered": 1, "malformed": 1}),
        (answer('{"marks": 3}'), {"answered": 1, "malformed": 1}),
        (answer("", finish_reason="content_filter"), {"refused": 1}),
        (b"<html>", {"malformed": 1}),
        (b'{"choices": []}', {"malformed": 1}),
        (b"x" * (1 << 20) + b"xx", {"malformed": 1}),
    ],
)
def test_what_is_no_answer_is_counted(reply: bytes, counted: dict[str, int]) -> None:
    """And marks nothing."""
    with served(reply) as (url, _):
        opinion = ak.judge(PAIRS[:1], by=ak.Remote(url))
    assert opinion.remarks == ((),)
    assert opinion.counts == counted


def test_a_limit_is_waited_out() -> None:
    """As long as the server says, and asked again."""
    waited: list[float] = []
    with served((429, {"Retry-After": "3"}, b""), answer(json.dumps(GOOD))) as (url, asked):
        opinion = ak.judge(PAIRS[:1], by=ak.Remote(url, wait=waited.append))
    assert (waited, len(asked)) == ([3.0], 2)
    assert opinion.counts == {"answered": 1, "limited": 1}


def test_a_late_answer_is_none() -> None:
    """The pair stays without remarks; the run goes on."""

    def late() -> bytes:
        time.sleep(0.5)
        return answer(json.dumps(GOOD))

    with served((200, {}, late)) as (url, _):
        opinion = ak.judge(PAIRS[:1], by=ak.Remote(url, timeout=0.1))
    assert opinion.counts == {"late": 1}


def test_the_key_goes_in_the_header_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read from the environment, and never sent unencrypted to another machine."""
    monkeypatch.setenv("ALIGNKIT_JUDGE_KEY", "secret")
    with served(answer('{"marks": []}')) as (url, asked):
        ak.judge(PAIRS[:1], by=ak.Remote(url))
    assert asked[0]["headers"]["Authorization"] == "Bearer secret"
    assert "secret" not in json.dumps(asked[0]["body"])
    with pytest.raises(ak.OptionError, match="https"):
        ak.Remote("http://example.org/v1")
    with pytest.raises(ak.OptionError, match="no address"):
        ak.Remote("ftp://example.org")


def test_nothing_follows_a_server_elsewhere() -> None:
    """A redirect is an error that says so."""
    elsewhere = 302, {"Location": "http://127.0.0.1:9/"}, b""
    with served(elsewhere) as (url, _), pytest.raises(ak.InputError, match="302"):
        ak.judge(PAIRS[:1], by=ak.Remote(url))


def test_a_server_that_is_not_there_is_told_in_a_line() -> None:
    """With the way out."""
    with served(b"") as (url, _):
        pass
    with pytest.raises(ak.InputError, match="no server answers"):
        ak.judge(PAIRS[:1], by=ak.Remote(url))


def test_the_command_says_that_texts_leave(tmp_path: Path) -> None:
    """On standard error, also when quiet; without --judge nothing leaves."""
    table = tmp_path / "pairs.tsv"
    table.write_text("\n".join("\t".join(pair) for pair in PAIRS), encoding="utf-8")
    with served(answer(json.dumps(GOOD))) as (url, _):
        result = CliRunner().invoke(tree, ["judge", str(table), "--judge", url, "-q"])
    assert result.exit_code == 0, result.output
    assert "go to http://127.0.0.1" in result.stderr
    assert "“came”" in result.stdout
    result = CliRunner().invoke(tree, ["judge", str(table), "--format", "json"])
    assert not result.stderr
    assert json.loads(result.stdout)["marks"]


def test_no_settings_file_names_an_address(tmp_path: Path) -> None:
    """A settings file that comes with somebody's texts sends them nowhere."""
    from alignkit.config import load_settings

    path = tmp_path / "alignkit.toml"
    path.write_text('judge = "http://example.org"\n', encoding="utf-8")
    with pytest.raises(ak.AlignkitError, match="judge"):
        load_settings(path)


def _table(folder: Path) -> str:
    path = folder / "pairs.tsv"
    path.write_text("\n".join("\t".join(pair) for pair in PAIRS), encoding="utf-8")
    return str(path)


def test_a_check_asks_a_server_and_reports_what_it_calls_wrong(tmp_path: Path) -> None:
    """As findings of MIS006 beside all others, with what was sent and what it cost told."""
    with served(answer(json.dumps(GOOD)), answer('{"marks": []}')) as (url, asked):
        # MIS001 sees the lost denial by itself, and a judge's word yields to it.
        told = ["--format", "json", "--exit-zero", "--ignore", "MIS001"]
        result = CliRunner().invoke(tree, ["check", _table(tmp_path), "--judge", url, *told])
    assert result.exit_code == 0, result.output
    assert len(asked) == 2
    assert "go to http://127.0.0.1" in result.stderr
    assert "2 answered; 14 tokens" in result.stderr
    found = [f for f in json.loads(result.stdout)["findings"] if f["rule"] == "MIS006"]
    assert [(f["bead"], f["values"]["quote"], f["severity"]) for f in found] == [
        (0, "came", "warning")
    ]


def test_a_check_sends_nothing_unasked(tmp_path: Path) -> None:
    """And whoever ignores the judge's rule asks nobody."""
    with served(answer(json.dumps(GOOD))) as (url, asked):
        CliRunner().invoke(tree, ["check", _table(tmp_path)])
        CliRunner().invoke(
            tree, ["check", _table(tmp_path), "--judge", url, "--ignore", "MIS006", "-q"]
        )
    assert asked == []


def test_a_server_that_is_not_there_ends_a_check_in_a_line(tmp_path: Path) -> None:
    """An error, and no report that looks like a clean one."""
    with served(b"") as (url, _):
        pass
    result = CliRunner().invoke(tree, ["check", _table(tmp_path), "--judge", url])
    assert isinstance(result.exception, ak.InputError)
    assert "no server answers" in str(result.exception)
    assert not result.stdout


def test_a_callable_judges_within_a_check() -> None:
    """A minor remark is a note, one that stands nowhere counts not, the selection is kept."""

    def mine(pairs: Any) -> Any:
        remark = ak.Remark("target", 0, 2, "style", "minor", 0.4)
        return [[remark, ak.Remark("source", 0, 99)] for _ in pairs]

    found = ak.check(ak.Bitext.from_pairs(PAIRS, "zh", "en"), judge=mine, select=["NUM"])
    assert [(f.rule, str(f.severity), f.bead) for f in found] == [
        ("MIS006", "info", 0), ("MIS006", "info", 1)
    ]  # fmt: skip
    with pytest.raises(ak.AlignkitError, match="0 of 2"):
        ak.check(ak.Bitext.from_pairs(PAIRS, "zh", "en"), judge=lambda pairs: [])


def test_a_project_and_a_judge_do_not_go_together(tmp_path: Path) -> None:
    """The project keeps its own findings; a line says what to do."""
    result = CliRunner().invoke(
        tree, ["check", "--project", str(tmp_path / "p"), "--judge", "http://localhost:1"]
    )
    assert isinstance(result.exception, ak.OptionError)
    assert "leave out --project" in str(result.exception)
