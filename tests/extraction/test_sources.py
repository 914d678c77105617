"""Who really said it, over the language pipeline: findings in, sources out."""

import re
from datetime import date
from functools import cache

import pytest
from spacy.tokens import Doc

from articles.extraction import sources
from articles.extraction.pipeline import parse
from articles.extraction.types import Finding, Span, Statement

pytestmark = pytest.mark.model


@cache
def _parsed(text: str) -> Doc:
    (doc,) = parse([text])
    return doc


def _finding(doc: Doc, marked: str, at: int) -> tuple[Finding, int]:
    """The finding that ``content | cue | source | addressee`` names, from ``at`` on."""
    text = doc.text
    content, cue, source, addressee, *_ = [
        *(p.strip() for p in marked.split("|")),
        "",
        "",
        "",
    ]
    start = text.index(content, at)
    spans = {}
    for name, words in (("cue", cue), ("source", source), ("addressee", addressee)):
        found = (
            [m.start() for m in re.finditer(re.escape(words), text)] if words else []
        )
        if found:
            nearest = min(
                found, key=lambda k: min(abs(k - start), abs(k - start - len(content)))
            )
            spans[name] = Span(nearest, nearest + len(words))
    cue_span = spans.get("cue")
    cue_words = (cue_span and doc.char_span(*cue_span, alignment_mode="expand")) or ()
    verbs = [t.i for t in cue_words if t.pos_ == "VERB"] or [t.i for t in cue_words]
    finding = Finding(
        kind="direct" if "“" in text[max(0, start - 1) : start] else "indirect",
        content=(Span(start, start + len(content)),),
        cue=(cue_span,) if cue_span else (),
        source=spans.get("source"),
        verb=verbs[0] if verbs else None,
        addressee=spans.get("addressee"),
        carried=not source,
    )
    return finding, start


def read(text: str, marked: list[str], **options: object) -> list[Statement]:
    doc, findings, at = _parsed(text), [], 0
    for each in marked:
        finding, at = _finding(doc, each, at)
        findings.append(finding)
    return sources.read(doc, findings, **options)  # type: ignore[arg-type]


NAMED = [
    ("Deputy Mayor Ilsa Brandt said it rained.", "it rained|said|Deputy Mayor Ilsa Brandt", "Ilsa Brandt", "Deputy Mayor"),
    ("It rained, said Hal Solveig, the port’s finance director.", "It rained|said|Hal Solveig, the port’s finance director", "Hal Solveig", "port’s finance director"),
    ("Sen. Dana Whitlow Jr. of Maine said it rained.", "it rained|said|Sen. Dana Whitlow Jr. of Maine", "Dana Whitlow Jr.", "Sen."),
    ("Saudi Foreign Minister Adil al-Jabri said it rained.", "it rained|said|Saudi Foreign Minister Adil al-Jabri", "Adil al-Jabri", "Saudi Foreign Minister"),
    ("Secretary of State Ruth Kessler said it rained.", "it rained|said|Secretary of State Ruth Kessler", "Ruth Kessler", "Secretary of State"),
    ("The mayor of Ryme, Joan Picket, said it rained.", "it rained|said|The mayor of Ryme, Joan Picket", "Joan Picket", "mayor of Ryme"),
    ("Rep. Gil Otterman (D-N.C.), head of the Water Caucus, said it rained.", "it rained|said|Rep. Gil Otterman (D-N.C.), head of the Water Caucus", "Gil Otterman", "head of the Water Caucus"),
    ("Harbour Trust’s chief engineer Wanda Sikor said it rained.", "it rained|said|Harbour Trust’s chief engineer Wanda Sikor", "Wanda Sikor", "Harbour Trust’s chief engineer"),
    ("“It rained,” said Governor Marta Olsen.", "It rained|said|Governor Marta Olsen", "Marta Olsen", "Governor"),
    ("Ms. Okafo, 34, who asked to wait, said it rained.", "it rained|said|Ms. Okafo, 34, who asked to wait", "Okafo", None),
    ("It rained, said one of them, Abby Martens.", "It rained|said|one of them, Abby Martens", "Abby Martens", None),
    ("Fisherman Piet Haar said it rained.", "it rained|said|Fisherman Piet Haar", "Piet Haar", "Fisherman"),
    ("It rained, said Jovana, who wept.", "It rained|said|Jovana, who wept", "Jovana", None),
    ("It rained, said Clémence, a law student.", "It rained|said|Clémence, a law student", "Clémence", "law student"),
    ("A rebel commander known as Baba Sango said it rained.", "it rained|said|A rebel commander known as Baba Sango", "Baba Sango", "rebel commander"),
    ("The defendant, a man called Piet Haar, said it rained.", "it rained|said|The defendant, a man called Piet Haar", "Piet Haar", "defendant"),
    ("In a letter on Monday, Sen. Ada Quill said it rained.", "it rained|said|In a letter on Monday, Sen. Ada Quill", "Ada Quill", "Sen."),
    ("Ada Quill’s answer was that it rained.", "it rained|was|Ada Quill’s answer", "Ada Quill", None),
    ("Lund coach operator Nia Rees said it rained.", "it rained|said|Lund coach operator Nia Rees", "Nia Rees", "Lund coach operator"),
    ("Another harbour pilot, Abby Martens, said it rained.", "it rained|said|Another harbour pilot, Abby Martens", "Abby Martens", "Another harbour pilot"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "name", "title"), NAMED)
