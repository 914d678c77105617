"""An editor before a page: presses keys, counts them, and times the server."""

import statistics
from dataclasses import dataclass, field

from playwright.sync_api import Page, Response

TIMES = 20  # that each act is done
MOST_MS = 50
PAUSE = 300  # ms before an act: an editor reads, and the browser has painted by then


@dataclass
class Act:
    """One row of the table: what it took of keys, of the server's time, and of time.

    ``waits`` are from the request to the end of the answer, as the browser tells.
    """

    name: str
    most_keys: int
    keys: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def row(self) -> str:
        keys, middle = max(self.keys), statistics.median(self.times)
        verdict = "ok" if keys <= self.most_keys and middle <= MOST_MS else "MISSED"
        return (
            f"{self.name:<44}{keys:>5} of {self.most_keys:<4}{middle:>8.1f}"
            f"{max(self.times):>9.1f}{statistics.median(self.waits):>9.1f}   {verdict}"
        )


class Desk:
    """Keys that were pressed, and how long the server took for the addresses of ``at``."""

    at: tuple[str, ...] = ()

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.times: list[tuple[float, float]] = []
        page.on("requestfinished", lambda request: self._note(request.response()))

    def _note(self, response: Response | None) -> None:
        if response and any(part in response.url for part in self.at):
            timing = response.request.timing
            _, _, server = response.headers["server-timing"].partition("dur=")
            wait = timing["responseEnd"] - timing["requestStart"]
            self.times.append((float(server), wait))

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def start(self) -> None:
        """Count from here."""
        self.page.wait_for_timeout(PAUSE)
        self.keys = 0
        self.times.clear()

    def note(self, act: Act) -> None:
        """Put down what an act took, now that its answer is on the screen."""
        while not self.times:  # the browser tells of the answer a little later
            self.page.wait_for_timeout(5)
        act.keys.append(self.keys)
        server, wait = self.times[-1]
        act.times.append(server)
        act.waits.append(wait)
        self.times.clear()
