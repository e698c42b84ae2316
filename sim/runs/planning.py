"""From a study to the runs to be made, each with its key and its manifest, before the first of them begins.

A study is a file, or the scenarios that are named on the command line. Whoever makes the runs, here or on
another machine, makes them of the same jobs; `job_again` is the one that made a run which is there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.faults import Fault, InputFaults, attempt
from sim.folders import OUTPUTS
from sim.inputs.case import Case, beside, cases_of, notes_of
from sim.inputs.intake.imputation import drawn_columns
from sim.inputs.intake.registers import parted, register_file, register_in_use
from sim.inputs.notebooks import BATCH_NOTEBOOK, COMPARISON_NOTEBOOK, notebook_parameters
from sim.inputs.notebooks import FOLDER as NOTEBOOKS
from sim.inputs.studies import GIVEN, Study, Variant
from sim.model.simulate import check_case
from sim.runs import store
from sim.runs.batch import Outcome
from sim.runs.ensemble import comparable
from sim.runs.job import Job, held_files, held_tables
from sim.runs.provenance import (
    case_content,
    checksum_of,
    code_version,
    data_files,
    digest,
    file_checksum,
    run_content,
)
from sim.words import LANGUAGES, by_language

COMPARISON = "comparison"
USUAL_SECONDS, USUAL_BYTES = 3.0, 1 << 20  # of a run where none like it was made yet
LOOKED_AT = 12  # finished runs that an estimate rests on


@dataclass(frozen=True)
class Settings:
    """What all runs of a study share that no result depends on, but for the language of their reports."""

    lang: str = "zh"
    outputs: Path = OUTPUTS
    again: bool = False
    author: str = ""  # who is named in what is published; blank names nobody
    # data/ as it was before anything of it was read, so that an edit while planning is noticed as well
    held: Mapping[str, str] = field(default_factory=held_tables)


@dataclass(frozen=True)
class StudyPlan:
    """A study with every run planned: one case for each of its variants, and its jobs, each once.

    against  what the first case is measured against
    """

    study: Study
    settings: Settings
    cases: tuple[Case, ...]
    against: Case
    jobs: tuple[Job, ...]


def plan_study(study: Study, settings: Settings) -> StudyPlan:
    """Every run of a study, in its order. Raises InputFaults where a run would be refused."""
    cases = study_cases(study)
    others: dict[tuple[int, ...], Case] = {}
    jobs: dict[str, Job] = {}
    for variant, case in zip(study.variants, cases, strict=True):
        years = case.scenario.years
        if years not in others:
            others[years] = _counterfactual(study, case)
        job = _variant_job(study, variant, case, _same_world(others[years], case), settings)
        jobs.setdefault(job.name, job)
    first = _same_world(others[cases[0].scenario.years], cases[0])
    return StudyPlan(study, settings, tuple(cases), first, tuple(jobs.values()))


def study_cases(study: Study) -> list[Case]:
    """The case of every variant. Raises InputFaults where one, or what it is measured against, is refused."""
    register = register_in_use(study.villages or None)
    *cases, other = cases_of([*(each.scenario for each in study.variants), study.against.scenario], register)
    faults: list[Fault] = []
    seen: set[tuple[Any, ...]] = set()
    places = [each.choice.where or each.label for each in study.variants]
    for place, case in zip([*places, study.against.scenario.id], [*cases, other], strict=True):
        handed = tuple(
            (name, each.targeting, each.villages)
            for name, each in case.scenario.settings.items()
            if any(each.amounts)
        )
        if handed not in seen:  # of cases that hand out alike, one is looked at
            seen.add(handed)
            found: list[Fault] = []
            attempt(found, check_case, case)
            told = [each._replace(where=each.where or place) for each in found]
            faults += [each for each in told if each not in faults]
    if faults:
        raise InputFaults(faults)
    return cases


def _counterfactual(study: Study, case: Case) -> Case:
    """What a case is measured against, over the years of the case: read again only where it has others."""
    against = study.against
    if against.scenario.years == case.scenario.years:
        return replace(case, scenario=against.scenario)
    return beside(case, against.path or against.source)


def _same_world(other: Case, case: Case) -> Case:
    """The counterfactual with the assumptions of a case, as `sim.inputs.case.beside` gives it."""
    assumed = replace(other.scenario, parameters=case.scenario.parameters, posterior=case.scenario.posterior)
    return replace(other, parameters=case.parameters, scenario=assumed)


# --- the jobs ------------------------------------------------------------------------------------


def _variant_job(study: Study, variant: Variant, case: Case, other: Case, settings: Settings) -> Job:
    """The run of one variant."""
    content = _content(study, variant, case, other, settings)
    about = {
        "scenario": case.scenario.id, "counterfactual": other.scenario.id, "base": variant.base,
        "changes": variant.choice.columns(), "about": dict(variant.about), "keyed": content,
    }  # fmt: skip
    files = {**study.against.files, **variant.files, **_own_notebook(variant.notebook)}
    run, given = replace(variant, files=files), {"scenario": variant.source}
    return _job(study, run, given, [case, other], digest(content), about, settings)


def comparison_job(plan: StudyPlan) -> Job | None:
    """The run that compares those scenarios that differ in their levers alone; None where that is one."""
    study = plan.study
    alike = [
        (variant, case)
        for variant, case in zip(study.variants, plan.cases, strict=True)
        if comparable(plan.cases[0], case)
    ]
    if len(alike) < 2:
        return None
    variants, cases = [variant for variant, _ in alike], [case for _, case in alike]
    names = {job.label: job.name for job in plan.jobs}
    reports = {each.label: f"../{names[each.label]}/report.html" for each in variants}
    carried = [study.against.files, *(each.files for each in variants)]
    declared = notebook_parameters(COMPARISON_NOTEBOOK)
    options = {name: value for name, value in study.options.items() if name in declared}
    run = replace(
        variants[0],
        label=COMPARISON,
        notebook=COMPARISON_NOTEBOOK,
        files={name: text for files in carried for name, text in files.items()},
        held=tuple(path for each in variants for path in each.held),
        options={**options, "reports": reports},
    )
    key = digest(
        [digest(_content(study, run, each, _same_world(plan.against, each), plan.settings)) for each in cases]
    )
    about = {"scenarios": [case.scenario.id for case in cases], "counterfactual": plan.against.scenario.id}
    given = {"scenarios": [each.source for each in variants]}
    return _job(study, run, given, cases, key, about, plan.settings)


def left_out(plan: StudyPlan) -> list[Variant]:
    """The variants that cannot be compared with the first one."""
    pairs = zip(plan.study.variants, plan.cases, strict=True)
    return [variant for variant, case in pairs if not comparable(plan.cases[0], case)]


def _content(study: Study, run: Variant, case: Case, other: Case, settings: Settings) -> dict[str, Any]:
    """All that could change a run's folder; content alone, so that a file counts alike wherever it lies."""
    options = {**run.options, "lang": settings.lang}
    return run_content(case, other, study.members, run.seed, run.notebook, options)