def test_name_and_title_come_apart(text, marked, name, title):
    (statement,) = read(text, [marked])
    source = statement.source
    assert (source.kind, source.name, source.title) == ("person", name, title)
    assert statement.attribution_confidence >= 0.9


KINDS = [
    ("Tehran said it rained.", "Tehran", "organisation", "Tehran"),
    ("The White House said it rained.", "The White House", "organisation", "White House"),
    ("The transport ministry said it rained.", "The transport ministry", "organisation", "the transport ministry"),
    ("Harbour Police said it rained.", "Harbour Police", "organisation", "Harbour Police"),
    ("A statement from the families said it rained.", "A statement from the families", "group", "the families"),
    ("Republicans said it rained.", "Republicans", "group", "Republicans"),
    ("A survey said it rained.", "A survey", "document", "A survey"),
    ("Court records said it rained.", "Court records", "document", "Court records"),
    ("Critics said it rained.", "Critics", "anonymous", "Critics"),
    ("Two people familiar with the matter said it rained.", "Two people familiar with the matter", "anonymous", "Two people familiar with the matter"),
    ("One Republican said it rained.", "One Republican", "anonymous", "One Republican"),
    ("The trade union Unisol said it rained.", "The trade union Unisol", "organisation", "Unisol"),
    ("Der Bote, a German weekly, said it rained.", "Der Bote, a German weekly", "organisation", "Der Bote"),
    ("Football club Aston Vale said it rained.", "Football club Aston Vale", "organisation", "Aston Vale"),
    ("Retailer Bexley & Sons said it rained.", "Retailer Bexley & Sons", "organisation", "Retailer Bexley & Sons"),
    ("The charity Kestrel Dawn said it rained.", "The charity Kestrel Dawn", "organisation", "Kestrel Dawn"),
    ("A plan called Dawn said it rained.", "A plan called Dawn", "document", "A plan called Dawn"),
    ("The Spaniard said it rained.", "The Spaniard", "anonymous", "The Spaniard"),
    ("The French said it rained.", "The French", "organisation", "French"),
    ("The third, a former harbour official, said it rained.", "The third, a former harbour official", "anonymous", "The third, a former harbour official"),
    ("The drug’s maker, Torvex, said it rained.", "The drug’s maker, Torvex", "organisation", "Torvex"),
    ("Israeli media said it rained.", "Israeli media", "organisation", "Israeli media"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "kind", "name"), KINDS)
