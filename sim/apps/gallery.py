"""Which apps there are, in the order in which one meets them, and what the front page answers at once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from sim.words import language, say, table

# ---- Which apps there are: the notebooks of notebooks/apps, in the order in which one meets them ----

APPS = Path(__file__).parents[2] / "notebooks" / "apps"
ORDER = ("overview", "what_if", "one_village", "allocation", "evidence", "lesson")


def published() -> list[str]:
    """The names of the apps that are shown; one that has no place in the order comes last.

    A notebook whose app has no title in the table of words is not shown.
    """
    names = sorted(path.stem for path in APPS.glob("*.ipynb") if f"app_{path.stem}_title" in table())
    return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def links() -> list[dict[str, str]]:
    """What leads to the apps: name, title and what each is for."""
    return [
        {"name": name, "title": say(f"app_{name}_title"), "about": say(f"app_{name}_about")}
        for name in published()
    ]


def page_of(app: str) -> Any:
    """The sim.apps.pages.base.Page of an app. Raises ModuleNotFoundError where it has none."""
    module = import_module(f"sim.apps.pages.{app}")
    if hasattr(module, "__path__"):  # a page of several modules is a folder
        module = import_module(f"{module.__name__}.page")
    return next(each for each in vars(module).values() if getattr(each, "app", "") == app)


def warm() -> Iterator[str]:
    """Compute what the apps need, so that whoever forks from here has all of it done; tells "2 6 what_if"."""
    names = published()
    for done, name in enumerate(names, start=1):
        page_of(name).warm()
        yield f"{done} {len(names)} {name}"
    import_module("sim.apps.pages.share").warm()
    _close_widgets()


def _close_widgets() -> None:
    """Forget the pages that were built to warm up: every page would carry them, and wait for them in vain
    where the browser asks for its widgets one by one, as it does after four seconds without an answer."""
    from ipywidgets import Widget

    Widget.close_all()


# ---- What the front page answers before any kernel runs: written once by whoever computes the pages ----

PLACE = "WULI_FRONT"  # names the file; without it nothing is written, and the front page has no answer


def write(answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the answer by language, whole or not at all."""
    place = os.environ.get(PLACE)
    if place:
        part = Path(f"{place}.part")
        part.write_text(json.dumps(answers), encoding="utf-8")
        part.replace(place)


def read() -> dict[str, Any] | None:
    """The answer in a language; None where none has been written."""
    try:
        return dict(json.loads(Path(os.environ[PLACE]).read_text(encoding="utf-8"))[language()])
    except (KeyError, OSError, ValueError):
        return None