def _job(
    study: Study,
    run: Variant,
    given: Mapping[str, Any],
    cases: Sequence[Case],
    key: str,
    about: Mapping[str, Any],
    settings: Settings,
) -> Job:
    """A job with all that its manifest will say.

    given  how its notebook names the scenarios
    cases  those that it simulates, the first of which tells of the register
    """
    case, register = cases[0], cases[0].register
    declared = notebook_parameters(run.notebook)
    wanted = {
        **given, "counterfactual": study.against.source, "members": study.members, "seed": run.seed,
        "villages": study.villages, **run.options,
    }  # fmt: skip
    parameters = {name: value for name, value in wanted.items() if name in declared}
    file = register_file(study.villages)
    whole = {
        **about, "key": key, "members": study.members, "seed": run.seed, "villages": file,
        "register": register.name, "synthetic": register.synthetic,
        "drawn": list(drawn_columns(register.table)), "notebook": run.notebook.name,
        "parameters": parameters, "lang": settings.lang, "label": run.label,
        **_author(settings), **noted(case),
    }  # fmt: skip
    inputs = {**data_files(), **case_content(case), "notebook": checksum_of(run.notebook)}
    held = held_files(settings.held, cases, [*run.held, *study.against.held])
    if file:  # a register that is not of data/, with the checksum that the key stands for
        held[parted(file)[0]] = register.checksum
    return Job(
        store.run_name(run.label, key), run.label, run.notebook, parameters, settings.outputs, whole, inputs,
        code_version(), settings.lang, settings.again, files=run.files, time_limit=study.time_limit,
        frozen=held, against=str(study.against.path) if study.against.files else "",
    )  # fmt: skip


def _own_notebook(notebook: Path) -> dict[str, str]:
    """A notebook that is not the project's, as a file that its run keeps."""
    if notebook.parent.resolve() == NOTEBOOKS.resolve():
        return {}
    return {f"{GIVEN}/{notebook.name}": notebook.read_text(encoding="utf-8")}


def _author(settings: Settings) -> dict[str, str]:
    """The author, where one was given."""
    return {"author": settings.author} if settings.author else {}


def noted(case: Case) -> dict[str, Any]:
    """What a manifest says of how a scenario was read and of what is beyond measure."""
    notes = by_language(lambda: notes_of(case))
    return {"notes": notes} if any(notes.values()) else {}