def test_what_kind_of_source(text, source, kind, name):
    (statement,) = read(text, [f"it rained|said|{source}"])
    assert (statement.source.kind, statement.source.name) == (kind, name)


WHO = [
    # text, findings, names
    ("Nora Petrov briefed Hugo Stahl. She said it rained. He said it snowed.", ["it rained|said|She", "it snowed|said|He"], ["Nora Petrov", "Hugo Stahl"]),
    ("Mayor Anders Holm and union leader Tess Blume met. They said a deal was close.", ["a deal was close|said|They"], ["Anders Holm and Tess Blume"]),
    ("Engineer Sami Tore and architect Leo Finke met. The latter said it held.", ["it held|said|The latter"], ["Leo Finke"]),
    ("Engineer Sami Tore and architect Leo Finke met. The former said it held.", ["it held|said|The former"], ["Sami Tore"]),
    ("Elena Marsk and Philip Marsk came. Marsk said it held.", ["it held|said|Marsk"], [None]),
    ("Elena Marsk and Philip Marsk came. Mr. Marsk said it held.", ["it held|said|Mr. Marsk"], ["Philip Marsk"]),
    ("Sami Tore and Leo Finke inspected the roof. He said it would hold.", ["it would hold|said|He"], [None]),
    ("Councillor Petra Lunde opened. Tea was served. Lamps were lit. “Go home,” the councillor said.", ["Go home|said|the councillor"], ["Petra Lunde"]),
    ("Sen. Bernice Sandow, I-Vt., spoke. The Vermont independent said it held.", ["it held|said|The Vermont independent"], ["Bernice Sandow"]),
    ("Mayor Janine Ford met executives of Carvel Motors. Carvel said it held. Ford said it broke.", ["it held|said|Carvel", "it broke|said|Ford"], ["Carvel Motors", "Janine Ford"]),
    ("Nordwik Energy cut its forecast. “Demand is weak,” it said.", ["Demand is weak|said|it"], ["Nordwik Energy"]),
    ("The transport ministry closed the tunnel. The ministry said it leaked.", ["it leaked|said|The ministry"], ["the transport ministry"]),
    ("Singer Dalia Rehn was freed. Her lawyer said it rained.", ["it rained|said|Her lawyer"], ["Dalia Rehn's lawyer"]),
    ("Harnack’s office rejected that. It said it held.", ["it held|said|It"], ["Harnack’s office"]),
    ("The company opened a plant in Lund. It said it held.", ["it held|said|It"], ["the company"]),
    ("The report came out on Monday. It said it held.", ["it held|said|It"], ["The report"]),
    ("Tehran closed the strait. It said it held.", ["it held|said|It"], ["Tehran"]),
    ("The storm hit Lund. It said it held.", ["it held|said|It"], [None]),
    ("The farmers spoke. Their association said it held.", ["it held|said|Their association"], ["Their association"]),
    ("A judge said it held. Tea was served. Justice Frank Nerv ruled on Monday.", ["it held|said|A judge"], ["Frank Nerv"]),
    ("A senator said it held. Sen. Ada Quill and Sen. Bo Lund met.", ["it held|said|A senator"], ["A senator"]),
    ("An official said it held. Harbour official Ada Quill came.", ["it held|said|An official"], ["An official"]),
    ("Paul Reed left his wife Ivana Reed. His ex-wife said it held.", ["it held|said|His ex-wife"], ["Ivana Reed"]),
    ("President Marsk said it held. Mr. Marsk left. Elena Marsk, the first lady, came. They met on “Philip Marsk Day.”", ["it held|said|President Marsk"], ["Philip Marsk"]),
    ("Tyra Lind told Interfax it rained. The shipping company, Gulf Meridian, said it held.", ["it held|said|The shipping company, Gulf Meridian"], ["Gulf Meridian"]),
    ("The company, based in Lund, said it held.", ["it held|said|The company, based in Lund"], ["the company"]),
    ("The shipping company, Gulf Meridian, said it held. The company has not said more. It said it bent.", ["it held|said|The shipping company, Gulf Meridian", "it bent|said|It"], ["Gulf Meridian"] * 2),
    ("One delegate spoke. Another delegate shook his head. “It holds,” he said.", ["It holds|said|he"], ["Another delegate"]),
    ("Mayor Tove Harnack left. “It broke,” she said. The suspect’s mother cried. “It holds,” she said.", ["It broke|said|she", "It holds|said|she"], ["Tove Harnack", "The suspect’s mother"]),
    ("The hostel’s owner, Bright Stay Ltd., said it held.", ["it held|said|The hostel’s owner, Bright Stay Ltd."], ["Bright Stay Ltd."]),
    ("Robin Acht, who uses the pronouns they and them, runs it with two cooks. “We try,” they said.", ["We try|said|they"], ["Robin Acht"]),
    ("Ursel von der Haide spoke. Von der Haide said it held.", ["it held|said|Von der Haide"], ["Ursel von der Haide"]),
    ("A senior health official said it held. The official said it broke.", ["it held|said|A senior health official", "it broke|said|The official"], ["A senior health official"] * 2),
    ("Ida Noor said it held. “It will not last.”", ["it held|said|Ida Noor", "It will not last."], ["Ida Noor"] * 2),
    ("Ana Lund met Vera Stolz, head of the union. “Ruth Hale let us down. Hale never came. Hale lied,” she said.", ["Ruth Hale let us down. Hale never came. Hale lied|said|she"], ["Vera Stolz"]),
    ("Paul Reed opened the dam. He stood on it. He said it held. Ana Lund came. “It is old. It creaks. It will go,” he said.", ["It is old. It creaks. It will go|said|he"], ["Paul Reed"]),
    ("Ivana Stern gave a talk. The 34-year-old mother of three said it held.", ["it held|said|The 34-year-old mother of three"], ["Ivana Stern"]),
    ("Paul Reed met staff. The billionaire said it held.", ["it held|said|The billionaire"], ["Paul Reed"]),
    ("Ana Lund met Paul Reed. The nominee said her rival was late.", ["her rival was late|said|The nominee"], ["Ana Lund"]),
    ("Paul Reed and Ana Lund met. The candidate said it held.", ["it held|said|The candidate"], ["The candidate"]),
    ("Paul Reed met the minister. The minister said it held.", ["it held|said|The minister"], ["The minister"]),
    ("The council had a quarrel with Dana Reyes, now the treasurer, who said it held.", ["it held|said|who"], ["Dana Reyes"]),
    ("The letter came from the mayor, who said it held.", ["it held|said|who"], ["the mayor"]),
    ("Ana Lund’s brief said it held.", ["it held|said|Ana Lund’s"], ["Ana Lund’s brief"]),
    ("Paul Reed’s ex-wife said it held.", ["it held|said|Paul Reed’s ex"], ["Paul Reed’s ex-wife"]),
    ("The harbour board said it held.", ["it held|said|The"], ["the harbour board"]),
    ("Paul Reed spoke first. “It holds,” he said. Tom Lind regretted his comment that it broke.", ["It holds|said|he", "it broke|comment|his"], ["Paul Reed", "Tom Lind"]),
    ("Alma Reed pushed back, one official said. She said it held.", ["it held|said|She"], ["Alma Reed"]),
    ("A person close to the firm said it held. Rosa Marsk dismissed that. “It broke,” she said.", ["it held|said|A person close to the firm", "It broke|said|she"], ["A person close to the firm", "Rosa Marsk"]),
    ("Jens Aker spoke. Aker’s shift leader, who gave his name as Bo, said it held. “It will,” he said.", ["it held|said|Aker’s shift leader, who gave his name as Bo", "It will|said|he"], ["Aker’s shift leader"] * 2),
    ("Paul Reed said it held. “It will,” the former banker said.", ["it held|said|Paul Reed", "It will|said|the former banker"], ["Paul Reed"] * 2),
    ("Paul Reed said it held. Ana Lund frowned. “It will,” the former banker said.", ["it held|said|Paul Reed", "It will|said|the former banker"], ["Paul Reed", "the former banker"]),
    ("Paul Reed said it held. “It will,” the 79-year-old said.", ["it held|said|Paul Reed", "It will|said|the 79-year-old"], ["Paul Reed"] * 2),
    ("Aide Karl Ott said it held. Asked if President Paul Reed had left, he said it broke.", ["it held|said|Aide Karl Ott", "it broke|said|he"], ["Karl Ott"] * 2),
    ("The council met. It held, according to Telegram posts. It said it bent.", ["It held|according to|Telegram posts", "it bent|said|It"], ["Telegram posts", "the council"]),
    ("A teacher said it held. Head teacher Susan Pryce left.", ["it held|said|A teacher"], ["A teacher"]),
    ("Ida Fell, 51, said it held.", ["it held|said|51"], ["Ida Fell"]),
    ("Nordwik AB, based in Lund, said it held. Its head, Gunilla Strand, said it bent.", ["it bent|said|Its head, Gunilla Strand"], ["Gunilla Strand"]),
    ("The owner, Ryme Line, said it held.", ["it held|said|The owner, Ryme Line"], ["Ryme Line"]),
    ("Mr Lund’s party, the Front for Renewal, said it held.", ["it held|said|Mr Lund’s party, the Front for Renewal"], ["Front for Renewal"]),
    ("Chairwoman Odile Ferris opened. The treasurer, Marc Duvall, read. She said it held.", ["it held|said|She"], ["Odile Ferris"]),
    ("The boy, Tosh Petrow, slept. Doctor Vren Marik, who saw him, said he was ill. “It holds,” she said.", ["he was ill|said|Doctor Vren Marik, who saw him", "It holds|said|she"], ["Vren Marik"] * 2),
    ("Ella Frost and Leo Finke met. The former said it held; the latter said it broke.", ["it held|said|The former", "it broke|said|the latter"], ["Ella Frost", "Leo Finke"]),
    ("“It holds,” said Tom and Sue Barlow. The couple said it broke.", ["It holds|said|Tom and Sue Barlow", "it broke|said|The couple"], ["Tom and Sue Barlow"] * 2),
    ("Jonas Weld and Abe Tull missed it. The pair said it broke.", ["it broke|said|The pair"], ["Jonas Weld and Abe Tull"]),
    ("A bus came. The couple said it broke.", ["it broke|said|The couple"], ["the couple"]),
    ("Council leader Fiona Greve (Con) spoke. Labour leader Dev Chand spoke. The Conservative leader said it held.", ["it held|said|The Conservative leader"], ["Fiona Greve"]),
    ("Max Lind sighed. Pressed by Lars Otter, he said it broke.", ["it broke|said|he"], ["Max Lind"]),
    ("“It holds,” said Lord Hallem. The crossbench peer said it broke.", ["It holds|said|Lord Hallem", "it broke|said|The crossbench peer"], ["Hallem"] * 2),
    ("“It holds,” said minister Ada Quill. The physicist said it broke.", ["It holds|said|minister Ada Quill", "it broke|said|The physicist"], ["Ada Quill", "The physicist"]),
    ("“It holds,” Ada Quill told a farmer. The farmer said it broke.", ["It holds|told|Ada Quill", "it broke|said|The farmer"], ["Ada Quill", "a farmer"]),
    ("Der Bote, a German weekly, asked. The magazine said it held.", ["it held|said|The magazine"], ["Der Bote"]),
    ("María José Ortega Ruiz spoke. Ortega said it held.", ["it held|said|Ortega"], ["María José Ortega Ruiz"]),
    ("German driver Max Roth crashed. Ana Ruiz won. The Spaniard said it broke.", ["it broke|said|The Spaniard"], ["Ana Ruiz"]),
    ("Max Roth and Leo Finke met. The Spaniard said it broke.", ["it broke|said|The Spaniard"], ["The Spaniard"]),
    ("Premier Lucia Dragan resigned. The outgoing premier said it broke.", ["it broke|said|The outgoing premier"], ["Lucia Dragan"]),
    ("Finance Minister Pia Holt resigned. Mark Dunn came. The former finance minister said it broke.", ["it broke|said|The former finance minister"], ["Pia Holt"]),
    ("Finance Minister Pia Holt came. The former finance minister said it broke.", ["it broke|said|The former finance minister"], ["The former finance minister"]),
    ("Presidents Ivo Kraal and Sam Oduya met. Both men said it broke. The two leaders said it bent.", ["it broke|said|Both men", "it bent|said|The two leaders"], ["Ivo Kraal and Sam Oduya"] * 2),
    ("The WHO closed. The Geneva-based agency said it broke.", ["it broke|said|The Geneva-based agency"], ["WHO"]),
    ("Labour’s Jess Arkwright spoke. The Tory Edmund Crale spoke. The Labour MP said it broke.", ["it broke|said|The Labour MP"], ["Jess Arkwright"]),
    ("Between 10 and 15 patients said it broke.", ["it broke|said|15 patients"], ["Between 10 and 15 patients"]),
    ("Ada Roth said it held. Her deputy, Lena Holm, shook her head. She said it broke.", ["it held|said|Ada Roth", "it broke|said|She"], ["Ada Roth", "Lena Holm"]),
    ("The company that runs the plant, Ferrox, denied it. It said it broke.", ["it broke|said|It"], ["Ferrox"]),
    ("“It holds,” said one passenger. Another passenger, Lily Marsh, said it broke.", ["It holds|said|one passenger", "it broke|said|Another passenger, Lily Marsh"], ["one passenger", "Lily Marsh"]),
    ("A woman lost her job. Stephanie Crumb met her. The woman said it broke.", ["it broke|said|The woman"], ["A woman"]),
    ("Two of the guards, who hid, said it broke.", ["it broke|said|Two of the guards, who hid"], ["Two of the guards"]),
    ("Martin Luther Kane III left. His son, Martin Kane IV, said it broke.", ["it broke|said|His son, Martin Kane IV"], ["Martin Kane IV"]),
    ("Zoë Ball, CEO of Fenn & Co., came. The chief executive said it broke.", ["it broke|said|The chief executive"], ["Zoë Ball"]),
    ("The Rev. Al Brace came. The reverend said it broke.", ["it broke|said|The reverend"], ["Al Brace"]),
    ("George Washington Karr left Washington. Washington said it broke.", ["it broke|said|Washington"], ["Washington"]),
    ("Sri Mulya, Indonesia’s finance minister, said it broke.", ["it broke|said|Sri Mulya, Indonesia’s finance minister"], ["Sri Mulya"]),
    ("Ava Strom and Mia Stroud came. It rained. Tea was served. It snowed. The sisters said it broke.", ["it broke|said|The sisters"], ["Ava Strom and Mia Stroud"]),
    ("Ann Lund and Bo Reed met. Both sides said it broke.", ["it broke|said|Both sides"], ["Both sides"]),
    ("Dale Ritchey left. Ritchey himself, caught in a hallway, said it broke.", ["it broke|said|Ritchey himself, caught in a hallway"], ["Dale Ritchey"]),
    ("A ship came to Guam. Both said it broke.", ["it broke|said|Both"], ["Both"]),
    ("A memo, obtained by a paper, said it broke.", ["it broke|said|A memo, obtained by a paper"], ["A memo"]),
    ("Chief executive Tomas Reuter, who runs Calder, spoke to staff. Tyra McClenny said it held. McLenny said it broke.", ["it held|said|Tyra McClenny", "it broke|said|McLenny"], ["Tyra McClenny"] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "names"), WHO)
