"""The `wuli` command: plain words, one clear line for a mistake, exit codes that scripts can use."""

# ruff: noqa: E501  (a mistake and its answer stand in one line each)

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim import cli
from sim.commands.command import built
from sim.commands.run import attempt
from sim.faults import Fault, InputFaults
from sim.inputs.scenarios.sheet import TOP_KEYS
from sim.words import say, speaking
from tests.baotou import DATA

HEAD = "title: {zh: 甲, en: A}\nquestion: {zh: 甲？, en: A?}\nbaseline: programme-2022\n"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def wuli(capsys, monkeypatch, tmp_path):
    """Runs a command line in an empty folder, 80 columns wide: (status, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> tuple[int, str, str]:
        status = cli.command(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


# --- ten plausible mistakes, and a few more --------------------------------------------------------------

FILES = {
    "lever.yaml": HEAD + "set:\n  resident_staf: {amount: 600, reason: more}\n",
    "unit.yaml": HEAD + "set:\n  municipal_fiscal: {amount: 1500 万人, reason: more}\n",
    "twice.yaml": HEAD
    + "set:\n  resident_staff: {amount: 600, reason: r}\n  resident_staff: {amount: 7, reason: r}\n",
    "year.yaml": HEAD + "set:\n  resident_staff: {amount: {2035: 600}, reason: more}\n",
    "reason.yaml": HEAD + "set:\n  resident_staff: {amount: 600}\n",
    "village.yaml": HEAD + "set:\n  resident_staff: {targeting: [V001, V002x], reason: r}\n",
    "broken.yaml": HEAD + "set: {resident_staff: {amount: 600\n",
    "empty.yaml": "",
}
RUN = ("run", "--outputs", "out")
MISTAKES = [
    ((*RUN, "lever.yaml"), "lever.yaml:5: unknown lever 'resident_staf'; did you mean 'resident_staff'?"),
    ((*RUN, "unit.yaml"), "unit.yaml:5: 'municipal_fiscal.amount' has the wrong unit '万人'; allowed: 10k yuan, 万元, 元, yuan, 百万元, million yuan, 亿元; did you mean '万元'?"),
    ((*RUN, "twice.yaml"), "twice.yaml:6: 'resident_staff' stands here again after line 5; delete one of the two"),
    ((*RUN, "year.yaml"), "year.yaml:5: 'resident_staff.amount' names the year 2035, outside the horizon; allowed: 2022 to 2030"),
    ((*RUN, "reason.yaml"), "reason.yaml:5: 'resident_staff' has no reason; every change needs one in words"),
    ((*RUN, "village.yaml"), "village.yaml:5: unknown village 'V002x'; did you mean 'V002'?"),
    ((*RUN, "empty.yaml"), f"empty.yaml: the file is empty; a scenario file holds: {', '.join(TOP_KEYS)}"),
    ((*RUN, "missing.yaml"), "missing.yaml: no such file"),
    ((*RUN, "programe-2022"), "unknown scenario 'programe-2022'; did you mean 'programme-2022'?"),
    ((*RUN, "programme-2022", "--against", "no-program"), "unknown scenario 'no-program'; did you mean 'no-programme'?"),
    ((*RUN, "programme-2022", "-p", "vilages_shown=5"), "-p: unknown notebook parameter 'vilages_shown'; did you mean 'villages_shown'?"),
    ((*RUN, "programme-2022", "-p", "villages_shown=five"), "-p: 'villages_shown' cannot be 'five'; it should be of type int"),
    ((*RUN, "programme-2022", "-p", "members=5"), "-p: set 'members' with --members"),
    ((*RUN, "programme-2022", "--members", "1e3"), "--members is '1e3'; it should be a whole number from 1 to 1,048,576"),
    ((*RUN, "programme-2022", "--seed", "-1"), "--seed is '-1'; it should be a whole number from 0 to 4,294,967,295"),
    ((*RUN, "programme-2022", "--villages", "mine.csv"), "--villages mine.csv: no such file"),
    ((*RUN, "programme-2022", "--lang", "fr"), "--lang: unknown language 'fr'; allowed: zh, en"),
    ((*RUN, "--all", "programme-2022"), "give either --all or scenarios by name"),
    (("run", "programme-2022", "--outputs", "lever.yaml/x"), "--outputs lever.yaml/x: nothing can be written here; choose another folder"),
    ((*RUN, "programme-2022", "--member", "5"), "wuli run: unknown option '--member'; did you mean '--members'?"),
    ((*RUN, "programme-2022", "--seed"), "wuli: --seed needs a value after it"),
    (("runn", "--all"), "wuli: unknown command 'runn'; did you mean 'run'?"),
    (("scenarios", "shwo"), "wuli scenarios: unknown command 'shwo'; did you mean 'show'?"),
    (("facts", "bank_loans", "b", "c"), "wuli facts: 'b c' is more than it takes; see wuli facts --help"),
    (("scenarios", "show"), "wuli scenarios show: SCENARIO is missing; see wuli scenarios show --help"),
    (("facts", "bank_lons"), "unknown published figure 'bank_lons'; did you mean 'bank_loans'?"),
    (("check", "notes.docx"), "notes.docx: no such file"),
    (("check", "a.yaml", "--answer", "E17=yuan"), "a.yaml: --answer, --annotated and --picture belong to tables, not to a scenario or study file"),
    (("villages", "make", "nowhere/villages.csv"), "nowhere/villages.csv: there is no folder nowhere; make it first, or choose another place"),
    (("apps", "--port", "web"), "--port is 'web'; it should be a whole number from 0 to 65,535"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), MISTAKES, ids=[" ".join(each[0]) for each in MISTAKES])
def test_a_mistake_gets_one_clear_line_status_2_and_leaves_no_folder(wuli, tmp_path, arguments, expected):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    status, out, err = wuli(*arguments)
    assert (status, out, err) == (2, "", expected + "\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_broken_yaml_is_told_with_its_line(wuli, tmp_path):
    (tmp_path / "broken.yaml").write_text(FILES["broken.yaml"], encoding="utf-8")
    status, out, err = wuli("check", "broken.yaml")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert re.match(r"broken\.yaml:\d: not valid YAML \(.+\)$", err)


def test_mistakes_in_several_files_and_switches_are_told_together(wuli, tmp_path):
    for name in ("lever.yaml", "reason.yaml"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    status, _, err = wuli(*RUN, "lever.yaml", "reason.yaml", "--members", "0", "-p", "x=1")
    assert status == 2
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "lever.yaml", "reason.yaml", "--members is '0'; it should be a whole number from 1 to 1,048,576", "-p",
    ]  # fmt: skip


def test_without_scenarios_run_says_which_there_are(wuli):
    status, _, err = wuli("run")
    assert status == 2
    assert err.startswith("name the scenarios to run, or --all; allowed: programme-2022, no-programme,")


def test_two_files_of_one_name_are_refused(wuli, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.yaml").write_text(HEAD, encoding="utf-8")
    assert wuli(*RUN, "a/same.yaml", "b/same.yaml")[::2] == (
        2, "the scenario 'same' comes twice; leave one out, or rename one of the files\n",
    )  # fmt: skip


# --- help and language -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [(), ("run",), ("scenarios",), ("facts",), ("villages", "make"), ("check",)]
)
def test_help_is_in_one_language_and_fits_80_columns(wuli, command):
    status, english, _ = wuli(*command, "--help", "--lang", "en")
    assert status == 0
    assert not HAN.search(english)
    status, chinese, _ = wuli("--lang=zh", *command, "--help")
    assert status == 0
    assert "用法：wuli" in chinese
    assert "显示这段说明" in chinese
    assert not re.search(r"Usage|Options|Commands|Arguments|Show this|default|cli_", chinese)
    assert max(len(line) for line in english.splitlines()) <= 80


def test_help_says_the_exit_codes(wuli):
    out = wuli("--help", "--lang", "en")[1]
    assert "0 done; 1 a run failed; 2 wrong input; 130 interrupted" in " ".join(out.split())


def test_chinese_is_the_language_where_none_is_named(wuli, monkeypatch):
    monkeypatch.delenv("WULI_LANG")
    assert wuli("runn")[2] == "wuli: 没有名为“runn”的命令；是否指“run”？\n"


def test_help_appears_within_three_quarters_of_a_second_of_work():
    """Processor time of the whole process, so that a busy machine does not count."""
    code = "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'sim.cli', '--help'], stdout=-3); print(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))"
    fastest = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert fastest < 0.75  # 0.36 on a quiet core, half as much again where its twin is busy


# --- what the commands show ------------------------------------------------------------------------------


def test_scenarios_are_listed_with_titles_and_number_of_changes(wuli):
    status, out, _ = wuli("scenarios")
    assert status == 0
    assert out.index("programme-2022") < out.index("no-programme") < out.index("talent-first")
    assert "Talent first" in out


def test_a_scenario_is_shown_change_by_change(wuli, tmp_path):
    (tmp_path / "mine.yaml").write_text(
        HEAD + "set:\n  municipal_fiscal: {amount: {2024: 5}, targeting: even, reason: {zh: 因为, en: because}}\n"
        "parameters:\n  yield_rate: {value: 0.05, reason: poor}\n", encoding="utf-8",
    )  # fmt: skip
    status, out, _ = wuli("scenarios", "show", "mine.yaml")
    text = " ".join(out.split())
    assert status == 0
    assert "programme-2022" in text
    for part in ("2,150 10k yuan", "2024: 5", "evenly over all", "because", "0.05", "poor"):
        assert part in text
    assert "因为" in wuli("scenarios", "show", "mine.yaml", "--lang", "zh")[1]


def test_facts_are_searched_and_shown_in_full(wuli):
    assert "bank_loan_households" in wuli("facts", "Bank")[1]
    status, out, _ = wuli("facts", "bank_loans")
    assert status == 0
    assert "4,500 10k yuan" in out
    assert "Organisation Department" in out  # the document it was published in
    assert "not collective" in out
    assert "feeds the levers" in out


def test_the_register_is_summed_up_and_called_synthetic(wuli):
    status, out, _ = wuli("villages")
    assert status == 0
    assert "527 villages" in out
    assert "The village register is synthetic data" in out
    assert len(re.findall(r"^ *B\d ", out, re.MULTILINE)) == 9


def test_check_passes_a_good_file_and_lists_the_faults_of_a_bad_one(wuli, tmp_path, root):
    good = DATA / "villages.csv"
    status, out, _ = wuli("check", str(good))
    assert status == 0
    assert "527 villages; 0 errors, 0 questions" in out
    assert wuli("check", str(DATA / "scenarios/talent-first.yaml"))[0] == 0
    lines = good.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[4] = "many"
    (tmp_path / "bad.csv").write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    for command in (("check", "bad.csv"), ("villages", "check", "bad.csv")):
        status, out, _ = wuli(*command)
        assert status == 2
        assert "bad.csv!E2  error  'population' is 'many', not a number" in out


def test_the_synthetic_register_is_made_byte_for_byte(wuli, tmp_path, root):
    status, out, _ = wuli("villages", "make", "mine.csv")
    assert (status, out) == (0, f"written: {tmp_path / 'mine.csv'}\n")
    assert (tmp_path / "mine.csv").read_bytes() == (DATA / "villages.csv").read_bytes()


def test_version_names_code_and_python(wuli):
    out = wuli("version")[1]
    assert re.search(r"^wuli +\d", out)
    assert re.search(r"^code +[0-9a-f]{12} *$", out, re.MULTILINE)


def test_a_reader_that_stops_reading_is_no_error():
    start = time.monotonic()
    line = f"{sys.executable} -m sim.cli facts --lang en | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert time.monotonic() - start < 60


# --- end of a batch --------------------------------------------------------------------------------------


class Stub:
    """What `run_batch` is given and gives back, without running anything."""

    def __init__(self, states):
        self.states = states

    def __call__(self, jobs, render, watcher, workers=None, *warm):
        from sim.runs.batch import Outcome

        self.jobs = jobs
        if "interrupt" in self.states:
            raise KeyboardInterrupt
        return [
            Outcome(job, state, Path("out") / job.name, 1.0, "ValueError: no" if state == "failed" else "")
            for job, state in zip(jobs, self.states, strict=True)
        ]


def batch(monkeypatch, *states) -> Stub:
    import sim.runs.batch

    stub = Stub(states)
    monkeypatch.setattr(sim.runs.batch, "run_batch", stub)
    return stub


def test_a_failed_run_is_counted_named_and_gives_status_1(wuli, monkeypatch):
    batch(monkeypatch, "done", "failed", "done")
    status, out, err = wuli(*RUN, "programme-2022", "talent-first")
    assert status == 1
    assert "1 of 3 runs failed" in err
    assert "out/talent-first-" in err
    assert re.search(r"^report: /.*/out/comparison-\w{10}/report\.html$", out, re.MULTILINE)


def test_a_failed_run_gives_no_answer_even_where_its_tables_are_there(wuli, monkeypatch, tmp_path):
    import pandas as pd

    from sim.figures.tables import ANSWERS

    stub = batch(monkeypatch, "done", "failed", "done")
    rows = [(name, 1.0, 2.0, 3.0) for name in ANSWERS]
    table = pd.DataFrame(rows, columns=["answer", "low", "mid", "high"])

    def with_tables(jobs, *rest):
        for job in jobs[:2]:
            (tmp_path / "out" / job.name).mkdir(parents=True)
            table.to_parquet(tmp_path / "out" / job.name / "headline.parquet")
        return stub(jobs, *rest)

    monkeypatch.setattr("sim.runs.batch.run_batch", with_tables)
    out = wuli(*RUN, "programme-2022", "talent-first")[1]
    assert "programme" in out
    assert "Talent first" not in out


def test_an_interrupted_batch_gives_status_130_and_says_how_to_go_on(wuli, monkeypatch):
    batch(monkeypatch, "interrupt")
    status, out, _ = wuli(*RUN, "programme-2022")
    assert status == 130
    assert "run it again to go on" in out


def test_a_scenario_of_another_horizon_runs_alone_and_is_left_out_of_the_comparison(
    wuli, monkeypatch, tmp_path
):
    (tmp_path / "long.yaml").write_text(HEAD + "years: [2022, 2035]\n", encoding="utf-8")
    stub = batch(monkeypatch, "done", "done", "done", "done")
    status, _, err = wuli(*RUN, "programme-2022", "talent-first", "long.yaml")
    assert status == 0
    assert "long.yaml: its years or priors differ from those of 'programme-2022'" in err
    assert [job.label for job in stub.jobs] == ["programme-2022", "talent-first", "long", "comparison"]
    assert list(stub.jobs[-1].parameters["reports"]) == ["programme-2022", "talent-first"]


def test_faults_of_one_check_do_not_hide_those_of_the_next():
    found = [Fault("", "fault_no_file", {})]

    def refuse():
        raise InputFaults([found[0], Fault("x", "fault_no_file", {})])

    assert attempt(found, 7, refuse) == 7
    assert [each.where for each in found] == ["", "x"]
    assert attempt(found, 7, lambda: 8) == 8


# What stands in the Chinese help in Latin letters, options and their metavars apart: names of programs and
# methods, endings of files, and the values that an option takes as they are typed.
LATIN_NAMES = frozenset(
    [
        "wuli",
        "Word",
        "Excel",
        "PNG",
        "SVG",
        "CSV",
        "GeoJSON",
        "WGS",
        "JupyterLab",
        "Voila",
        "ID",
        "FOLDER",
        "ODD",
        "Sobol",
        "Morris",
        "Dask",
        "ctrl-C",
        "WULI_LANG",
        "WULI_PASSWORD",
        "WULI_TOKEN",
        "WULI_ALLOW_HOST",
        "browser",
        "token",
        "posterior",
        "name",
        "tcp",
        "xlsx",
        "xls",
        "ods",
        "csv",
        "parquet",
        "yaml",
        "svg",
        "pdf",
        "png",
        "appraisal",
        "banner_id",
        "township_id",
        "village_id",
        "industry",
        "below_",
        "reach_",
        "total",
        "mean",
        "city",
        "column",
        "level",
        "local",
        "place",
        "levers",
        "expected",
        "income",
        "inequality",
        "shortfall",
        "over_target",
        "worst_tenth",
        "keep",
        "percent",
        "yuan",
        "synthetic",
        "outputs",
        "data",
        "studies",
        "taken",
        "targets",
        "validation",
        "outcome_first",
        "villages_shown",
        "no-programme",
        "programme-",
        "funding-first",
        "talent-first",
        "discontinuity",
        "event_study",
        "instrumental",
        "staggered",
        "two_way_fixed_effects",
        "weighting",
        "wild_cluster_bootstrap",
    ]
)


def commands_of(command, path=()):
    yield path, command.load()
    for name, child in getattr(command, "commands", {}).items():
        yield from commands_of(child, (*path, name))


PATHS = dict(commands_of(built(cli.COMMANDS)))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_chinese_help_is_chinese_and_nothing_of_it_is_cut(wuli, monkeypatch, path):
    monkeypatch.setenv("COLUMNS", "80")
    narrow = wuli(*path, "--help", "--lang", "zh")[1]
    monkeypatch.setenv("COLUMNS", "600")
    wide = wuli(*path, "--help", "--lang", "zh")[1]
    assert plain_help(narrow) == plain_help(wide)
    typed = {
        word
        for each in PATHS[path].parameters
        for word in re.findall(r"[a-z][\w-]+", f"{each.given.metavar} {each.default}")
    }
    named = {word for names in PATHS for word in names}
    text = re.sub(r"(?<![\w-])--?[\w-]+|https?://\S+", " ", wide)
    words = set(re.findall(r"[A-Za-z][A-Za-z_-]+", text)) - typed - named - LATIN_NAMES
    assert words == set()


# What click and its like say of themselves, and placeholders that are no word of Chinese.
OF_CLICK = re.compile(
    r"usage|options?|arguments?|commands?|required|default|env var|error|try '|show this|exit|dynamic|repeatable"
    r"|deprecated|INTEGER|TEXT|PATH|FLOAT|BOOLEAN|FILE|FOLDER|SCENARIO|NAME|VALUE|(?<![\w-])[NX](?!\w)",
)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_whole_in_each_language_and_says_of_every_parameter_what_it_does(wuli, path):
    english, chinese = (wuli(*path, "--help", "--lang", lang)[1] for lang in ("en", "zh"))
    assert english.startswith(" ".join(("Usage: wuli", *path, "[OPTIONS]")))
    assert chinese.startswith(" ".join(("用法：wuli", *path, "[选项]")))
    assert not HAN.search(english)
    without = re.sub(r"(?<![\w-])--?[\w-]+|WULI_[A-Z_]+|wuli [\w -]+", " ", chinese)
    assert not OF_CLICK.search(without), OF_CLICK.search(without)
    for text, lang in ((english, "en"), (chinese, "zh")):
        shown = "".join(text.split())
        for each in PATHS[path].parameters:
            with speaking(lang):
                words = say(each.given.help, languages="zh|en")
            assert "".join(words.split()) in shown, each.name
            assert bool(HAN.search(words)) == (lang == "zh")
    for name, child in getattr(PATHS[path], "commands", {}).items():
        assert f"\n  {name}" in english
        with speaking("en"):
            assert "".join(say(child.entry.help).split()) in "".join(english.split())


def test_every_command_is_listed_once_and_its_parameters_are_of_its_function():
    listed = [each.path for each in cli.COMMANDS]
    assert len(set(listed)) == len(listed) == len(PATHS)
    assert len({each.does for each in cli.COMMANDS if each.does}) == len(
        [each for each in cli.COMMANDS if each.does]
    )
    for path, command in PATHS.items():
        names = [each.name for each in command.parameters]
        assert names[-2:] == ["programme", "lang"], path
        assert len(set(names)) == len(names), path


def plain_help(text):
    """All signs but those that a wider screen moves."""
    return sorted(re.sub(r"[\s│╭╮╰╯─]", "", text))
