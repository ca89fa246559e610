"""The command line as a user meets it: exit status, streams, and a README that agrees."""

from __future__ import annotations

import io
import json
import os
import pty
import re
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from commands import fork, run_fresh
from commands import run_sitegen as run
from rich.console import Console

from sitegen.cli import MESSAGE_FORMATS, cli, progress
from sitegen.cli.completion import SHELLS
from sitegen.cli.diagnostics import show
from sitegen.diagnostics import Diagnostic

README = Path(__file__).parent.parent / "README.md"
STORY = "date 2026-03-14 LISBON — “It is late,” said Ines Duarte, the harbour master.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "late.txt").write_text(STORY, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("typed", "meant"), [("bild", "build"), ("chekc", "check"), ("nothing", "")])
def test_a_command_that_there_is_not_is_told_with_the_one_that_is_meant(tmp_path: Path, typed: str, meant: str) -> None:
    done = run(typed, cwd=tmp_path)
    assert done.returncode == 2
    assert f"No such command '{typed}'." in done.stderr
    assert ("Did you mean" in done.stderr, f"`{meant}`?" in done.stderr) == (bool(meant), bool(meant))


def test_a_folder_with_one_text_builds(project: Path, tmp_path: Path) -> None:
    done = run_fresh("build", "project", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Built 1 article into _site:")
    assert (tmp_path / "_site" / "articles" / "late.html").is_file()


def test_strict_makes_a_warning_an_error(project: Path, tmp_path: Path) -> None:
    done = run("build", "project", "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert "project/late.txt" in done.stderr
    assert not (tmp_path / "_site").exists()


def test_the_public_address_comes_from_the_command_line_or_the_environment(project: Path, tmp_path: Path) -> None:
    (project / "site.yaml").write_text("base_url: https://file.example\n")

    def canonical(*words: str, **environment: str) -> str:
        assert run("build", "project", *words, cwd=tmp_path, **environment).returncode == 0
        page = (tmp_path / "_site" / "articles" / "late.html").read_text(encoding="utf-8")
        return page.partition('rel="canonical" href="')[2].partition("/articles/late.html")[0]

    assert canonical() == "https://file.example"
    assert canonical(SITEGEN_BASE_URL="") == "https://file.example"
    assert canonical(SITEGEN_BASE_URL="https://env.example/repo/") == "https://env.example/repo"
    assert canonical("--base-url", "https://a.example", SITEGEN_BASE_URL="https://b.example") == "https://a.example"


@pytest.mark.parametrize(
    ("address", "word"),
    [("example.org", "http://"), ("https://example.org/?a=b", "no ?"), ("https://example.org/#a", "no #")],
)
def test_a_public_address_that_is_none_is_refused(project: Path, tmp_path: Path, address: str, word: str) -> None:
    done = run("build", "project", "--base-url", address, cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert not (tmp_path / "_site").exists()


def test_mistakes_of_all_files_come_in_one_run(project: Path, tmp_path: Path) -> None:
    (project / "site.yaml").write_text("titel: x\n")
    (project / "knowledge").mkdir()
    (project / "knowledge" / "a.yaml").write_text("name: A\nkind: animal\n")
    (project / "bad.md").write_text("---\ndate: someday\n---\nHello.\n")
    done = run("build", "project", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for place in ("project/site.yaml:1:", "project/knowledge/a.yaml:2:", "project/bad.md:2:"):
        assert place in done.stderr
    assert "help:" in done.stderr
    assert not (tmp_path / "_site").exists()


def test_diagnostics_for_programs(project: Path, tmp_path: Path) -> None:
    (project / "site.yaml").write_text("titel: x\n")
    done = run("build", "project", "--format", "json", cwd=tmp_path)
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(d["path"], d["line"], d["code"]) for d in told] == [("project/site.yaml", 1, "SG103")]
    done = run("build", "project", "--format=github", cwd=tmp_path)
    assert done.stderr.startswith("::error file=project/site.yaml,line=1,col=1,title=SG103::")


def test_a_mistake_in_knowledge_is_told_alone(project: Path, tmp_path: Path) -> None:
    (project / "a.md").write_text("# A\n\nThe [trees](entity:norway) stand.\n")
    (project / "knowledge").mkdir(exist_ok=True)
    (project / "knowledge" / "zz.yaml").write_text("- name: Bob\n  kind: person\n  gendre: male\n")
    done = run("build", "project", "--format", "json", cwd=tmp_path)
    assert [json.loads(line)["code"] for line in done.stderr.splitlines()] == ["SG103"]


def test_a_wrong_value_is_told_with_what_its_key_is_for(project: Path, tmp_path: Path) -> None:
    (project / "site.yaml").write_text("language: klingon?\n")
    done = run("build", "project", "--format", "json", cwd=tmp_path)
    [told] = [json.loads(line) for line in done.stderr.splitlines()]
    assert (told["code"], told["line"]) == ("SG105", 1)
    assert "en-GB" in told["help"]
    assert "[A-Z" not in told["message"]


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("articles/lonely.yaml", "there is no lonely.txt or lonely.html"),
        ("articles/b.yml", "rename it to b.yaml"),
        ("articles/c.yaml", "--- lines at the head of c.md"),
        ("articles/b.yaml", ""),
        ("articles/d.yaml", ""),
        ("articles/e.yaml", "there is no e.txt or e.html"),
        ("compose.yml", ""),
        ("_drafts.yaml", ""),
    ],
)
def test_what_says_something_of_no_article_is_told(project: Path, tmp_path: Path, name: str, way_out: str) -> None:
    (project / "articles").mkdir()
    (project / "articles" / "b.txt").write_text("It rains in Oslo.")
    (project / "articles" / "c.md").write_text("---\ntitle: C\n---\nIt rains in Oslo.")
    (project / "articles" / "d.HTML").write_text(f"<article><h1>D</h1>{'<p>It rains in Oslo again.</p>' * 9}</article>")
    (project / "articles" / "_e.txt").write_text("It rains in Oslo.")
    (project / name).write_text("title: x\n")
    done = run("build", "project", "--format", "json", cwd=tmp_path)
    told = [json.loads(line) for line in done.stderr.splitlines()]
    strays = [one for one in told if one["code"] == "SG343"]
    assert [one["path"] for one in strays] == ([f"project/{name}"] if way_out else [])
    assert all(way_out in one["help"] for one in strays)


def test_an_unknown_hand_link_is_told_with_its_line(project: Path, tmp_path: Path) -> None:
    (project / "a.md").write_text("# A\n\nThe [trees](entity:norwai) stand.\n")
    done = run("build", "project", cwd=tmp_path)
    assert done.returncode == 1
    assert "project/a.md:3:" in done.stderr
    assert "`norway`" in done.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("build", "nowhere"), 2),
        (("build", "--nonsense"), 2),
        (("nonsense",), 2),
        (("build",), 2),
        (("--version",), 0),
        (("--help",), 0),
        (("annotate", "--source", "nowhere"), 2),
    ],
)
def test_exit_status(words: tuple[str, ...], status: int, tmp_path: Path) -> None:
    assert run(*words, cwd=tmp_path).returncode == status