def test_who_is_meant(text, marked, names):
    assert [s.source.name for s in read(text, marked)] == names


def test_equals_stay_unknown_and_are_named_as_candidates():
    (statement,) = read(WHO[4][0], WHO[4][1])
    assert statement.source.kind == "unknown"
    assert set(statement.source.candidates) == {"Elena Marsk", "Philip Marsk"}


def test_another_official_is_another_source():
    text = "An official said it held. The official said it broke. Another official said it bent."
    found = read(text, ["it held|said|An official", "it broke|said|The official", "it bent|said|Another official"])  # fmt: skip
    ids = [s.source.id for s in found]
    assert ids[0] == ids[1] != ids[2]


def test_mr_and_ms_of_one_surname_are_two():
    text = "“It holds,” said Ms Begam. Mr Begam said it broke."
    found = read(text, ["It holds|said|Ms Begam", "it broke|said|Mr Begam"])
    assert found[0].source.id != found[1].source.id


def test_one_mention_is_one_source_whatever_it_said():
    text = "An official said it held, but warned it bent."
    found = read(text, ["it held|said|An official", "it bent|warned|An official"])
    assert found[0].source.id == found[1].source.id


@pytest.mark.parametrize(
    ("who", "body"), [("spokesman", "Avi Lerner"), ("father", None)]
)
def test_whom_one_speaks_for(who, body):
    text = f"Avi Lerner left. Lerner’s {who} said it broke."
    (statement,) = read(text, [f"it broke|said|Lerner’s {who}"])
    assert statement.source.unnamed is not None
    assert statement.source.unnamed.organisation == body


