"""Articles in a language that nobody wrote rules for: what the author lists, countries, and words between marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import babel.core
import make_country_names
import pytest

from sitegen.annotate import annotate
from sitegen.build import build
from sitegen.build.languages import told_of_languages
from sitegen.build.made import make
from sitegen.diagnostics import Severity
from sitegen.explain import explain
from sitegen.knowledge import KnowledgeBase, builtin_knowledge, load_knowledge
from sitegen.knowledge.base import combine
from sitegen.knowledge.country_names import country_forms, has_country_names, names_in_all_languages
from sitegen.model import Annotated, Article, Corrections, Entity, Kind, QuotationCorrection
from sitegen.quotations.foreign_marks import marks_of
from sitegen.quotations.unattributed import reads_marks
from sitegen.site.thresholds import shown_speaker
from sitegen.text.paragraphs import find_paragraphs
from sitegen.text.selectors import Selector
from sitegen.text.spans import Element, Span
from sitegen.text.wordlists import load_table, reads

LISTED = """\
- {name: Ines Duarte, kind: person, aliases: [Duarte]}
- {name: Max Roth, kind: person}
- {name: Max Roth, kind: person, id: max-roth-the-other}
- {name: Polen, kind: country, id: poland}
- {name: Schleuse, kind: term, aliases: [Schleusen]}
"""

GERMAN = (
    "Kanzlerin Angela Merkel sagte am Freitag: „Wir zahlen.“ Die Bürgermeisterin Ines Duarte sagte nein. "
    "Duarte kam aus Polen, die Pole stehen. Max Roth said “no” on Friday. Chad und Turkey sind IN POLEN bekannt. "
    "Die Schleuse und die Schleusen, the Ministry of Health, Lebanon, Ohio."
)


@pytest.fixture
def knowledge(tmp_path: Path) -> KnowledgeBase:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "all.yaml").write_text(LISTED, encoding="utf-8")
    return load_knowledge(tmp_path / "knowledge")


def article(language: str, text: str = GERMAN) -> Article:
    blocks = tuple(Element(span, "p") for span in find_paragraphs(text))
    return Article("a", "A", text, blocks=blocks, language=language)


def found(language: str, text: str, knowledge: KnowledgeBase | None = None) -> Annotated:
    return annotate(article(language, text), knowledge or builtin_knowledge())


def named(annotated: Annotated) -> list[tuple[str, str]]:
    return [(one.span.of(annotated.article.text), one.entity_id) for one in annotated.mentions]


def countries(language: str, text: str) -> str:
    """The words that mean countries, in order of text."""
    return ", ".join(words for words, _ in named(found(language, text)))


def quoted(language: str, text: str) -> list[str]:
    return [" | ".join(part.span.of(text) for part in one.segments) for one in found(language, text).quotations]


EXPECTED = [
    ("Ines Duarte", "ines-duarte"),
    ("Duarte", "ines-duarte"),
    ("Polen", "poland"),
    ("Schleuse", "schleuse"),
    ("Schleusen", "schleuse"),
]


@pytest.mark.parametrize(("language", "of_site"), [("de", "en"), ("", "de"), ("fr-CA", "en"), ("DE", "en")])
def test_only_what_is_listed_is_found(knowledge: KnowledgeBase, language: str, of_site: str) -> None:
    annotated = annotate(article(language), knowledge, None, of_site)
    assert named(annotated) == EXPECTED
    assert (annotated.quotations, annotated.dates, annotated.found) == ((), (), ())
    assert annotated.sentences


@pytest.mark.parametrize(("language", "of_site"), [("", "en"), ("en", "de"), ("en-GB", "de"), ("EN", "de")])
def test_english_is_read(knowledge: KnowledgeBase, language: str, of_site: str) -> None:
    annotated = annotate(article(language), knowledge, None, of_site)
    assert ("Kanzlerin Angela Merkel", "kanzlerin-angela-merkel") in named(annotated)
    assert annotated.quotations


def test_the_author_has_the_last_word(knowledge: KnowledgeBase) -> None:
    text = "Ines Duarte traf Max Roth in Frankreich und Polen."
    marks = (
        Element(Span(0, 11), "entity", (("id", ""),)),
        Element(Span(17, 25), "entity", (("id", "max-roth"),)),
        Element(Span(29, 39), "entity", (("id", ""),)),
    )
    one = Article("a", "A", text, blocks=(Element(Span(0, len(text)), "p"),), marks=marks, language="de")
    assert named(annotate(one, knowledge)) == [("Max Roth", "max-roth"), ("Polen", "poland")]


def test_the_explanation_says_the_same(knowledge: KnowledgeBase) -> None:
    text = f"{GERMAN} In Frankreich hieß es: „Das wird nichts mehr.“"
    told = explain(article("de", text), knowledge)
    assert [(one.span.of(text), one.rule) for one in told.names] == [
        *((words, "listed") for words, _ in EXPECTED),
        ("Frankreich", "built_in"),
    ]
    assert [(one.span.of(text), one.rule, one.shown) for one in told.quotations] == [
        ("„Das wird nichts mehr.“", "none", False)
    ]


COUNTRIES = """
de :: Die Kanzlerin fuhr nach [Frankreich], in die [Schweiz] und in die [Vereinigten Staaten], nicht nach Bayern.
de :: [Deutschlands] Grenze zu [Polen], [Großbritanniens] Häfen und das [Iran]-Abkommen. Der Stoff heißt Jersey.
de :: Ex-Polen sagt niemand. Rosa Luxemburg schrieb. In [Luxemburg] regnet es. Rhode Island liegt nicht bei [Island].
de :: In [Papua-Neuguinea] und [Guinea-Bissau], in [Guinea], in der Sächsischen Schweiz und in den [Niederlanden].
de-AT :: [Österreich] und das [Vereinigte Königreich]. Der Kongo ist ein Fluss.
fr :: Le préfet part en [Allemagne], aux [États-Unis] et en [Côte d’Ivoire] ; l’[Italie] attend, l'[Autriche] aussi.
fr :: Le golfe de Guinée et un Chili con carne. Le [Chili] et la [Guinée] votent.
fr :: La [Suisse] d'[Autriche] ne dit rien ; Anne d’Autriche non plus.
fr :: Le Tour de France, Air France et France Télévisions ; Jean France est né en [France]. Maurice et Dominique rient.
es :: En [México] y en [EE. UU.] gobierna [Chile]. Israel Campos vive en Ciudad de México. Granada es bella.
it :: Dalla [Germania] a Monaco, dalla [Francia] alla [Spagna]. L'[Italia] tace; l'Irlanda del Nord parla.
pt :: O [Brasil] e a [Alemanha]; a [Polónia] e a [Polônia]. Camarões grelhados. Joga nos [Camarões].
nl :: Ministers uit [Duitsland] en [België] in [Noorwegen]. Noord-Ierland zweeg, de graaf van Norfolk ook.
sv :: [Sveriges] regering och [Norge]. [Storbritannien] väntar i [USA]. Erik Island sover.
nb :: Man reiser til [Norge] og [Hviterussland]. [no] er ikke et land.
pl :: Rząd [Niemiec] i minister [Francji] w [Polsce]. Dania główne były zimne, mecz gra [Dania]. Kuba spał. Komory.
ru :: Министр [Франции] приехал в [Россию] и в [США]. Того никто не ждал. Он был в [Того]. Северная Ирландия молчит.
uk :: Уряд [Польщі] та президент [Франції] у [Німеччині]. Того дня було тихо.
cs :: Vláda [Německa] a ministr z [Rakouska] v [Česku]. Kuba mlčel.
tr :: [Almanya]'nın başkenti ve [Türkiye]'de. Mısır tarlası. Kahire [Mısır]'da.
fi :: Oman maan asia. [Ruotsi] ja [Suomi], [Norja].
el :: Η [Γερμανία] και η κυβέρνηση της [Γαλλίας]. Η Γεωργία γελά.
ja :: 日本と中国とFrance。
ar :: ذهب إلى فرنسا
xx :: Frankreich, France, Norway
""".replace("[no]", "No")


def cases(table: str) -> Iterator[tuple[str, str]]:
    for line in table.strip().splitlines():
        language, _, text = line.partition(" :: ")
        yield language, text


@pytest.mark.parametrize(("language", "marked"), list(cases(COUNTRIES)))
def test_countries_are_found_by_their_names_in_the_language(language: str, marked: str) -> None:
    expected = [part.partition("]")[0] for part in marked.split("[")[1:]]
    assert countries(language, marked.replace("[", "").replace("]", "")) == ", ".join(expected)


def test_a_country_keeps_the_name_that_the_site_shows_and_the_user_overrules_it() -> None:
    text = "In Frankreich, Polen und Norwegen."
    own = combine(
        (
            Entity("frankreich-ag", Kind.ORGANIZATION, "Frankreich AG", ("Frankreich",)),
            Entity("poland", Kind.COUNTRY, "The Vistula land"),
            Entity("norway", Kind.PERSON, "Nora Way"),
        )
    )
    assert named(found("de", text, own)) == [("Frankreich", "frankreich-ag"), ("Polen", "poland")]
    assert own.by_id["poland"].name == "The Vistula land"
    assert [builtin_knowledge().by_id[one].name for _, one in named(found("de", text))] == [
        "France",
        "Poland",
        "Norway",
    ]


def test_the_tables_are_sound() -> None:
    ids = {one.id for one in builtin_knowledge() if one.kind is Kind.COUNTRY}
    for language in make_country_names.LANGUAGES.split():
        forms = country_forms(language)
        spellings = [form.spelling for form in forms]
        assert {form.country for form in forms} <= ids | {""}
        assert len(set(spellings)) == len(spellings)
        assert len({form.country for form in forms}) > 215
        assert all(any(letter.isupper() for letter in one) for one in spellings)
    assert {"Frankreichs", "Francji", "Франции"} <= set(names_in_all_languages("france"))
    assert not has_country_names("ja")
    assert not has_country_names("en")


def test_the_tables_are_what_the_tool_makes() -> None:
    assert babel.core.get_cldr_version() == "47", "make the tables of the new CLDR: make countries"
    folder = make_country_names.FOLDER
    assert sorted(path.stem for path in folder.iterdir()) == make_country_names.LANGUAGES.split()
    for language in ("de", "el", "pl"):
        assert (folder / f"{language}.txt").read_text("utf-8") == make_country_names.make_table(language)


QUOTATIONS = """
de :: {„Wir warten auf das Schiff“}, sagte Duarte. {»Nein, das geht nicht«}, rief sie. {‚Das geht hier nicht‘}, hieß es.
de :: Der Roman „Der lange Winter“ und die „sogenannte Ruhe“ am „Tag der Deutschen Einheit“. Er sagte „nein“.
de :: Sie nannte es {„einen schweren Schlag für die ganze Küste“}. Er fragte: {„Wer hat ‚Nein danke‘ gesagt?“}
de :: {"Wir warten auf das Schiff"}, sagte sie, {„wir alle warten hier seit gestern früh“}.
de :: {„Kommt ihr jetzt?“} {„Wir kommen gleich.“} {«Das ist schweizerisch gesagt.»}
de :: „Wir warten auf das Schiff, sagte Duarte. {Kein} Ende.
de :: Die „Duarte“ war 27" lang. „Wir warten auf das Schiff“, sagte sie.
fr :: {« Nous attendons le navire »}, dit-elle. La « grande » ville. {« On dit “demain, demain” ici. »}
fr :: {«\u202fC’est trop tard pour nous tous\u202f»}, dit Mme Vell de l’usine.
pl :: {„Czekamy na statek od wczoraj”}, powiedziała. Film „Zimowy sen”. {„Nie ma tu «cudów», są tylko statki.”}
ru :: {«Мы ждём корабль»}, — сказал он. Роман «Долгая зима» — хорош. {«Он сказал: „Завтра уедем“»}, — вспомнила она.
uk :: {«Ми чекаємо на корабель!»} — сказала вона про «Зиму».
es :: {«Esperamos el barco»}, dijo. La novela «El largo invierno». Dijo: {“Nos vamos ya”}.
it :: {«L’aspettiamo da ieri sera tutti»}, ha detto. Il po’ di pane e l’anno ’68.
sv :: {”Vi väntar på båten”}, sade hon. Filmen ”Vintern”. {»Det är för sent nu»}, sade han.
nl :: {‘We wachten op het schip’}, zei zij. Foto’s van ’s avonds en Ans’ fiets. {“Dit is niet goed.”}
nl :: ‘Titel’ en ‘n ding. {“Wij blijven hier wachten.”}
tr :: {“Biz gemiyi bekliyoruz,”} dedi. “Kış” filmi.
cs :: {„Čekáme tu na loď,“} řekla. Film „Zima“.
fi :: {”Odotamme laivaa satamassa”}, hän sanoi.
de :: Das Buch {„The Long Winter of Kelp Street and Other Stories“} ist dick.
fr :: Le livre « The Long Winter of Kelp Street and Other Stories » est gros.
ja :: 「船を待っています。とても長い間待っています」と言った。
xx :: “We are waiting for the boat, all of us.”
""".replace("{Kein}", "Kein")


@pytest.mark.parametrize(("language", "marked"), list(cases(QUOTATIONS)))
def test_words_between_marks_are_quotations_without_a_speaker(language: str, marked: str) -> None:
    marked = marked.replace("\\u202f", "\u202f")
    expected = [part.partition("}")[0] for part in marked.split("{")[1:]]
    text = marked.replace("{", "").replace("}", "")
    assert quoted(language, text) == expected
    assert all(shown_speaker(one) is None for one in found(language, text).quotations)


def test_words_go_on_over_paragraphs_that_begin_with_their_mark() -> None:
    text = "Duarte sagte: „Das ist der Anfang.\n\n„Das geht hier weiter.\n\n„Das ist das Ende.“ Sie schwieg.\n\nNichts."
    assert quoted("de", text) == ["„Das ist der Anfang. | „Das geht hier weiter. | „Das ist das Ende.“"]
    open_end = "Duarte sagte: „Das ist der Anfang.\n\n„Das geht hier weiter.\n\nUnd Schluss."
    assert quoted("de", open_end) == []
    forgotten = "Die „Duarte fuhr nach Hause.\n\n„Das ist ein ganzer Satz.“"
    assert quoted("de", forgotten) == ["„Das ist ein ganzer Satz.“"]


def test_whole_utterances_are_direct_and_words_in_a_sentence_are_partial() -> None:
    text = "Sie sprach von „einem schweren Schlag für die Küste“. Sie sagte: „Das war es.“"
    kinds = [one.segments[0].kind for one in found("de", text).quotations]
    assert kinds == ["partial", "direct"]


def test_the_author_says_who_speaks_and_what_nobody_says(knowledge: KnowledgeBase) -> None:
    text = (
        "„Wir warten auf das Schiff“, sagte Duarte. „Das ist ein viel zu langer Titel“ heißt das Buch. „Nie“, rief Max."
    )
    said = Corrections(
        quotations=(
            QuotationCorrection(Selector("Wir warten"), speaker="ines-duarte"),
            QuotationCorrection(Selector("viel zu langer Titel"), unsaid=True),
            QuotationCorrection(Selector("Nie"), speaker="die Werft"),
        )
    )
    blocks = (Element(Span(0, len(text)), "p"),)
    one = annotate(Article("a", "A", text, blocks=blocks, language="de", corrections=said), knowledge)
    told = [
        (part.segments[0].span.of(text), (speaker := shown_speaker(part)) and speaker.name) for part in one.quotations
    ]
    assert told == [("„Wir warten auf das Schiff“", "Ines Duarte"), ("„Nie“", "die Werft")]


def test_headings_and_code_have_no_quotations() -> None:
    text = "„Wir warten auf das Schiff“, heißt es"
    one = Article("a", "A", text, blocks=(Element(Span(0, len(text)), "h2"),), language="de")
    assert annotate(one, builtin_knowledge()).quotations == ()


def test_the_table_of_marks_is_sound() -> None:
    codes = [code for row in load_table("quotation_marks") for code in row[0].split()]
    assert len(set(codes)) == len(codes)
    assert all(len(pair) > 1 for _, pairs in load_table("quotation_marks") for pair in pairs.split())
    assert all(map(reads_marks, make_country_names.LANGUAGES.split()))
    assert marks_of("no") == marks_of("nb") == marks_of("nn-NO")
    assert not any(map(reads_marks, ("en", "ja", "zh-Hant", "th", "")))


class Written:
    def __init__(self, path: str, language: str, headline: str = "") -> None:
        self.path, self.language, self.headline = path, language, headline


def test_the_warning_says_what_is_found_in_which_language() -> None:
    articles = [Written("a.md", ""), Written("b.md", "ja"), Written("c.md", "de"), Written("d.md", "en")]
    (told,) = told_of_languages(articles, "fr")
    assert told.path == "a.md"
    assert told.message == (
        "2 articles in `de`, `fr`: what knowledge/ lists is found, countries by the names that the language has for "
        "them and words between quotation marks without their speaker; nothing else; "
        "an article in `ja`: only what knowledge/ lists is found"
    )
    (told,) = told_of_languages([Written("a.md", "hi")], "en")
    assert "countries" not in told.message
    assert "quotation marks" in told.message
    assert list(told_of_languages([Written("a.md", "")], "en-GB")) == []


@pytest.mark.parametrize(
    ("headline", "language", "told"),
    [
        ("الميناء مغلق", "", True),
        ("Порт закрыт: IMF", "en-GB", True),
        ("Порт закрыт", "ru", False),
        ("Ünß über Łódź", "", False),
        ("🎉 2026", "", False),
        ("The word порт", "", False),
    ],
)
def test_a_headline_in_the_letters_of_another_language_is_told(headline: str, language: str, told: bool) -> None:
    articles = [Written("b.md", "", "Ferry late"), Written("a.md", language, headline)]
    assert [one.path for one in told_of_languages(articles, "en") if one.code == "SG373"] == ["a.md"] * told


def test_one_warning_a_build(tmp_path: Path) -> None:
    source = tmp_path / "site"
    (source / "articles").mkdir(parents=True)
    for name in ("a", "b", "c"):
        text = f"---\ntitle: {name}\nlang: de\n---\n\n{GERMAN}\n\n„Wir warten auf das Schiff“, hieß es in Norwegen.\n"
        (source / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    (source / "articles" / "d.md").write_text("# D\n\nAna Ruiz, the mayor, left Norway.\n", encoding="utf-8")
    built = build(source, tmp_path / "out")
    (warning,) = (one for one in built.warnings if one.code == "SG347")
    assert (warning.severity, Path(warning.path).name) == (Severity.WARNING, "a.md")
    assert warning.message.startswith("3 articles in `de`")
    people = sorted(path.name for path in (tmp_path / "out" / "people").iterdir())
    assert people == ["ana-ruiz.html", "index.html"]
    assert (tmp_path / "out" / "countries" / "norway.html").read_text("utf-8").count("„Wir warten") == 3
    assert not (tmp_path / "out" / "countries" / "chad.html").exists()
    site = make(source).site
    assert sum(len(one.quotations) for one in site.annotated if one.article.language) == 3
    assert not all(one.uttered.is_named for one in site.every_said)


def test_a_country_that_is_the_users_no_more_is_found_again(tmp_path: Path) -> None:
    source, entry = tmp_path / "site", tmp_path / "site" / "knowledge" / "own.yaml"
    for folder in ("articles", "knowledge"):
        (source / folder).mkdir(parents=True)
    text = "---\ntitle: Boote\nlang: de\n---\n\nIn Norwegen liegen viele Boote am Kai.\n"
    (source / "articles" / "a.md").write_text(text, encoding="utf-8")
    page = tmp_path / "out" / "countries" / "norway.html"
    for own, stands in (("", True), ("{name: Nora Way, id: norway, kind: person}\n", False), ("[]\n", True)):
        entry.write_text(own or "[]\n", encoding="utf-8")
        build(source, tmp_path / "out")
        assert page.exists() is stands, own
    (source / "articles" / "a.md").write_text(text.replace("lang: de", "lang: fr"), encoding="utf-8")
    build(source, tmp_path / "out")
    assert not page.exists()


def test_what_is_read() -> None:
    assert [reads(language) for language in ("en", "en-GB", "EN-us", "de", "eng", "")] == [True] * 3 + [False] * 3
