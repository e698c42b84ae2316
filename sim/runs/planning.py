"""From scenarios and studies to the runs to be made, each with its key, before the first of them begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.faults import Fault, InputFaults
from sim.inputs import Case, beside, cases_of
from sim.inputs.intake.drawn import drawn_columns
from sim.inputs.intake.registers import parted, register_file, register_in_use
from sim.inputs.notebooks import BATCH_NOTEBOOK, COMPARISON_NOTEBOOK, SCENARIO_NOTEBOOK, notebook_parameters
from sim.inputs.notebooks import FOLDER as NOTEBOOKS
from sim.inputs.programme import in_use
from sim.inputs.scenarios.limits import notes_of
from sim.inputs.studies import GIVEN, Study, Variant, carried
from sim.model.simulate import check_case
from sim.runs import store
from sim.runs.batch import Outcome
from sim.runs.job import Job, held_files, held_tables
from sim.runs.provenance import case_content, code_version, data_files, digest, file_checksum, run_content
from sim.words import LANGUAGES

COMPARISON = "comparison"
USUAL_SECONDS, USUAL_BYTES = 3.0, 1 << 20  # of a run where none like it was made yet
LOOKED_AT = 12  # finished runs that an estimate rests on


@dataclass(frozen=True)
class Settings:
    """What all runs of a batch share."""

    members: int = 1000
    seed: int = 0
    counterfactual: str = field(default_factory=lambda: in_use().counterfactual)
    villages: str = ""  # a register file; empty is the one in use, `synthetic` that of data/
    lang: str = "zh"
    outputs: Path = store.OUTPUTS
    again: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)  # of the notebooks, checked
    time_limit: float = float("inf")  # seconds a run may take
    author: str = ""  # who is named in what is published; blank names nobody
    # data/ as it was before anything of it was read, so that an edit while planning is noticed as well
    frozen: Mapping[str, str] = field(default_factory=held_tables)


@dataclass(frozen=True)
class Estimate:
    """What the runs that are still to be made will take."""

    runs: int
    seconds: float
    size: int  # bytes
    measured: bool  # on finished runs of the same notebooks, or only reckoned


# --- scenarios ------------------------------------------------------------------------------------


def scenario_job(case: Case, source: str, settings: Settings) -> Job:
    """The run of the study notebook for one scenario; `source` is the id or file it was read from."""
    own = known(settings.options, SCENARIO_NOTEBOOK)
    name, files = given(source)
    parameters = {"scenario": name, **shared(settings), **own}
    other = beside(case, settings.counterfactual)
    content = content_of(case, other, SCENARIO_NOTEBOOK, own, settings)
    about = {"scenario": case.scenario.id, "counterfactual": other.scenario.id, "keyed": content}
    key = digest(content)
    held = held_files(settings.frozen, [case, other], [name, settings.counterfactual], files)
    return make_job(case.scenario.id, key, SCENARIO_NOTEBOOK, parameters, case, settings, about, files, held)


def given(source: str) -> tuple[str, Mapping[str, str]]:
    """How a run's notebook names a scenario, and the files that its folder then holds."""
    files = carried(Path(source)) if Path(source).is_file() else {}
    return (f"{GIVEN}/{Path(source).stem}.yaml", files) if files else (source, {})


def comparison_job(
    cases: Sequence[Case], sources: Sequence[str], settings: Settings, reports: Mapping[str, str]
) -> Job:
    """The run of the comparison notebook over several scenarios; `reports` are the ways to their own."""
    own = {**known(settings.options, COMPARISON_NOTEBOOK), "reports": dict(reports)}
    carried_along = [given(source) for source in sources]
    files = {name: text for _, each in carried_along for name, text in each.items()}
    parameters = {"scenarios": [name for name, _ in carried_along], **shared(settings), **own}
    key = digest([key_of(case, COMPARISON_NOTEBOOK, own, settings) for case in cases])
    about = {"scenarios": [case.scenario.id for case in cases], "counterfactual": settings.counterfactual}
    names = [*parameters["scenarios"], settings.counterfactual]
    held = held_files(settings.frozen, cases, names, files)
    return make_job(COMPARISON, key, COMPARISON_NOTEBOOK, parameters, cases[0], settings, about, files, held)


def key_of(case: Case, notebook: Path, options: Mapping[str, Any], settings: Settings) -> str:
    """The key of a case's run: content alone, so that a file counts the same wherever it lies."""
    return digest(content_of(case, beside(case, settings.counterfactual), notebook, options, settings))


def content_of(
    case: Case, other: Case, notebook: Path, options: Mapping[str, Any], settings: Settings
) -> dict[str, Any]:
    own = {**options, "lang": settings.lang}
    return run_content(case, other, settings.members, settings.seed, notebook, own)


def shared(settings: Settings) -> dict[str, Any]:
    """The notebook parameters that every run of a batch has."""
    return {
        "counterfactual": settings.counterfactual,
        "members": settings.members,
        "seed": settings.seed,
        "villages": settings.villages,
    }