def test_one_of_the_officials_takes_after_them():
    text = "Four US officials said it held. “It broke,” one of the officials said."
    found = read(text, ["it held|said|Four US officials", "It broke|said|one of the officials"])  # fmt: skip
    told = found[1].source.unnamed
    assert told is not None
    assert (told.count_min, told.count_max, told.country) == (1, 1, "United States")


UNNAMED = [
    ("a spokesman for the Lunde police", "Lunde police", None, "unstated", "unstated"),
    ("two former Pentagon officials", "Pentagon", None, "unstated", "former"),
    ("a senior South Korean official", None, "South Korea", "senior", "unstated"),
    ("senior administration officials", "administration", None, "senior", "unstated"),
    ("three members of the parole board", "parole board", None, "unstated", "unstated"),
    (
        "Four transport ministry officials",
        "transport ministry",
        None,
        "unstated",
        "unstated",
    ),
    (
        "Two senior finance ministry officials",
        "finance ministry",
        None,
        "senior",
        "unstated",
    ),
    ("Officials from three countries", None, None, "unstated", "unstated"),
]


@pytest.mark.parametrize(("source", "body", "country", "level", "tenure"), UNNAMED)
def test_what_the_phrase_tells(source, body, country, level, tenure):
    (statement,) = read(f"It rained, {source} said.", [f"It rained|said|{source}"])
    told = statement.source.unnamed
    assert told is not None
    assert (told.organisation, told.country) == (body, country)
    assert (told.level, told.tenure) == (level, tenure)


