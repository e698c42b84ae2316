"""Where a command ends: whatever goes wrong becomes one line on standard error and an exit code.

0    done, also where whoever read the output stopped reading (`wuli facts | head`)
1    a run failed, or the machine did: too little memory, a full standard output, a place of Wuli's own that
     cannot be read or written; what has failed in a batch is counted up to 99
2    what was typed is wrong, or a file that was named is, or cannot be read or written
130  interrupted
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

import click

from sim.faults import Fault, InputFaults, nearest, unknown
from sim.words import LANGUAGES, UnknownLanguage, language, say, speak
from sim.writing import NO_ROOM, NOT_ALLOWED

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
# What the system says, in words; what stands nowhere here is told with its number.
SYSTEM = {
    **dict.fromkeys(NO_ROOM, "no_room"), **dict.fromkeys(NOT_ALLOWED, "not_allowed"),
    errno.ENAMETOOLONG: "name_long", errno.ENOENT: "gone", errno.EISDIR: "folder", errno.ENOTDIR: "no_folder",
    errno.EEXIST: "exists", errno.EMFILE: "many_open", errno.ENFILE: "many_open",
    errno.EADDRINUSE: "in_use", errno.ECONNREFUSED: "no_answer", errno.EHOSTUNREACH: "no_answer",
    errno.ETIMEDOUT: "no_answer",
}  # fmt: skip


def ended(command: Callable[[], int]) -> int:
    """Do a command; its exit status. Faults of the user's are told in one line each."""
    try:
        status = command()
        sys.stdout.flush()
        return status
    except InputFaults as faults:
        return _told(str(faults), BAD_INPUT)
    except click.UsageError as error:
        return _told(_usage_fault(error).text(), BAD_INPUT)
    except (KeyboardInterrupt, click.Abort):
        return _told(say("cli_interrupted"), INTERRUPTED)
    except BrokenPipeError:
        return _told("", DONE)
    except MemoryError:
        return _told(say("cli_no_memory"), FAILED)
    except OSError as error:
        return _told(_system_fault(error).text(), FAILED)


def _told(lines: str, status: int) -> int:
    """Say what went wrong, where anybody can hear it; the exit status."""
    from sim.reports.console import complain

    try:
        sys.stdout.flush()
    except OSError:
        _to_nowhere()
    with suppress(OSError):
        if lines:
            complain(lines)
        return status
    _to_nowhere(sys.stderr)
    return status


def _to_nowhere(stream: TextIO | None = None) -> None:
    """Let what is still to be written to standard output, or another, go nowhere: the end is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def _system_fault(error: OSError) -> Fault:
    """What the system refused, and where."""
    named = error.filename if isinstance(error.filename, str | bytes) else ""
    key = SYSTEM.get(error.errno or 0, "no_answer" if isinstance(error, TimeoutError) else "other")
    where = os.fsdecode(named) or (say("cli_stdout") if key == "no_room" else "")
    return Fault(where, f"system_{key}", {"number": error.errno or 0})


def _usage_fault(error: click.UsageError) -> Fault:
    """A mistake in the command line, with what was likely meant."""
    path = error.ctx.command_path if error.ctx else "wuli"
    match error:
        case click.NoSuchOption():
            known = [name for each in error.ctx.command.params for name in each.opts] if error.ctx else []
            near = nearest(error.option_name, known)
            key = "cli_unknown_option_near" if near else "cli_unknown_option"
            values = {"name": error.option_name, "near": near, "allowed": ", ".join(known)}
            return Fault("", key, {"path": path, **values})
        case click.MissingParameter():
            parameter = error.param
            named = parameter.opts[0] if isinstance(parameter, click.Option) else None
            name = named or (parameter.metavar if parameter else "")
            return Fault("", "cli_missing", {"path": path, "name": name})
        case click.BadOptionUsage():
            key = "cli_no_value_wanted" if _is_flag(error) else "cli_no_value"
            return Fault("", key, {"path": path.partition(" ")[0], "name": error.option_name})
    return Fault("", "cli_usage", {"path": path})


def _is_flag(error: click.BadOptionUsage) -> bool:
    """Whether an option that takes no value was given one, and not one that takes it given none."""
    return any(
        isinstance(each, click.Option) and each.is_flag and error.option_name in each.opts
        for each in (error.ctx.command.params if error.ctx else ())
    )


# --- the language ----------------------------------------------------------------------------------------


def take_language(arguments: list[str]) -> list[str]:
    """The arguments without `--lang`, wherever it stands; the language then holds for children too.

    Raises InputFaults for one that there is not, be it of `--lang` or of WULI_LANG.
    """
    rest, asked = [], ""
    words = iter(arguments)
    for word in words:
        if word == "--lang" or word.startswith("--lang="):
            asked = word.partition("=")[2] or next(words, "")
            if asked not in LANGUAGES:
                raise InputFaults([unknown("--lang", say("word_language"), asked, LANGUAGES)])
        else:
            rest.append(word)
    if asked:
        speak(asked)
    try:
        language()
    except UnknownLanguage:
        wrong = os.environ.pop("WULI_LANG")  # what is told of it needs one that there is
        raise InputFaults([unknown("WULI_LANG", say("word_language"), wrong, LANGUAGES)]) from None
    return rest


# --- signs that a terminal lacks -------------------------------------------------------------------------

PLAIN_SIGNS = {
    **dict.fromkeys("\u2212\u2013\u2014\u2015\u2500", "-"), **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"), "→": "->", "≥": ">=", "≤": "<=", "±": "+/-", "·": ".", "×": "x", "…": "...",
    "：": ":", "；": ";", "，": ", ", "（": "(", "）": ")", "✔": "v", "\u00a0": " ", "°": "*",
}  # fmt: skip


def show_what_can_be_shown() -> None:
    """Write signs that a terminal of another encoding lacks in plain ones, and never fail for them."""

    def in_plain_signs(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        lost = error.object[error.start : error.end]
        return "".join(PLAIN_SIGNS.get(sign, "?") for sign in lost), error.end

    codecs.register_error("wuli", in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="wuli")
    os.environ["PYTHONIOENCODING"] = "utf-8:backslashreplace"  # of the processes that are started here
