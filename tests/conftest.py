"""What every test may use, and which tests a machine without torch or Chromium leaves out."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest

# How long an example takes says how busy the machine is, and nothing of the code. A change is held
# to the same examples on every machine; `make torture` looks on, with new ones each time.
hypothesis.settings.register_profile(
    "alignkit",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=True,
)
hypothesis.settings.register_profile(
    "looking-on", hypothesis.settings.get_profile("alignkit"), derandomize=False
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "alignkit"))

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = int(os.environ.get("PATIENCE", "30"))
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def miit(root: Path) -> Path:
    """Return the folder of the corpus that comes with the repository."""
    return root / "corpora" / "miit"


@pytest.fixture
def patience() -> Iterator[None]:
    """Fail a test that hangs: what is linear is done in seconds, what is not takes minutes.

    No figure is asserted; where the system has no such alarm the test simply waits.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(*_: object) -> None:
        pytest.fail(f"still at work after {PATIENCE} seconds of its own")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch with which CI makes sure that no test was left out."""
    parser.addoption("--none-skipped", action="store_true", help="a skipped test is a failure")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine cannot run, saying why."""
    missing = {}
    if not find_spec("sentence_transformers"):
        missing["neural"] = "needs the neural extra: pip install 'alignkit[neural]'"
    if not find_spec("playwright") or not any(map(shutil.which, CHROMIUM)):
        missing["browser"] = "needs Chromium and playwright"
    for item in items:
        for marker, reason in missing.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the tests that were left out where none may be."""
    if config.getoption("--none-skipped") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("ERROR: tests were skipped, and --none-skipped forbids it")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run where a test was skipped and none may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--none-skipped") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
