import pytest

from sim.views.guard import BURST, PARTS, Allowance, Refused, check_message, held_back, split_message
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


def test_a_flood_is_cut_off_and_the_allowance_comes_back(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("sim.views.guard.time.monotonic", lambda: now[0])
    allowance = Allowance()
    passed = sum(allowance.take() for _ in range(10 * BURST))
    assert passed == BURST
    now[0] += 1.0
    assert sum(allowance.take() for _ in range(1000)) == 59  # a second's worth less the one owed
