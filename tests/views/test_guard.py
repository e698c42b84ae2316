import pytest

from sim.views.guard import (
    BURST,
    COMPUTING_BURST,
    DEEPEST,
    PARTS,
    Allowance,
    Fairness,
    Refused,
    check_message,
    depth,
    held_back,
    share_of_each,
    split_message,
)
from tests.server import pack

HEADER = b'{"msg_type": "comm_msg"}'


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
    check_message(message(b'{"msg_type": "%s"}' % kind.encode()))


@pytest.mark.parametrize("kind", ["execute_request", "shutdown_request", "comm_msgs", "", "input_reply"])
def test_what_is_not_on_the_list_does_not(kind):
    with pytest.raises(Refused):
        check_message(message(b'{"msg_type": "%s"}' % kind.encode()))


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "", "shell "])
def test_only_the_shell_channel_passes(channel):
    with pytest.raises(Refused):
        check_message(message(channel=channel))


def test_only_the_control_comm_may_be_opened():
    opening = b'{"msg_type": "comm_open"}'
    check_message(message(opening, b'{"target_name": "jupyter.widget.control"}'))
    for target in (b'"jupyter.widget"', b"[]", b"null"):
        with pytest.raises(Refused):
            check_message(message(opening, b'{"target_name": %s}' % target))


def test_errors_and_what_is_written_to_stderr_stay_on_the_server():
    def said(kind, content=b"{}"):
        return held_back([b'{"msg_type": "%s"}' % kind, b"{}", b"{}", content])

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
        ([0.2] * 20 + [1.0], 0.4),
    ],
)
def test_who_computes_without_end_gets_what_the_others_leave(used, share):
    assert share_of_each(used, 2.0) == pytest.approx(share)


def test_computing_above_ones_share_has_to_wait(monkeypatch):
    now, used = [0.0], [0.0]
    monkeypatch.setattr("sim.views.guard.time.monotonic", lambda: now[0])
    monkeypatch.setattr("sim.views.guard.computed", lambda pid: used[0])
    fairness = Fairness(1)
    now[0], used[0] = 10.0, 1.0
    assert fairness.wait(0.1) == 0  # as much as its share
    now[0], used[0] = 11.0, 2.0 + COMPUTING_BURST
    assert fairness.wait(0.1) > 1
    now[0] = 60.0
    assert fairness.wait(0.1) == 0


def test_brackets_are_counted_before_anything_is_built():
    assert depth(b'{"a": "[[[[", "b": [{}]}') == 3
    assert depth(b"[" * 100_000) > DEEPEST
    assert depth(b'"\\' * 60_000) == 0  # in a moment, however many texts are begun


def test_a_flood_is_cut_off_and_the_allowance_comes_back(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("sim.views.guard.time.monotonic", lambda: now[0])
    allowance = Allowance()
    passed = sum(allowance.take() for _ in range(10 * BURST))
    assert passed == BURST
    now[0] += 1.0
    assert sum(allowance.take() for _ in range(1000)) == 59  # a second's worth less the one owed
