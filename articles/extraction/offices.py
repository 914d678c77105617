"""Words that mean the same office, trade or sort of body."""

from articles.extraction.names import fold

SAME = {
    word: group.split()[0]
    for group in (
        "senator sen sens",
        "representative rep reps congressman congresswoman",
        "governor gov govs",
        "president pres",
        "judge justice",
        "lieutenant lt",
        "general gen",
        "colonel col",
        "professor prof",
        "executive ceo",
        "reverend rev",
        "captain capt",
        "major maj",
        "sergeant sgt",
        "admiral adm",
        "detective det",
        "inspector insp",
        "superintendent supt",
        "councillor councilor cllr councilman councilwoman",
        "spokesman spokeswoman spokesperson",
        "chairman chairwoman chairperson chair",
        "nominee candidate contender",
        "adviser advisor",
        "democrat democratic d dem",
        "republican r gop",
        "independent i",
        "minister ministers",
        "lawmaker legislator",
        "attorney lawyer solicitor barrister counsel",
        "doctor dr physician",
        "newspaper paper daily tabloid",
        "magazine weekly monthly quarterly",
        "broadcaster network channel station",
        "agency wire",
        "website site outlet",
        "company firm corporation business manufacturer carmaker retailer airline",
    )
    for word in group.split()
}


def canonical(word: str) -> str:
    """One word for each set that means the same office: "Sen." -> "senator"."""
    low = fold(word)
    return SAME.get(low, low)