def job_again(folder: Path, about: Mapping[str, Any], outputs: Path) -> Job:
    """The job that made a run, as its manifest says, to be made in other outputs."""
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in about.get("given", ())}
    kept = {key: value for key, value in about.items() if key not in store.MADE}
    return Job(
        folder.name, about.get("label", folder.name), notebook_of(folder, about), about["parameters"],
        outputs, kept, about["inputs"], about["code_version"], about["lang"], files=texts,
    )  # fmt: skip


def notebook_of(folder: Path, about: Mapping[str, Any]) -> Path:
    """The notebook of a run: its own, kept in its folder, or the project's of that name."""
    kept = folder / GIVEN / about["notebook"]
    return kept if kept.is_file() else NOTEBOOKS / about["notebook"]


# --- the batch as a whole ------------------------------------------------------------------------


def batch_job(plan: StudyPlan, outcomes: Sequence[Outcome]) -> Job:
    """The run that gathers all others: one table, its summary and the page of all runs.

    Its folder keeps its name while runs fail and are made again; it is written anew when they have changed.
    """
    study, settings = plan.study, plan.settings
    listed, notebook = _run_list(outcomes), checksum_of(BATCH_NOTEBOOK)
    runs = digest([study.text, [each.job.name for each in outcomes], list(study.outputs)])
    given = {
        "title": study.title[settings.lang], "question": study.question[settings.lang],
        "outputs": list(study.outputs),
    }  # fmt: skip
    key = digest([runs, listed, code_version(), notebook, settings.lang])
    name = store.run_name(study.id, runs)
    about = {
        "batch": study.id, "title": dict(study.title), "key": key, "plan": runs, "members": study.members,
        "notebook": BATCH_NOTEBOOK.name, "lang": settings.lang, "outputs": list(study.outputs),
        "runs": [each.folder.name for each in outcomes if not each.error],
        "failed": {each.job.name: each.error for each in outcomes if each.error}, "parameters": given,
        **_author(settings),
    }  # fmt: skip
    inputs = {**data_files(), "notebook": notebook, **_manifests(outcomes)}
    stale = (store.read_manifest(settings.outputs / name) or {}).get("key") not in (None, key)
    return Job(
        name, study.id, BATCH_NOTEBOOK, given, settings.outputs, about, inputs, code_version(), settings.lang,
        settings.again or stale, files={"study.yaml": study.text, "runs.csv": listed},
        frozen=held_files(settings.held, (), ()),
    )  # fmt: skip


def _manifests(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """The checksum of each finished run's manifest, which names the checksums of its files."""
    found = {each.folder.name: each.folder / store.MANIFEST for each in outcomes if not each.error}
    return {f"runs/{name}": file_checksum(path) for name, path in found.items()}


def _run_list(outcomes: Sequence[Outcome]) -> str:
    """The runs of a study as CSV: where each lies, how it ended and what it was given."""
    about = [each.job.about for each in outcomes]
    columns = list(dict.fromkeys(name for each in about for name in each["changes"]))
    abouts = [f"about_{lang}" for lang in LANGUAGES]
    head = ["run", "state", "error", "notebook", "scenario", "base", "seed", *abouts, *columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    for outcome, each in zip(outcomes, about, strict=True):
        state = "failed" if outcome.error else "done"
        error = outcome.error.strip().splitlines()[:1] or [""]
        words = [each["about"][lang] for lang in LANGUAGES]
        given = [each["changes"].get(name, "") for name in columns]
        notebook = Path(each["notebook"]).stem
        writer.writerow(
            [outcome.job.name, state, *error, notebook, each["scenario"], each["base"], each["seed"], *words,
             *given]
        )  # fmt: skip
    return buffer.getvalue()


# --- what it will take ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Workload:
    """What the runs that are still to be made will take."""

    runs: int
    seconds: float
    size: int  # bytes
    measured: bool  # on finished runs of the same notebooks, or only reckoned


def estimate(jobs: Sequence[Job], workers: int) -> Workload:
    """Time and disk for the runs that are not there yet, from finished runs of the same notebooks."""
    missing = [job for job in jobs if job.again or not store.finished(job.outputs, job.name)]
    known: dict[str, tuple[float, float] | None] = {}
    for job in missing:
        known.setdefault(job.notebook.name, _past(job.outputs, job.notebook.name))
    taken = [known[job.notebook.name] or (USUAL_SECONDS, USUAL_BYTES) for job in missing]
    seconds = sum(each for each, _ in taken) / max(1, workers)
    return Workload(len(missing), seconds, int(sum(size for _, size in taken)), all(known.values()))


def _past(outputs: Path, notebook: str) -> tuple[float, float] | None:
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
