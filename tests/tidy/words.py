"""Words that must not stand in the repository."""

import re

import cpp_text
from registry import check
from repository import CPP_ENDINGS, Finding

# What the project's text is written in; articles in samples and test data are not ours to spell.
_OURS = (*CPP_ENDINGS, ".py", ".md", ".cmake", ".txt", ".toml", ".yml", ".yaml", ".service", ".html", ".css", ".js", ".xml")
_DATA = ("deploy/samples/", "tests/golden/", "tests/fuzz/seeds/", "benchmarks/corpus/", "LICENSE")

# A bracket in each, so that this list does not find itself.
_FORBIDDEN = (
    (r"\.\./[s]hared", "a folder outside the repository, which nobody else has"),
    (r"/work/(?:[m]ain|[s]hared)", "a folder of one machine; name it from the root of the repository"),
    (r"\bissue [#]", "a ticket, which a reader of the code cannot open; say what was wrong"),
)
_BRITISH = (
    (r"[Nn]ormali[s](?:e|ed|er|es|ing|ation)", "normalize"),
    (r"[Rr]ecogni[s](?:e|ed|er|es|ing|able)", "recognize"),
    (r"[Ii]nitiali[s](?:e|ed|er|es|ing|ation)", "initialize"),
    (r"[Ss]eriali[s](?:e|ed|er|es|ing|ation)", "serialize"),
    (r"[Ss]ynchroni[s](?:e|ed|er|es|ing|ation)", "synchronize"),
    (r"[Oo]ptimi[s](?:e|ed|er|es|ing|ation)", "optimize"),
    (r"[Oo]rgani[s](?:e|ed|er|es|ing|ations?)", "organize"),
    (r"[Ss]ummari[s](?:e|ed|es|ing)", "summarize"),
    (r"[Ss]aniti[s](?:e|ed|er|ers|es|ing)", "sanitize"),
    (r"[Aa]naly[s](?:e|ed|ing)", "analyze"),
    (r"[Bb]ehavi[o]ur\w*", "behavior"),
    (r"[Cc]ol[o]ur\w*", "color"),
    (r"[Nn]eighb[o]ur\w*", "neighbor"),
    (r"[Ff]av[o]ur\w*", "favor"),
    (r"[Hh]on[o]ur\w*", "honor"),
    (r"[Aa]cknowledg[e]ment\w*", "acknowledgment"),
    (r"[Cc]ent[r]e[sd]?", "center"),
)


def _our_texts(repository):
    scripts = set(repository.scripts("bash") + repository.scripts("python"))
    for path in repository.files:
        if path.startswith(_DATA):
            continue
        if path in scripts or path.endswith(_OURS) or path.rsplit("/", 1)[-1] in ("Dockerfile",):
            yield path


@check("words", "nothing names what only its writers had: folders elsewhere, tickets")
def forbidden(repository):
    for path in _our_texts(repository):
        text = repository.text(path)
        for pattern, why in _FORBIDDEN:
            for match in re.finditer(pattern, text):
                yield Finding(path, cpp_text.line_of(text, match.start()), f"'{match.group()}' is {why}")


@check("spelling", "American spelling; a name in quotes may be someone else's")
def spelling(repository):
    for path in _our_texts(repository):
        text = repository.text(path)
        for pattern, right in _BRITISH:
            # Behind a quotation mark, a backquote or a slash it is the name of a field in somebody's records.
            for match in re.finditer(rf"(?<![\"'`/\w.])(?<!_){pattern}(?!\w)", text):
                yield Finding(path, cpp_text.line_of(text, match.start()), f"'{match.group()}'; like '{right}'")