def known(options: Mapping[str, Any], notebook: Path) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in notebook_parameters(notebook)}


def make_job(
    label: str,
    key: str,
    notebook: Path,
    parameters: Mapping[str, Any],
    case: Case,
    settings: Settings,
    about: Mapping[str, Any],
    files: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
) -> Job:
    full = {
        **about, "key": key, "members": settings.members, "seed": settings.seed,
        "villages": register_file(settings.villages),
        "register": case.register.name, "synthetic": case.register.synthetic,
        "drawn": list(drawn_columns(case.register.table)), "notebook": notebook.name,
        "parameters": dict(parameters), "lang": settings.lang, "label": label, **noted(case),
    }  # fmt: skip
    inputs = {**data_files(), **case_content(case), "notebook": file_checksum(notebook)}
    name = store.run_name(label, key)
    return Job(
        name, label, notebook, parameters, settings.outputs, full, inputs, code_version(),
        settings.lang, settings.again, files=files or {}, time_limit=settings.time_limit,
        frozen={**(held or {}), **register_held(case, settings.villages)},
    )  # fmt: skip


def register_held(case: Case, villages: str) -> dict[str, str]:
    """The file of a register that is not of data/, with the checksum that the key stands for."""
    file = register_file(villages)
    return {parted(file)[0]: case.register.checksum} if file else {}


def noted(case: Case) -> dict[str, Any]:
    """What a manifest says of how a scenario was read and of what is beyond measure."""
    notes = {lang: notes_of(case, lang) for lang in LANGUAGES}
    return {"notes": notes} if any(notes.values()) else {}


# --- studies --------------------------------------------------------------------------------------


def study_jobs(study: Study, settings: Settings) -> list[Job]:
    """One job for every run of a study, each once, in its order."""
    cases = cases_of([each.scenario for each in study.variants], register_in_use(study.villages or None))
    check_cases(study, cases)
    others: dict[tuple[int, ...], Case] = {}
    jobs: dict[str, Job] = {}
    for variant, case in zip(study.variants, cases, strict=True):
        years = case.scenario.years
        if years not in others:
            others[years] = beside(case, counterfactual(study))
        job = study_job(study, variant, case, same_world(others[years], case), settings)
        jobs.setdefault(job.name, job)
    return list(jobs.values())


def check_cases(study: Study, cases: Sequence[Case]) -> None:
    """Refuse what a run would be refused for; of cases that hand out alike, one is looked at."""
    seen: set[tuple[Any, ...]] = set()
    faults: list[Fault] = []
    for variant, case in zip(study.variants, cases, strict=True):
        handed = tuple(
            (name, each.targeting, each.villages)
            for name, each in case.scenario.settings.items()
            if any(each.amounts)
        )
        if handed not in seen:
            seen.add(handed)
            try:
                check_case(case)
            except InputFaults as found:
                where = variant.choice.where or variant.label
                told = [each._replace(where=each.where or where) for each in found.faults]
                faults += [each for each in told if each not in faults]
    if faults:
        raise InputFaults(faults)


def named(settings: Settings) -> dict[str, str]:
    """The author, where one was given."""
    return {"author": settings.author} if settings.author else {}


def counterfactual(study: Study) -> str | Path:
    """What a study's runs are measured against, as it is read while planning."""
    return study.against_path or study.against.source


def same_world(other: Case, case: Case) -> Case:
    """The counterfactual with the assumptions of a case, as `sim.inputs.beside` gives it."""
    assumed = replace(other.scenario, parameters=case.scenario.parameters, posterior=case.scenario.posterior)
    return replace(other, parameters=case.parameters, scenario=assumed)


def study_job(study: Study, variant: Variant, case: Case, other: Case, settings: Settings) -> Job:
    """The run of one variant."""
    given = {
        "scenario": variant.source, "counterfactual": study.against.source, "members": study.members,
        "seed": variant.seed, "villages": study.villages, **variant.options,
    }  # fmt: skip
    declared = notebook_parameters(variant.notebook)
    parameters = {name: value for name, value in given.items() if name in declared}
    options = {**variant.options, "lang": settings.lang}
    content = run_content(case, other, study.members, variant.seed, variant.notebook, options)
    about = {
        "scenario": case.scenario.id, "counterfactual": other.scenario.id, "key": digest(content),
        "members": study.members, "seed": variant.seed, "villages": register_file(study.villages),
        "register": case.register.name, "synthetic": case.register.synthetic,
        "drawn": list(drawn_columns(case.register.table)),
        "notebook": variant.notebook.name, "parameters": parameters, "lang": settings.lang,
        "base": variant.base, "changes": variant.choice.columns(), "about": dict(variant.about),
        "label": variant.label, "keyed": content, **named(settings), **noted(case),
    }  # fmt: skip
    inputs = {**data_files(), **case_content(case), "notebook": content["notebook"]}
    files = {**study.against.files, **variant.files}
    sources = [variant.source, study.against.source]
    held = held_files(settings.frozen, [case, other], sources, files)
    return Job(
        store.run_name(variant.label, digest(content)), variant.label, variant.notebook, parameters,
        settings.outputs, about, inputs, code_version(), settings.lang, settings.again,
        files={**files, **own_notebook(variant.notebook)}, time_limit=study.time_limit,
        frozen={**held, **register_held(case, study.villages)},
    )  # fmt: skip


