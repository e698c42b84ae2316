import shutil

from sim.apps import gallery
from sim.words import said_in


def test_the_apps_come_in_the_order_in_which_one_meets_them():
    names = gallery.published()
    assert "what_if" in names
    assert names == [name for name in gallery.ORDER if name in names]


def test_an_app_without_a_title_is_not_published(tmp_path, monkeypatch):
    for name in ("what_if", "scribble"):
        shutil.copy(gallery.APPS / "what_if.ipynb", tmp_path / f"{name}.ipynb")
    monkeypatch.setattr(gallery, "APPS", tmp_path)
    assert gallery.published() == ["what_if"]


def test_every_notebook_for_an_app_is_published_in_both_languages():
    assert set(gallery.published()) == {path.stem for path in gallery.APPS.glob("*.ipynb")}
    titles = {lang: [link["title"] for link in said_in(lang, gallery.links)] for lang in ("zh", "en")}
    assert len(titles["zh"]) == len(set(titles["zh"]) - set(titles["en"]))