RELAYS = [
    ("“It holds,” chief Mara Lind told the Wall Street Journal.", "It holds|told|chief Mara Lind|the Wall Street Journal", ["Wall Street Journal"]),
    ("“It holds,” chief Mara Lind told reporters.", "It holds|told|chief Mara Lind|reporters", []),
    ("Four officials told the Axios news website that it held, according to Anadolu.", "it held|told|Four officials|the Axios news website", ["Axios", "Anadolu"]),
    ("The dam held, Governor Selim Arat said, according to the Quds News Network.", "The dam held|said|Governor Selim Arat", ["Quds News Network"]),
    ("Axios reported on Thursday, citing two officials, that it held.", "it held|reported|Axios", ["Axios"]),
    ("The Harbor Courier, quoting Danish broadcaster TV Syd, said Minister Kaj Brandt had told colleagues it held.", "it held|told|Minister Kaj Brandt|colleagues", ["TV Syd", "Harbor Courier"]),
    ("“It holds,” Senator Will Drap said in an interview with Channel 9’s “Sunday Table.”", "It holds|said|Senator Will Drap", ["Channel 9"]),
    ("Sesay told Agence Lund, the state news agency, it held.", "it held|told|Sesay|Agence Lund", ["Agence Lund"]),
    ("She told BBC Radio 4’s Today programme that it held.", "it held|told|She", ["BBC"]),
    ("It held, officials said, the Evening Ledger reported.", "It held|said|officials", ["Evening Ledger"]),
    ("“It holds,” Ann Lee told CNN’s Bob Roe.", "It holds|told|Ann Lee|CNN’s Bob Roe", ["CNN"]),
    ("In a Boston Globe essay last week, Ann Lee said it held.", "it held|said|Ann Lee", ["Boston Globe"]),
    ("Local radio earlier quoted Ann Lee as saying it held.", "it held|saying|Ann Lee", ["Local radio"]),
    ("Anadolu met the officials. “It holds,” a US official told Axios as reported by the Turkish news agency.", "It holds|told|a US official|Axios", ["Axios", "Anadolu"]),
    ("Tom Erik, who reads the Post, said it held.", "it held|said|Tom Erik, who reads the Post", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "outlets"), RELAYS)