def test_an_empty_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("build", "empty", cwd=tmp_path)
    assert done.returncode == 1
    assert "no article" in done.stderr


def test_annotate_is_a_filter(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "“Späť,” said Ján Novák in Poland. 🚢 Poland"}, {"id": 2, "text": ""}]
    done = run("annotate", cwd=tmp_path, text="\n".join(map(json.dumps, lines)))
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["a", 2]
    countries = [e for e in records[0]["entities"] if e["type"] == "country"]
    assert [(e["id"], lines[0]["text"][e["start"] : e["end"]]) for e in countries] == [("PL", "Poland")] * 2
    quotation = records[0]["quotes"][0]
    assert lines[0]["text"][quotation["start"] : quotation["end"]] == "Späť,"
    assert quotation["speaker"] == "Ján Novák"


def test_annotate_resolves_dates_from_the_date_of_the_text(tmp_path: Path) -> None:
    days = ("2023-01-21", "2023-01-21T09:00:00Z", None, "last week")
    lines = [json.dumps({"id": n, "text": "It sank on Friday.", "date": day}) for n, day in enumerate(days)]
    done = run("annotate", cwd=tmp_path, text="\n".join(lines))
    found = [json.loads(line)["dates"] for line in done.stdout.splitlines()]
    assert found == [[{"start": 11, "end": 17, "value": "2023-01-20", "approximate": False}]] * 2 + [[], []]
    assert done.returncode == 1
    assert "<stdin>:4: error[SG602]" in done.stderr


def test_annotate_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    done = run("annotate", cwd=tmp_path, text='nonsense\n{"id": 1, "text": "x"}\n{"id": 2}\n[]\n')
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert [f"<stdin>:{n}: error[SG601]" in done.stderr for n in (1, 3, 4)] == [True] * 3


def test_annotate_tells_of_lines_that_are_no_utf_8(tmp_path: Path) -> None:
    lines = [b'\xef\xbb\xbf{"id": 1, "text": "x"}', b'{"id": 2, "text": "\xe9"}', b'{"id": 3, "text": "\\ud800"}']
    (tmp_path / "texts.jsonl").write_bytes(b"\n".join(lines))
    done = run("annotate", "texts.jsonl", cwd=tmp_path)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert [f"texts.jsonl:{n}: error[SG603]" in done.stderr for n in (2, 3)] == [True] * 2


def test_the_folder_one_stands_in_is_the_project_where_it_has_articles(tmp_path: Path) -> None:
    assert run("build", cwd=tmp_path).returncode == 2
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "late.txt").write_text(STORY, encoding="utf-8")
    assert run("build", cwd=tmp_path).stdout.startswith("Built 1 article into _site:")
    assert "1 article," in run("check", "articles/late.txt", cwd=tmp_path).stdout


