"""Names as people write them: a lever by its label or a usual short name, and the nearest of all names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence

from sim.faults import Fault, nearest, unknown
from sim.folders import per_programme
from sim.inputs.levers import HANDOUTS, load_levers
from sim.inputs.scenarios.text import brief
from sim.inputs.tables import joined_tables
from sim.words import LANGUAGES, say, speaking

SURE, CLOSE = 0.6, 0.08  # likeness from which a name is proposed; names this close together are all proposed
MOST_PROPOSED = 3
WHOLE_PIECE = 5  # letters from which a piece of a name tells it
HAN = re.compile(r"[\u3400-\u9fff]")


@per_programme
def usual_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """What people write for a lever, a handout, a field, every year (scenario_words.csv), folded.

    A name may mean one thing in one place of a file and another in another; the first that fits there holds.
    """
    rows = joined_tables("scenario_words.csv", "name")
    names = {(row["kind"], folded(row["name"])): tuple(row["meaning"].split(";")) for row in rows}
    for handout in HANDOUTS:
        for lang in LANGUAGES:
            with speaking(lang):
                names.setdefault(("handout", folded(say(f"handout_{handout}"))), (handout,))
    return names


def is_every_year(text: str) -> bool:
    """Whether a text stands for every year of the horizon."""
    return usual_names().get(("year", folded(text))) == ("all",)


def folded(name: str) -> str:
    """A name without what does not tell names apart: width, case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


@per_programme
def _words() -> frozenset[str]:
    levers = load_levers().values()
    labels = [label for lever in levers for label in (lever.id, lever.label_zh)]
    return frozenset([*labels, *FIELDS, *(name for _, name in usual_names())])


# Every word that a scenario or study file may use as a key, levers and parameters apart.
FIELDS = frozenset(
    (
        *("title", "question", "baseline", "years", "set", "parameters", "posterior", "name", "zh", "en"),
        *("amount", "scale", "targeting", "reason", "all", "value", "low", "high", "distribution", "grade"),
        *("notebooks", "scenarios", "scenario", "against", "members", "seeds", "seed", "villages", "outputs"),
        *("levers", "options", "time_limit", "grid", "list", "sobol", "runs"),
    )
)


def is_known(word: str) -> bool:
    """Whether a file may have this word before a colon."""
    return word in _words()


def meant(kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> str | None:
    """The one thing whose label or usual name this is; None where there is none, or more than one.

    labels  the labels of each thing that may be meant
    """
    wanted = folded(name)
    found = {thing for thing, known in labels.items() if wanted in {folded(thing), *map(folded, known)}}
    found |= set(_first_of(usual_names().get((kind, wanted), ()), labels))
    return found.pop() if wanted and len(found) == 1 else None


def _first_of(things: Sequence[str], known: Container[str]) -> list[str]:
    return [each for each in things if each in known][:1]


def unknown_name(where: str, word: str, kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> Fault:
    """The fault of a name that nobody knows, with the nearest of all ids, labels and usual names."""
    shown = brief(name)
    if near := nearest(name, labels):
        return Fault(where, "fault_unknown_near", {"kind": word, "name": shown, "near": near})
    proposed = proposals(kind, name, labels)
    if proposed:
        named = [f"{text} ({thing})" if text else thing for thing, text in proposed]
        near = say("word_or").join(named)
        return Fault(where, "fault_unknown_near", {"kind": word, "name": shown, "near": near})
    return unknown(where, word, shown, labels)


def proposals(kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """What a name may stand for: the nearest things, each with the text that is near; the nearest first."""
    texts = [(thing, text) for thing, known in labels.items() for text in known]
    texts += [
        (thing, text)
        for (usual, text), things in usual_names().items()
        if usual == kind
        for thing in _first_of(things, labels)
    ]
    wanted = folded(name)
    best: dict[str, tuple[float, str]] = {}
    for thing, text in texts:
        score = likeness(wanted, folded(text))
        if score >= SURE and score > best.get(thing, (0.0, ""))[0]:
            best[thing] = score, text
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    return [
        (thing, text) for thing, (score, text) in ranked[:MOST_PROPOSED] if score >= ranked[0][1][0] - CLOSE
    ]


def likeness(name: str, text: str) -> float:
    """How alike two names are, 0 to 1: alike as a whole, or the shorter one nearly all within the longer.

    A Chinese short name takes single signs out of the long one; of other names a whole piece must be there.
    Of two Chinese signs one in its place is enough: a slip in so short a name changes half of it.
    """
    if min(len(name), len(text)) < 2:
        return float(name == text)
    if len(name) == len(text) == 2 and HAN.search(name) and any(map(str.__eq__, name, text)):
        return SURE if name != text else 1.0
    matcher = difflib.SequenceMatcher(None, name, text, autojunk=False)
    sizes = [block.size for block in matcher.get_matching_blocks()]
    shorter = min(len(name), len(text))
    part = sum(sizes) if HAN.search(name) and HAN.search(text) else max(sizes) * (shorter >= WHOLE_PIECE)
    return max(matcher.ratio(), 0.9 * part / shorter)