def test_relays_run_from_the_source_outwards(text, marked, outlets):
    (statement,) = read(text, [marked])
    assert [r.outlet for r in statement.relays] == outlets


def test_past_an_outlet_whose_source_stands_in_the_same_phrase():
    cited = "Iranian state television, quoting an unnamed engineer"
    (statement,) = read(f"{cited}, said it held.", [f"it held|said|{cited}"])
    assert statement.source.name == "an unnamed engineer"
    assert [r.outlet for r in statement.relays] == ["Iranian state television"]


def test_past_an_outlet_to_whom_it_cites():
    (statement,) = read(RELAYS[4][0], [RELAYS[4][1]])
    assert statement.source.kind == "anonymous"
    assert statement.source.name == "two officials"


def test_the_articles_own_outlet_is_no_relay():
    (statement,) = read(RELAYS[0][0], [RELAYS[0][1]], outlet="The Wall Street Journal")
    assert statement.relays == ()


SAID_ON = [
    ("The board will vote on Thursday, the chair said on Monday.", "The board will vote on Thursday|said|the chair", "2025-06-09"),
    ("Tom Erik, who bought it in May, said it held.", "it held|said|Tom Erik, who bought it in May", None),
    ("Ann Lee said late Tuesday that it held.", "it held|said|Ann Lee", "2025-06-10"),
    ("Ann Lee met staff Monday, telling them it held.", "it held|telling|Ann Lee", "2025-06-09"),
    ("It held, according to a report published Tuesday.", "It held|according to|a report published Tuesday", "2025-06-10"),
    ("Ann Lee told Bob Roe two weeks ago that it held.", "it held|told|Ann Lee|Bob Roe", "2025-05-28"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "day"), SAID_ON)
def test_the_day_belongs_to_the_cue(text, marked, day):
    (statement,) = read(text, [marked], published_on=date(2025, 6, 11))
    found = statement.said_on
    assert (found.first.isoformat() if found else None) == day
    assert not read(text, [marked])[0].said_on


def test_hedges_and_addressee():
    text = "President Joan Bide met Ron Derm. Derm reportedly told Bide that it held."
    (statement,) = read(text, ["it held|told|Derm|Bide"])
    assert statement.hedges == ("reportedly",)
    assert statement.addressee == "Joan Bide"


@pytest.mark.parametrize("text", ["", "“”", "\n\n", "said", "a " * 50, "“x,” he said"])
def test_odd_text_gives_statements_not_errors(text):
    doc = _parsed(text)
    size = len(doc.text)
    odd = Finding("direct", (Span(0, size),), source=Span(0, size) if size else None)
    assert len(sources.read(doc, [odd] if size else [])) == bool(size)