def own_notebook(notebook: Path) -> dict[str, str]:
    """A notebook that is not the project's, as a file that its run keeps."""
    if notebook.parent.resolve() == NOTEBOOKS.resolve():
        return {}
    return {f"{GIVEN}/{notebook.name}": notebook.read_text(encoding="utf-8")}


# --- the batch as a whole ------------------------------------------------------------------------


def batch_job(study: Study, outcomes: Sequence[Outcome], settings: Settings) -> Job:
    """The run that gathers all others: one table, its summary and the page of all runs.

    Its folder keeps its name while runs fail and are made again; it is written anew when they have changed.
    """
    listed = run_list(study, outcomes)
    plan = digest([study.text, [each.job.name for each in outcomes], list(study.outputs)])
    given = {
        "title": study.title[settings.lang], "question": study.question[settings.lang],
        "outputs": list(study.outputs),
    }  # fmt: skip
    key = digest([plan, listed, code_version(), file_checksum(BATCH_NOTEBOOK), settings.lang])
    name = store.run_name(study.id, plan)
    about = {
        "batch": study.id, "title": dict(study.title), "key": key, "plan": plan, "members": study.members,
        "notebook": BATCH_NOTEBOOK.name, "lang": settings.lang, "outputs": list(study.outputs),
        "runs": [each.folder.name for each in outcomes if not each.error],
        "failed": {each.job.name: each.error for each in outcomes if each.error}, "parameters": given,
        **named(settings),
    }  # fmt: skip
    inputs = {**data_files(), "notebook": file_checksum(BATCH_NOTEBOOK), **manifests(outcomes)}
    folder = settings.outputs / name
    stale = (store.read_manifest(folder) or {}).get("key") not in (None, key)
    return Job(
        name, study.id, BATCH_NOTEBOOK, given, settings.outputs, about, inputs, code_version(), settings.lang,
        settings.again or stale, files={"study.yaml": study.text, "runs.csv": listed},
        frozen=held_files(settings.frozen, (), (), {}),
    )  # fmt: skip


def manifests(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """The checksum of each finished run's manifest, which names the checksums of its files."""
    found = {each.folder.name: each.folder / store.MANIFEST for each in outcomes if not each.error}
    return {f"runs/{name}": file_checksum(path) for name, path in found.items()}


def run_list(study: Study, outcomes: Sequence[Outcome]) -> str:
    """The runs of a study as CSV: where each lies, how it ended and what it was given."""
    about = [each.job.about for each in outcomes]
    columns = list(dict.fromkeys(name for each in about for name in each["changes"]))
    head = ["run", "state", "error", "notebook", "scenario", "base", "seed", "about_zh", "about_en", *columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    for outcome, each in zip(outcomes, about, strict=True):
        state = "failed" if outcome.error else "done"
        error = outcome.error.strip().splitlines()[:1] or [""]
        words = [each["about"]["zh"], each["about"]["en"]]
        given = [each["changes"].get(name, "") for name in columns]
        notebook = Path(each["notebook"]).stem
        writer.writerow(
            [outcome.job.name, state, *error, notebook, each["scenario"], each["base"], each["seed"], *words,
             *given]
        )  # fmt: skip
    return buffer.getvalue()


# --- what it will take ---------------------------------------------------------------------------


def estimate(jobs: Sequence[Job], workers: int) -> Estimate:
    """Time and disk for the runs that are not there yet, from finished runs of the same notebooks."""
    missing = [job for job in jobs if job.again or not store.finished(job.outputs, job.name)]
    known: dict[str, tuple[float, float] | None] = {}
    for job in missing:
        known.setdefault(job.notebook.name, past(job.outputs, job.notebook.name))
    taken = [known[job.notebook.name] or (USUAL_SECONDS, USUAL_BYTES) for job in missing]
    seconds = sum(each for each, _ in taken) / max(1, workers)
    return Estimate(len(missing), seconds, int(sum(size for _, size in taken)), all(known.values()))


def past(outputs: Path, notebook: str) -> tuple[float, float] | None:
    """Mean seconds and bytes of some finished runs of a notebook: from its first file to its last."""
    found: list[tuple[float, float]] = []
    folders = sorted(outputs.glob(f"*/{store.MANIFEST}"), key=lambda path: -store.changed_at(path))
    for path in folders[: 4 * LOOKED_AT]:
        about = store.read_manifest(path.parent) or {}
        if about.get("notebook") == notebook and len(found) < LOOKED_AT:
            stats = [each.stat() for each in path.parent.rglob("*") if each.is_file()]
            times = [each.st_mtime for each in stats]
            found.append((max(times) - min(times), float(sum(each.st_size for each in stats))))
    if not found:
        return None
    return sum(each for each, _ in found) / len(found) + 0.5, sum(size for _, size in found) / len(found)
