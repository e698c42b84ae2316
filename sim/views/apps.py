"""Which apps there are: the notebooks of notebooks/apps, in the order in which one meets them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from sim.words import say, table

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
    """The sim.views.pages.base.Page of an app. Raises ModuleNotFoundError where it has none."""
    module = import_module(f"sim.views.pages.{app}")
    return next(each for each in vars(module).values() if getattr(each, "app", "") == app)


def warm() -> Iterator[str]:
    """Compute what the apps need, so that whoever forks from here has all of it done; tells "2 6 what_if"."""
    names = published()
    for done, name in enumerate(names, start=1):
        page_of(name).warm()
        yield f"{done} {len(names)} {name}"
    import_module("sim.views.pages.share").warm()
    close_widgets()


def close_widgets() -> None:
    """Forget the pages that were built to warm up: every page would carry them, and wait for them in vain
    where the browser asks for its widgets one by one, as it does after four seconds without an answer."""
    from ipywidgets import Widget

    Widget.close_all()
