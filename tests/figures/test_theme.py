import itertools
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from sim.figures import theme

COMMON = theme.FONTS / "WuliSansSC-Regular.woff2"
RARE = theme.FONTS / "WuliSansSCRare-Regular.woff2"


def gb2312():
    """All 7,445 characters of GB2312, hanzi and symbols."""
    for row, cell in itertools.product(range(0xA1, 0xF8), range(0xA1, 0xFF)):
        try:
            yield bytes([row, cell]).decode("gb2312")
        except UnicodeDecodeError:
            continue


def test_the_font_holds_every_character_of_gb2312():
    drawn = TTFont(COMMON).getBestCmap()
    characters = list(gb2312())
    assert len(characters) == 7445
    assert [character for character in characters if ord(character) not in drawn] == []


def test_the_two_files_together_hold_all_of_gbk_and_overlap_in_nothing():
    common, rare = set(TTFont(COMMON).getBestCmap()), set(TTFont(RARE).getBestCmap())
    assert set(range(0x4E00, 0x9FA6)) <= common | rare
    assert common & rare == set()


def test_the_fonts_of_a_figure_hold_every_character_that_the_product_says():
    """Every hanzi is ours; a rare sign may come from DejaVu, which matplotlib brings."""
    from matplotlib.font_manager import findfont

    from sim.words import table

    drawn = set(TTFont(COMMON).getBestCmap())
    drawn |= {code for code in TTFont(findfont("DejaVu Sans")).getBestCmap() if code < 0x2E80}
    said = {character for texts in table().values() for text in texts.values() for character in text}
    assert sorted(character for character in said if ord(character) not in drawn) == ["\n"]


def test_unpacking_the_font_keeps_its_glyphs_and_is_done_once():
    unpacked = theme.font_file("WuliSansSC-Regular")
    assert TTFont(unpacked).getBestCmap() == TTFont(COMMON).getBestCmap()
    before = unpacked.stat().st_mtime_ns
    assert theme.font_file("WuliSansSC-Regular").stat().st_mtime_ns == before


def test_a_chinese_figure_needs_no_font_of_the_system(tmp_path):
    """In a process of its own, so that no other test has registered a font; a missing glyph is a warning."""
    script = (
        "import matplotlib; matplotlib.use('agg')\n"
        "from sim.figures.theme import settings; matplotlib.rcParams.update(settings())\n"
        "from matplotlib import pyplot as plt\n"
        "fig, ax = plt.subplots(); ax.set_title('集体经济收入 −3 万元 圐圙喆')\n"
        f"fig.savefig({str(tmp_path / 'a.png')!r})\n"
        "from matplotlib.font_manager import findfont\n"
        "assert 'Wuli' in findfont(ax.title.get_fontproperties()), findfont(ax.title.get_fontproperties())\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_scenario_colour_can_be_read_as_text_and_force_colours_too():
    drawn = [style.colour for style in theme.scenario_looks().values()] + [
        force.colour for force in theme.force_looks().values()
    ]
    assert [colour for colour in drawn if contrast(colour, "#ffffff") < 4.5] == []


def test_no_two_scenarios_print_alike_without_colour():
    marks = [(style.dash, style.marker) for style in theme.scenario_looks().values()]
    assert len(set(marks)) == len(marks)
    hatches = [force.hatch for force in theme.force_looks().values()]
    assert len(set(hatches)) == len(hatches)


def test_a_scenario_without_an_entry_still_gets_a_style():
    assert theme.scenario_style("my-own", 3) in theme.scenario_looks().values()


def test_pages_take_every_colour_of_the_table():
    css = theme.css_variables()
    for place, style in enumerate(theme.PALETTE, start=1):
        assert f"--look-{place}: {style.colour};" in css
    for name, colour in theme.SURFACE.items():
        assert f"--{name}: {colour};" in css


LIGHT = theme.SURFACE | theme.meanings()
DARK = theme.SURFACE | theme.DARK | {name: theme.lighter(one) for name, one in theme.meanings().items()}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_legible_in_light_and_dark(colours):
    """WCAG AA: 4.5 for text, 3 for what is drawn."""
    on_paper = [
        (text, ground) for text in ("ink", "muted", "brand", "accent") for ground in ("paper", "ground")
    ]
    on_bar = [(text, ground) for text in ("bar-ink", "bar-muted") for ground in ("bar", "bar-hover")]
    others = [("warn", "warn-ground"), ("badge-ink", "badge"), ("on-accent", "accent"), ("bar", "bar-ink")]
    force_names = [(name, "paper") for name in colours if name.startswith("force-")]
    pairs = [*on_paper, *on_bar, *others, *force_names]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []
    drawn = [name for name in colours if name.startswith("scenario-")]
    assert [name for name in drawn if contrast(colours[name], colours["paper"]) < 3] == []


def test_a_colour_is_mixed_with_white_for_a_dark_ground():
    assert theme.lighter("#000000", 0.5) == "#808080"
    assert theme.lighter("#0072b2", 0) == "#0072b2"


def test_every_role_of_the_dark_theme_is_one_of_the_light_theme():
    assert set(theme.DARK) <= set(theme.SURFACE)
