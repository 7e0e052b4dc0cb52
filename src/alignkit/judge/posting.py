"""Posts a question to a server: redirects are refused, limits waited out, failures counted."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable
from typing import Any

from alignkit.errors import InputError

# Hosts that are this machine.
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
# An answer larger than this is none.
LARGEST = 1 << 20
# A limited server is asked again so often, after so many seconds at most.
TRIES, LONGEST_WAIT = 4, 30.0
LIMITED = frozenset({429, 500, 502, 503, 529})


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Texts and key go to the address that the user named, and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Wire:
    """One address, the headers that go with every question, and what happened."""

    def __init__(
        self, url: str, key: str, timeout: float, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self.url, self.timeout, self.wait = url, timeout, wait
        self.headers = {"Content-Type": "application/json"}
        if key:
            self.headers["Authorization"] = f"Bearer {key}"
        # What is on this machine is asked directly, whatever the environment says of proxies.
        near = urllib.parse.urlsplit(url).hostname in HERE
        proxies = [urllib.request.ProxyHandler({})] if near else []
        self._opener = urllib.request.build_opener(_NoRedirects, *proxies)

    def post(self, body: bytes, counts: Counter[str]) -> bytes | None:
        """Return what the server answers, None where no answer comes in time."""
        for attempt in range(TRIES):
            try:
                return self._post(body, counts)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in LIMITED:
                        raise InputError(
                            self.url,
                            f"the server says {error.code} {error.reason}",
                            "look at the address, the model and ALIGNKIT_JUDGE_KEY",
                        ) from None
                    counts["limited"] += 1
                    if attempt + 1 < TRIES:
                        self.wait(_pause(error.headers.get("Retry-After"), attempt))
            except TimeoutError:
                counts["late"] += 1
                return None
            except urllib.error.URLError as error:
                if isinstance(error.reason, TimeoutError):
                    counts["late"] += 1
                    return None
                raise InputError(
                    self.url, f"no server answers ({error.reason})", "start it, or give another"
                ) from None
            except (http.client.HTTPException, OSError):
                counts["broken"] += 1
        return None

    def _post(self, body: bytes, counts: Counter[str]) -> bytes | None:
        request = urllib.request.Request(self.url, body, self.headers)
        with self._opener.open(request, timeout=self.timeout) as response:
            answer: bytes = response.read(LARGEST + 1)
        if len(answer) <= LARGEST:
            return answer
        counts["malformed"] += 1
        return None


def _pause(told: str | None, attempt: int) -> float:
    """Return how long to wait: as long as the server says, or twice as long each time."""
    try:
        seconds = float(told) if told else 2.0**attempt
    except ValueError:
        seconds = 2.0**attempt
    return max(0.0, min(LONGEST_WAIT, seconds))