def test_annotate_knows_a_project(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "t.yaml").write_text("name: Tidal lock\nkind: term\n")
    done = run("annotate", "--source", ".", cwd=tmp_path, text='{"id": 1, "text": "A Tidal lock."}')
    assert json.loads(done.stdout)["entities"][0]["id"] == "tidal-lock"


def test_annotate_obeys_what_the_settings_of_a_project_say_of_names(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("ignore: [HomeNest]\nkinds: {Ashby Combe: place}\n")
    text = "Ashby Combe, a clerk, met HomeNest, a company. “We wait,” said Vera Holm, the mayor."

    def found(*options: str) -> dict[str, str]:
        done = run("annotate", *options, cwd=tmp_path, text=json.dumps({"id": 1, "text": text}))
        return {text[one["start"] : one["end"]]: one["type"] for one in json.loads(done.stdout)["entities"]}

    assert found("--source", ".") == {"Ashby Combe": "place", "Vera Holm": "person"}
    assert found() == {"Ashby Combe": "person", "HomeNest": "org", "Vera Holm": "person"}


def on_a_terminal(*words: str, cwd: Path, **environment: str) -> str:
    """What a command prints to standard error, which is a terminal."""
    main_end, other_end = pty.openpty()

    def prepare() -> None:
        for name in {"NO_COLOR", "FORCE_COLOR"} - set(environment):
            os.environ.pop(name, None)
        progress.PATIENCE = 0.0

    with open(os.devnull, "r+b") as nothing:
        streams = (nothing.fileno(), nothing.fileno(), other_end)
        command = fork(words, cwd, streams, prepare=prepare, TERM="xterm-256color", **environment)
    os.close(other_end)
    told = b""
    with suppress(OSError):  # reading fails when the other end is closed
        while chunk := os.read(main_end, 4096):
            told += chunk
    command.wait(60)
    os.close(main_end)
    return told.decode()


COLOUR = re.compile(r"\x1b\[[\d;]*m")


def test_progress_is_shown_on_a_terminal_and_taken_away(project: Path, tmp_path: Path) -> None:
    told = on_a_terminal("build", "project", cwd=tmp_path)
    assert all(words in told for words in ("Reading and annotating articles", "Writing pages"))
    assert "Writing pages" not in told.rsplit("\x1b[2K", 1)[-1], "the last thing done is to clear the line"
    assert "Writing" not in run("build", "project", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("a_second", "told"), [(None, ""), (0.0, ""), (0.25, "0.2/s"), (9.94, "9.9/s"), (10.4, "10/s"), (1234.5, "1,234/s")]
)
def test_how_quickly_the_work_goes_on(a_second: float | None, told: str) -> None:
    assert progress.rate_of(a_second) == told


def test_no_color_is_obeyed(project: Path, tmp_path: Path) -> None:
    (project / "site.yaml").write_text("titel: x\n")
    assert COLOUR.search(on_a_terminal("build", "project", cwd=tmp_path))
    told = on_a_terminal("build", "project", cwd=tmp_path, NO_COLOR="1")
    assert "error[SG103]" in COLOUR.sub("", told)
    assert not re.search(r"\x1b\[(?:3|9|4|10)\d", told), "bold is no colour"


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_commands_and_options(shell: str, tmp_path: Path) -> None:
    script = run("completion", shell, cwd=tmp_path)
    assert script.returncode == 0
    assert "_SITEGEN_COMPLETE" in script.stdout
    asked = {"COMP_WORDS": "sitegen build --str", "COMP_CWORD": "2" if shell != "fish" else "--str"}
    told = run(cwd=tmp_path, _SITEGEN_COMPLETE=f"{shell}_complete", **asked)
    assert "--strict" in told.stdout


_CONTEXT = click.Context(cli)


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    for name in cli.list_commands(_CONTEXT):
        command = cli.get_command(_CONTEXT, name)
        assert command.help
        assert "Example:" in command.help
        assert f"`sitegen {name}" in readme
        assert CliRunner().invoke(cli, [name, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", [README, *sorted(README.parent.glob("docs/*.md"))], ids=lambda page: page.name)
def test_the_commands_in_the_documentation_are_known(page: Path) -> None:
    shown = re.findall(r"(?:`|^ {4}|^\$ )sitegen (\w+)([^`#\n]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    for name, words in shown:
        known = {option for parameter in cli.get_command(_CONTEXT, name).params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", words)) <= known, f"sitegen {name}{words}"


@pytest.mark.parametrize("style", MESSAGE_FORMATS)
def test_every_format_can_be_printed(style: str) -> None:
    said = io.StringIO()
    show([Diagnostic("a.txt", "is wrong", "SG999", 1)], Console(file=said), style)
    assert "SG999" in said.getvalue()


def test_no_colour_when_not_wanted(project: Path, tmp_path: Path) -> None:
    (project / "site.yaml").write_text("titel: x\n")
    done = run("build", "project", cwd=tmp_path, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[3" not in done.stderr
