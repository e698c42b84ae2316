import shutil

from sim.views import apps
from sim.words import said_in


def test_the_apps_come_in_the_order_in_which_one_meets_them():
    names = apps.published()
    assert "what_if" in names
    assert names == [name for name in apps.ORDER if name in names]


def test_an_app_without_a_title_is_not_published(tmp_path, monkeypatch):
    for name in ("what_if", "scribble"):
        shutil.copy(apps.APPS / "what_if.ipynb", tmp_path / f"{name}.ipynb")
    monkeypatch.setattr(apps, "APPS", tmp_path)
    assert apps.published() == ["what_if"]


def test_every_notebook_for_an_app_is_published_in_both_languages():
    assert set(apps.published()) == {path.stem for path in apps.APPS.glob("*.ipynb")}
    titles = {lang: [link["title"] for link in said_in(lang, apps.links)] for lang in ("zh", "en")}
    assert len(titles["zh"]) == len(set(titles["zh"]) - set(titles["en"]))
