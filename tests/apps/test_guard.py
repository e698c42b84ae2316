import asyncio
import json

import pytest

from sim.apps.guard import (
    DEEPEST,
    PARTS,
    Kernels,
    PageKernel,
    Refused,
    check_message,
    depth,
    done_with,
    held_back,
    kind_of,
    split_message,
)
from sim.apps.viewer_limits import (
    BURST,
    COMPUTING_BURST,
    LEFT_PAGES,
    MOST_ADDRESSES,
    MOST_COMPUTING,
    MOST_OWED,
    Allowance,
    Elsewhere,
    Fairness,
    LeftPages,
    share_of_each,
)
from sim.runs.kernels import possible
from sim.runs.machine import cores
from tests.server import pack

HEADER = b'{"msg_type": "comm_msg", "msg_id": "a"}'


def message(header=HEADER, content=b"{}", channel="shell"):
    return pack(channel, header, b"{}", b"{}", content)


def test_a_message_is_split_into_the_parts_it_was_packed_from():
    assert split_message(pack("shell", b"a", b"", b"bc", b"d", b"buffer")) == (
        "shell",
        [b"a", b"", b"bc", b"d", b"buffer"],
    )


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 20, 50])
def test_a_message_cut_short_is_refused(cut):
    with pytest.raises(Refused):
        split_message(message()[:cut])


def test_offsets_that_run_backwards_are_refused():
    whole = bytearray(message())
    whole[8:16], whole[16:24] = whole[16:24], whole[8:16]
    with pytest.raises(Refused):
        split_message(bytes(whole))


def test_more_offsets_than_a_widget_needs_are_refused():
    with pytest.raises(Refused):
        split_message(pack("shell", *[b""] * PARTS[1]))


def test_text_is_no_message():
    with pytest.raises(Refused):
        split_message("text")


@pytest.mark.parametrize("kind", ["comm_msg", "comm_close", "comm_info_request", "kernel_info_request"])
def test_widget_traffic_passes(kind):
    check_message(message(b'{"msg_type": "%s", "msg_id": "a"}' % kind.encode()))


@pytest.mark.parametrize("kind", ["execute_request", "shutdown_request", "comm_msgs", "", "input_reply"])
def test_what_is_not_on_the_list_does_not(kind):
    with pytest.raises(Refused):
        check_message(message(b'{"msg_type": "%s", "msg_id": "a"}' % kind.encode()))


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "", "shell "])
def test_only_the_shell_channel_passes(channel):
    with pytest.raises(Refused):
        check_message(message(channel=channel))


def test_only_the_control_comm_may_be_opened():
    opening = b'{"msg_type": "comm_open", "msg_id": "a"}'
    check_message(message(opening, b'{"target_name": "jupyter.widget.control"}'))
    for target in (b'"jupyter.widget"', b"[]", b"null"):
        with pytest.raises(Refused):
            check_message(message(opening, b'{"target_name": %s}' % target))


def test_errors_and_what_is_written_to_stderr_stay_on_the_server():
    def said(kind, content=b"{}"):
        parts = [b'{"msg_type": "%s"}' % kind, b"{}", b"{}", content]
        return held_back(kind_of(parts), parts)

    assert said(b"error")
    assert said(b"execute_input")
    assert said(b"stream", b'{"name": "stderr"}')
    assert not said(b"stream", b'{"name": "stdout"}')
    assert not said(b"comm_msg")


@pytest.mark.parametrize(
    ("used", "share"),
    [
        ([], 2),
        ([0.5], 2),
        ([0.1, 0.1], 1.9),
        ([0.1] * 10 + [1.0], 1.0),
        ([0.1] * 10 + [1.0, 1.0], 0.5),
        ([0.2] * 20 + [1.0], 0.3),
    ],
)
def test_who_computes_without_end_gets_what_the_others_leave(used, share):
    assert share_of_each(used, 2.0) == pytest.approx(share)


def test_a_share_is_never_nothing():
    for there in (0.0, -1.0):
        assert share_of_each([], there) > 0
        assert share_of_each([0.0, 0.5], there) > 0


def test_computing_above_ones_share_has_to_wait(monkeypatch):
    now, used = [0.0], [0.0]
    monkeypatch.setattr("sim.apps.viewer_limits.time.monotonic", lambda: now[0])
    monkeypatch.setattr("sim.apps.viewer_limits.computed", lambda pid: used[0])
    fairness = Fairness(1)
    now[0], used[0] = 10.0, 1.0
    assert fairness.wait(0.1) == 0  # as much as its share
    now[0], used[0] = 11.0, 2.0 + COMPUTING_BURST
    assert fairness.wait(0.1) > 1
    now[0] = 60.0
    assert fairness.wait(0.1) == 0


def test_what_others_of_the_machine_compute_is_not_there_for_kernels(monkeypatch):
    now, all_of_it = [0.0], [0.0]
    monkeypatch.setattr("sim.apps.viewer_limits.time.monotonic", lambda: now[0])
    monkeypatch.setattr("sim.apps.viewer_limits.computed_by_all", lambda: all_of_it[0])
    elsewhere = Elsewhere()
    for _ in range(30):  # seconds in which 1.5 cores are used, a half of one by kernels
        now[0], all_of_it[0] = now[0] + 1, all_of_it[0] + 1.5
        found = elsewhere.look(0.5)
    assert found == pytest.approx(1.0, abs=0.01)


