"""The words of which `made_news.py` puts invented news together, and the sentences that hold them.

Slots are {p} person, {c} country, {t} term, {o} organisation, {l} place, numbered within an article; {c1:of} is the
adjective of a country, {saying} what is said, {day} a day of the week.
"""

GIVEN = (
    *("Adela", "Bertil", "Cosima", "Dragan", "Elspet", "Fabio", "Greta", "Hamid", "Isolde", "Janek", "Kirsi", "Luca"),
    *("Marit", "Nadim", "Odile", "Pavle", "Ragna", "Soren", "Tilda", "Urban", "Vesna", "Wim", "Yara", "Zeno"),
)
SURNAME_FRONT = (
    *("Ald", "Birk", "Corv", "Dorn", "Esk", "Fald", "Garm", "Hask", "Iver", "Jost", "Kelm", "Lund", "Mork", "Ness"),
    *("Orm", "Pell", "Quar", "Rusk", "Storm", "Tarn", "Ulm", "Vast", "Wend", "Yarr", "Zand", "Brev", "Crom", "Drus"),
    *("Frost", "Gris", "Holt", "Klar", "Malm", "Norr", "Prov", "Rav", "Skov", "Trev", "Varn", "Walt"),
)
SURNAME_BACK = (
    *("aker", "ander", "ardi", "asova", "beck", "berg", "born", "by", "dahl", "eira", "ekis", "elli", "emann", "enko"),
    *("erud", "esco", "etti", "feld", "foss", "gaard", "hardt", "iak", "idis", "ikov", "ini", "inen", "ison", "itz"),
    *("ivik", "kamp", "lander", "lund", "mark", "mesa", "ovic", "quist", "rand", "rup", "sen", "stad", "strom", "sund"),
    *("thal", "tveit", "ucci", "ulin", "vang", "vik", "wald", "zak"),
)
TOWN_FRONT = (
    *("Ash", "Brack", "Cald", "Dun", "Elm", "Fen", "Glen", "Hazel", "Inver", "Kirk", "Lang", "Mill", "North", "Oak"),
    *("Pen", "Ross", "Sand", "Thorn", "Wick", "Yew"),
)
TOWN_BACK = (
    *("barrow", "combe", "dale", "fell", "ferry", "garth", "haven", "keld", "mere", "moor", "ness", "pool", "shaw"),
    *("stow", "wold"),
)
PLACE_SORTS = ("Bay", "Canal", "Airport", "Dockyard", "Pass", "Reservoir")
DEVICES = (
    *("turbine", "ferry", "sensor", "reactor", "levy", "pipeline", "satellite", "vaccine", "tariff", "beacon"),
    *("ledger", "charter", "battery", "dredger", "grid", "seed bank", "tunnel", "barrier", "index", "accord"),
)
BIRDS = (
    *("Avocet", "Bittern", "Curlew", "Dunlin", "Egret", "Fulmar", "Gannet", "Heron", "Ibis", "Jackdaw", "Kestrel"),
    *("Lapwing", "Merlin", "Nightjar", "Osprey", "Plover", "Quail", "Redshank", "Siskin", "Tern", "Veery", "Wigeon"),
    *("Yellowlegs", "Crake", "Godwit"),
)
BODIES = (
    *("Council", "Institute", "Agency", "Board", "Commission", "Union", "Trust", "Society", "Office", "Forum"),
    *("Alliance", "Chamber", "Bureau", "Academy", "Federation"),
)
TOPICS = (
    *("Harbour Safety", "Inland Waters", "Public Accounts", "Rural Transport", "Clean Energy", "Coastal Research"),
    *("Fair Trade", "Food Standards", "Border Affairs", "Civil Aviation", "Digital Rights", "Forest Law"),
    *("Grain Markets", "Housing Policy", "Labour Statistics", "Marine Science", "Open Schools", "Polar Studies"),
    *("Rail Freight", "Water Tariffs"),
)
OFFICES = ("harbour master", "energy minister", "senator", "judge", "mayor", "union leader", "ambassador", "researcher")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

STATEMENTS = (
    "The {c1:of} government asked the {o1} to look into the {t1} again before the year is out.",
    "{p1} and {p2} had met in {l1} on {day}, but neither of them would say a word about the {t1} afterwards.",
    "Officials of {c2} and {c3} played the dispute down and said that the {t2} had never been in danger.",
    "A report by the {o1} had put the cost of the {t1} at twice what {c1} had set aside for it.",
    "{c2:of} and {c3:of} lawmakers are expected to vote on the {t2} before the summer, whatever {p2} may think of it.",
    "For {c1} the quarrel comes at a bad time, since the {t1} was to be the pride of {l1}.",
    "Traders in {l2} have waited for the {t2} since the spring, and so have those in {c4}.",
    "Nobody at the {o2} could be reached for comment, and {p3} had left for {c4} by the evening.",
    "{p4} used to work for the {o2}, which paid for the first study of the {t3} ten years ago.",
    "The {c4:of} delegation, which {p3} leads, went home from {l1} without an agreement on the {t3}.",
    "Most of the money for the {t1} came from {c1}, and the rest was lent by {c2} at a low rate of interest.",
    "Residents of {l2} say that the {t2} is too loud, too dear and five years too late.",
    "It was {p1} who had first brought the {o1} and the {o2} to the same table in {l2}.",
    "A spokeswoman for {p2} did not want to say when the {c2:of} inquiry would end.",
    "If {c3} leaves the talks, the {t3} will hardly be built in {l1}, two people who know the plans said.",
    "The paper, which {p4} wrote for the {o1}, compares {c1} with {c2}, {c3} and {c4}.",
)
FILLERS = (
    "The room was cold, and the interpreters asked twice for a break.",
    "Nothing was signed, and no date was set for another round.",
    "It was the third such meeting since the spring, and by far the shortest.",
    "Few of those who waited outside had read the draft, which runs to ninety pages.",
    "The figures are older than that and were never meant to be published.",
    "What will happen to the money that was spent already is an open question.",
    "Prices rose again in the autumn, though more slowly than a year before.",
    "Two earlier attempts had come to nothing, the last of them over a map.",
    "A copy of the letter was left on the table when the lights went out.",
)
QUOTATIONS = (
    "“{saying},” {p1} said on {day}.",
    "{p2} told reporters in {l1}: “{saying}.”",
    "“{saying},” said {p3}, who has followed the {t2} for years.",
    "According to {p4}, the plan for the {t1} was settled long ago: “{saying}.”",
    "“{saying},” {p2} added.",
    "“{saying},” {p1} argued in a letter to the {o1}.",
)
SAYINGS = (
    "We have read every page about the {t1} and found nothing new",
    "The people of {c1} have paid for this twice already",
    "Nobody in {c2} ought to be surprised by what happened here",
    "There will be no second vote as long as I am in office",
    "Without the {t2} there is nothing left that is worth signing",
    "I would not name a day, and nobody else should either",
    "What {c3} does about the {t3} is the business of {c3} alone",
    "It is a good plan, and it would be a better one with a budget",
)
