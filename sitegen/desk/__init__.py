"""The correction desk: one correction of an author's at a time, from a click to the file that holds it.

Everything below `/.sitegen/desk/` of a preview that was begun with `--review` speaks JSON in UTF-8. Offsets are code
points into the `text` of the article (not UTF-16 units: `Array.from(text)` counts as they do), ends exclusive. Paths
of files are below the project folder, with forward slashes. A digest is the SHA-256 of a file's bytes in hexadecimal,
"" for a file that is not there.

`GET article?path=/articles/ferry.html` gives what the page of an article needs; `path` is the address of the page, or
the path of its source file behind `source=`. 404 where there is none:

    {"article": "articles/ferry.md", "page": "articles/ferry.html", "headline": …, "date": "2026-03-14" or "",
     "text": …, "writes_to": "articles/ferry.md",          the file that holds corrections for this article
     "digests": {"articles/ferry.md": …},                  of all files that the article is read from, and `writes_to`
     "mentions": [{"start", "end", "words",
         "fragment": "m-ines-duarte-1",                    id of its link on the page; "" where it is no link
         "paragraph": "p3",                                id of its paragraph on the page
         "id", "name", "kind", "origin", "role",           of whom it means; null and "" where it was left out
         "shown": true, "rule", "because", "probability": 0…1 or null, "could_be": [names], "nearest",
         "same": 3,                                        mentions with the same words in this article
         "corrected": "here", "article", "everywhere", "",  where a correction of it stands
         "entry": {"name", "kind", "id", "role", "file"}   a new entry, prefilled
     }],
     "quotations": [{"start", "end", "words", "fragment": "q2" or "", "paragraph",
         "segments": [{"start", "end", "kind"}],           none where the words were left out: nobody says them
         "speaker": {"id", "name", "words"} or null, "shown", "confidence": 0…1, "rule", "because", "nearest",
         "rivals": [{"id", "name", "probability"}],        the likeliest other speakers
         "corrected": true
     }],
     "dates": [{"start", "end", "words", "paragraph", "because",
         "value": "2026-03-09", "2026-W11", "2026-03", "2026" or "", "corrected": true}],   "": it is said to be none
     "speakers": [{"id", "name", "kind", "role"}],         people, then organisations, of the article as they come
     "doubts": [{"what": "mention" or "quotation", "index": 3, "probability": 0.4, "why": …,   the least sure first,
         "settled": false}],                               and last those that a correction in this article settles
     "corrections": [{"key": "entities", "mentions", "quotations" or "dates", "says": as in the file, "name",
         "places": [{"start", "end"}]}],                   all that stand in the file, so that each can be withdrawn
     "kinds": {"found": […], "listed": […]},               what `kind` may be, of a found name and of a new entry
     "files": ["knowledge/people.yaml", …],                where a new entry may go
     "checked": {"by", "on": "2026-03-14", "changed": false} or null,     who has read it
     "undo": {"label": …} or null}

`GET entities?q=dua&kind=person&limit=20` searches names, aliases and ids: {"entities": [{"id", "name", "kind",
"origin", "summary"}]}, the best first; those of `article=PATH` come before others. `kind` and `limit` may be absent.

`GET doubts?limit=100` gives those of all articles, as the last good build has them: {"doubts": [{"article", "page",
"headline", "what", "fragment", "name", "probability"}]}, the least sure first.

`POST preview`, `POST write` and `POST undo` need the header `X-Sitegen-Token` with the token that stands in the
`data-token` of the desk's script tag, the page's own `Origin`, and `Content-Type: application/json`; a body has at
most 64 KB. `preview` and `write` take {"move": MOVE, "digests": {…}}; `preview` those of `GET article`, `write` those
that the preview gave, which name every file that is touched. `undo` takes {} and takes back the last move.

    preview 200  {"label": "hide “Duarte” in this article", "files": [{"path", "made": false, "diff": unified}],
                  "digests": {…}, "notes": [DIAGNOSTIC]}         what the article would newly be warned of
    write   200  {"label", "written": [paths], "notes", "undo": {"label"}}      then the page is built anew by itself
    undo    200  {"label", "written": [paths], "undo": {"label"} or null}
    400, 403, 408, 413, 415   {"error": "malformed", "diagnostics": [DIAGNOSTIC]}   no such move, token, size or type
    409     {"error": "changed", "changed": [paths], "diagnostics"}  a file is another than the reader saw: nothing
                                                                 was written; load the page, or GET article, anew
    422     {"error": "refused", "diagnostics"}                  it would be wrong, or cannot be done: nothing written

A DIAGNOSTIC is {"path", "line", "column", "code", "message", "help", "severity"}.

A MOVE is {"act", "scope", "article": path of the source file, "at": PLACE, …}. A PLACE is {"start", "end"}, copied
from the article's state, or, of words that somebody selected, {"exact", "prefix", "suffix"} (the last two may be
absent; white space is all the same). `scope` is "here" (this mention), "article" or "everywhere"; where an act has
one only, `scope` may be absent.

    act            further keys                     here        article      everywhere
    hide                                            mentions:   entities:    ignore: in site.yaml
    entity         entity: id, or entry: ENTRY      mentions:   entities:    an alias of that entry
    kind           kind                             mentions:   entities:    the entry’s kind, or kinds: in site.yaml
    role           role                                         entities:    the entry’s roles, or a new entry
    accept                                          mentions:   entities:    a new entry of what the text gives
    entry          entry: ENTRY                                              a new entry in knowledge/
    alias          entity: id                                                an alias of that entry
    speaker        speaker: id, words or ""         quotations:
    span           to: PLACE                        quotations:
    form           form: direct, partial, indirect  quotations:
    unsaid                                          quotations:
    quotation      speaker, form (may be absent)    quotations:              of selected words
    date           means: a day, week, month, year  dates:                   of a date, or of selected words; "": none
    checked        by                                           checked:     with today’s day; needs no `at`
    withdraw                                        each        entities:    ignore: or kinds:

Acts of names may carry `name`: other words of the text than those of the mention, for which a move in the article or
everywhere then holds. An ENTRY is {"name", "kind", and perhaps "id", "role", "summary", "country", "gender",
"aliases": [names], "file": "knowledge/people.yaml"}. `withdraw` takes a correction back that stands in a file.
"""

from __future__ import annotations