def test_a_machine_that_is_busy_with_something_else_leaves_a_part_to_the_only_one_who_works(monkeypatch):
    now, all_of_it = [0.0], [0.0]
    monkeypatch.setattr("sim.apps.viewer_limits.time.monotonic", lambda: now[0])
    monkeypatch.setattr("sim.apps.viewer_limits.computed_by_all", lambda: all_of_it[0])
    monkeypatch.setattr("sim.apps.viewer_limits.cores", lambda: 2)
    elsewhere = Elsewhere()
    for _ in range(30):  # seconds in which a batch uses both cores
        now[0], all_of_it[0] = now[0] + 1, all_of_it[0] + 2.0
        there = elsewhere.leaves(0.2)
    assert share_of_each([0.0, 0.0, 0.2], there) >= 0.3


def test_a_kernel_is_sent_no_more_than_it_gets_done():
    async def flood():
        fairness, sent = Fairness(None), []

        async def send():
            for number in range(3 * MOST_COMPUTING):
                await fairness.turn()
                assert fairness.send(f"m{number}")
                sent.append(number)

        sending = asyncio.create_task(send())
        await asyncio.sleep(0)
        assert len(sent) == MOST_COMPUTING
        assert not fairness.send("m0")  # the same id would not be counted twice
        for number in range(2 * MOST_COMPUTING):
            fairness.finish(f"m{number}")
            await asyncio.sleep(0.001)
        await asyncio.wait_for(sending, 1)

    asyncio.run(flood())


def test_a_kernel_says_with_what_it_is_done():
    def said(kind, state):
        parts = {"msg_type": kind}, {"msg_id": "m"}, {}, {"execution_state": state}
        told = [json.dumps(part).encode() for part in parts]
        return done_with(kind_of(told), told)

    assert said("status", "idle") == "m"
    assert said("status", "busy") is None
    assert said("comm_msg", "idle") is None


def test_pages_that_are_left_cost_a_wait_that_passes(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("sim.apps.viewer_limits.time.monotonic", lambda: now[0])
    left = LeftPages()
    for _ in range(LEFT_PAGES):
        left.add("10.0.0.1")
    assert left.wait("10.0.0.1") == 0  # as people do
    for _ in range(100):
        left.add("10.0.0.1")
    assert left.wait("10.0.0.1") == MOST_OWED
    assert left.wait("10.0.0.2") == 0
    now[0] = 60.0
    assert left.wait("10.0.0.1") == 0
    for number in range(2 * MOST_ADDRESSES):
        left.add(f"10.1.{number // 256}.{number % 256}")
    assert len(left.allowances) == MOST_ADDRESSES


def open_at_once(used, pages, seconds):
    """How many of some pages were being opened at the same time, each for so long."""

    async def open_all():
        kernels, now, most = Kernels(), 0, 0
        kernels.share = lambda: None
        kernels.used = used * cores()

        async def open_one():
            nonlocal now, most
            async with kernels.turn_to_open():
                now += 1
                most = max(most, now)
                await asyncio.sleep(seconds)
                now -= 1

        await asyncio.gather(*(open_one() for _ in range(pages)))
        return most

    return asyncio.run(open_all())


def test_pages_open_in_turn_while_the_machine_is_busy():
    pages = 2 * cores() + 1
    assert open_at_once(used=0.0, pages=pages, seconds=0.01) == pages
    assert open_at_once(used=1.0, pages=pages, seconds=0.01) == cores()


def test_a_slow_page_does_not_keep_its_turn(monkeypatch):
    monkeypatch.setattr("sim.apps.guard.LONGEST_TURN", 0.01)
    assert open_at_once(used=1.0, pages=cores() + 1, seconds=0.2) == cores() + 1


@pytest.mark.skipif(not possible(), reason="such names are Linux's")
def test_kernels_of_pages_have_names_and_no_ports():
    kernels = PageKernel(), PageKernel()
    assert {one.transport for one in kernels} == {"ipc"}
    assert all(one.ip.startswith("@") for one in kernels)
    assert kernels[0].ip != kernels[1].ip


def test_brackets_are_counted_before_anything_is_built():
    assert depth(b'{"a": "[[[[", "b": [{}]}') == 3
    assert depth(b"[" * 100_000) > DEEPEST
    assert depth(b'"\\' * 60_000) == 0  # in a moment, however many texts are begun


def test_a_flood_is_cut_off_and_the_allowance_comes_back(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("sim.apps.viewer_limits.time.monotonic", lambda: now[0])
    allowance = Allowance()
    passed = sum(allowance.take() for _ in range(10 * BURST))
    assert passed == BURST
    now[0] += 1.0
    assert sum(allowance.take() for _ in range(1000)) == 59  # a second's worth less the one owed
