"""What one viewer may take: messages, whole states, connections, pages that he leaves, and computing time.

Who takes more waits, or is not heard, and nobody else with him.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from sim.runs.machine import cores
from sim.views.door import MOST_ADDRESSES, neighbourhood

MESSAGES_PER_SECOND, BURST = 60, 240
FREE_SIZE = 1 << 12  # bytes of a message that cost as much as the message itself
DROPPED_AT_ONCE, DROPPED_PER_SECOND = 6000, 100  # of a flood; to drop more would keep others waiting
# Opening the control comm, and asking for all widgets through it: a page does both whenever it connects.
WHOLE_STATES, WHOLE_STATES_PER_SECOND = 100, 1.0
COMPUTING_BURST, BURST_SECONDS = 2.0, 4.0  # what may be computed at once, s, and of how long a share
LONGEST_WAIT = 8.0  # s; shorter than a ping's
SHARED_CORES, ALWAYS_SHARED = 0.6, 0.25  # of the cores that nothing else uses; of all, however busy they are
LEAST_SHARE = 0.1  # cores
BUSY, LONGEST_TURN = 0.25, 2.0  # of the cores: from then on pages open in turn; what a turn lasts at most, s
MOST_COMPUTING = 8  # messages that a kernel was sent and is not done with
SHARE_SECONDS, LATELY = 1.0, 0.3  # how often shares are told anew, and the weight of the last of them
OPENINGS, OPENINGS_PER_SECOND = 20, 0.5  # of sockets to one kernel, whether they stay open or not
LEFT_PAGES, LEFT_PER_SECOND = 6, 0.25  # pages that one address may leave before they are there
MOST_OWED = 3.0  # the longest wait for one more, s


def price(message: str | bytes) -> float:
    """What a viewer's message counts as, in messages."""
    return 1 + len(message) / FREE_SIZE


class Allowance:
    """A bucket that refills steadily, so that a flood cannot keep a kernel busy."""

    def __init__(
        self, burst: float = BURST, per_second: float = MESSAGES_PER_SECOND, owed: float = 1.0
    ) -> None:
        self.burst, self.per_second, self.owed = float(burst), per_second, owed
        self.left, self.then = self.burst, time.monotonic()

    def take(self, cost: float = 1.0) -> bool:
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.then) * self.per_second) - cost
        self.then = now
        self.left = max(self.left, -self.owed)
        return self.left >= 0


class Use:
    """How many cores something has used lately; `computed` tells the seconds that it has computed in all."""

    def __init__(self, computed: Callable[[], float]) -> None:
        self.computed = computed
        self.seen, self.looked, self.rate = computed(), time.monotonic(), 0.0

    def look(self) -> float:
        now, used = time.monotonic(), self.computed()
        lately = (used - self.seen) / max(SHARE_SECONDS / 2, now - self.looked)
        self.rate += (lately - self.rate) * LATELY
        self.seen, self.looked = used, now
        return self.rate


class Fairness:
    """What one kernel may take, through however many connections: messages, whole states, computing time.

    Who computes more than is left for one (see `share_of_each`) waits; nobody else's sliders wait for him.
    """

    def __init__(self, pid: int | None) -> None:
        self.messages = Allowance()
        self.states = Allowance(WHOLE_STATES, WHOLE_STATES_PER_SECOND)
        self.dropped = Allowance(DROPPED_AT_ONCE, DROPPED_PER_SECOND)
        self.openings = Allowance(OPENINGS, OPENINGS_PER_SECOND)
        self.pid = pid
        self.used, self.debt, self.then = computed(pid), 0.0, time.monotonic()
        self.use = Use(lambda: computed(pid))
        self.computing, self.done = set[str](), asyncio.Event()

    def wait(self, share: float) -> float:
        """Seconds that the next message has to wait; `share` is in cores."""
        now, used = time.monotonic(), computed(self.pid)
        self.debt = max(0.0, self.debt + used - self.used - (now - self.then) * share)
        self.used, self.then = used, now
        at_once = min(COMPUTING_BURST, BURST_SECONDS * share)
        return min(LONGEST_WAIT, max(0.0, self.debt - at_once) / share)

    async def turn(self) -> None:
        """Wait until the kernel has done most of what it was sent: what lies with it is not to be held back.

        It is not told so while no connection hears it; therefore not for ever.
        """
        while len(self.computing) >= MOST_COMPUTING:
            self.done.clear()
            try:
                await asyncio.wait_for(self.done.wait(), LONGEST_WAIT)
            except TimeoutError:
                self.computing.clear()

    def send(self, msg_id: str) -> bool:
        """Note a message that the kernel is to be sent; not with the id of one that it is still busy with."""
        if msg_id in self.computing:
            return False
        self.computing.add(msg_id)
        return True

    def finish(self, msg_id: str) -> None:
        """Note that the kernel is done with a message."""
        self.computing.discard(msg_id)
        self.done.set()


def share_of_each(used: list[float], there: float) -> float:
    """How many cores one may use, such that those who use less get all they want and the others as much each.

    Where there is not enough for anybody, those who use what most do are left to the system: to make all of
    them wait would help none.

    used   what each has used lately
    there  cores for all of them
    """
    left, largest = there, 0.0
    for place, one in enumerate(sorted(used)):
        equal = left / (len(used) - place)
        if one > equal:
            return max(LEAST_SHARE, equal, 1.5 * statistics.median_low(used))
        left, largest = left - one, one
    return max(LEAST_SHARE, largest + left)


def computed(pid: int | None) -> float:
    """Seconds that a process has computed; nothing where that cannot be asked (Linux only)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def computed_by_all() -> float | None:
    """Seconds that all of the machine's cores have computed; None where we cannot tell or have but a part."""
    if cores() != os.cpu_count():
        return None
    try:
        user, nice, system, _, _, *rest = map(int, Path("/proc/stat").read_text().split(maxsplit=9)[1:9])
    except OSError:
        return None
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


class Elsewhere:
    """How many cores are used by what is no kernel: this server, and whatever else the machine does."""

    def __init__(self) -> None:
        self.whole = computed_by_all() is not None
        self.use = Use(lambda: computed_by_all() or 0.0) if self.whole else Use(time.process_time)

    def look(self, kernels: float) -> float:
        """`kernels` are the cores that all kernels have used."""
        return max(0.0, self.use.look() - kernels * self.whole)

    def leaves(self, kernels: float) -> float:
        """How many cores there are for kernels. A batch on the same machine does not stop the pages."""
        return max(ALWAYS_SHARED * cores(), SHARED_CORES * (cores() - self.look(kernels)))


class LeftPages:
    """Pages that were asked for and left before they were there, by address.

    A few are what people do. Whoever leaves many waits a while for the next: until then a page costs us
    nothing, and a page that is left while it waits never does.
    """

    def __init__(self) -> None:
        self.allowances: OrderedDict[str, Allowance] = OrderedDict()

    def of(self, address: str) -> Allowance:
        address = neighbourhood(address)
        found = self.allowances.setdefault(address, Allowance(LEFT_PAGES, LEFT_PER_SECOND, MOST_OWED))
        self.allowances.move_to_end(address)
        if len(self.allowances) > MOST_ADDRESSES:
            self.allowances.popitem(last=False)
        return found

    def add(self, address: str) -> None:
        self.of(address).take()

    def wait(self, address: str) -> float:
        """Seconds that the next page of an address has to wait."""
        found = self.of(address)
        found.take(0.0)
        return max(0.0, -found.left)
