"""The answer of the front page: what the overview says, kept whole, and nothing where there is none."""

from sim.apps import gallery
from sim.apps.pages.overview.page import Overview, front_answer
from sim.words import said_in, speak, speaking


def test_the_front_page_says_what_the_overview_says(monkeypatch, tmp_path):
    monkeypatch.setenv(gallery.PLACE, str(tmp_path / "front.json"))
    gallery.write({lang: said_in(lang, front_answer) for lang in ("zh", "en")})
    for lang in ("zh", "en"):
        speak(lang)
        with speaking(lang):
            told, page = gallery.read(), Overview()
        assert told["chance"] == page.answer.state["chance"]
        assert told["cards"] == [card for card in page.headlines.cards if card["key"] != "cost"]
    assert [path.name for path in tmp_path.iterdir()] == ["front.json"]


def test_without_an_answer_there_is_none(monkeypatch, tmp_path):
    monkeypatch.delenv(gallery.PLACE, raising=False)
    gallery.write({"zh": {}})
    with speaking("zh"):
        assert gallery.read() is None
    monkeypatch.setenv(gallery.PLACE, str(tmp_path / "broken.json"))
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with speaking("zh"):
        assert gallery.read() is None
