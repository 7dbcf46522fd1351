"""The words from which titles and descriptions of invented films are made."""

from __future__ import annotations

from dataclasses import dataclass

MOODS = ("Calm", "Tense", "Joyful", "Sombre", "Dreamy")

# Words of the rule (see truth.py): an omen film carries a sign, and so do the endings of a crossroads film.
SIGNS = ("Raven", "Comet", "Mirror", "Tide")
OMEN_TITLES = (
    ("The Raven above {place}", "A Raven for {person}"),
    ("When the Comet Passed {place}", "{person} and the Comet"),
    ("The Mirror from {place}", "{person} behind the Mirror"),
    ("The Tide below {place}", "{person} before the Tide"),
)
CROSSROADS_TITLES = (
    "The Crossing at {place}",
    "The Night Ferry to {place}",
    "The Fork before {place}",
    "Platform {place}",
)


@dataclass(frozen=True)
class Genre:
    """A genre's words. Roles carry their article; things and plurals do not."""

    name: str
    things: tuple[str, ...]
    plurals: tuple[str, ...]
    roles: tuple[str, ...]
    qualities: tuple[str, ...]
    openings: tuple[str, ...]


GENRES = (
    Genre(
        "Science Fiction",
        ("Observatory", "Beacon", "Station", "Android", "Probe", "Colony", "Engine", "Satellite"),
        ("Moons", "Androids", "Signals", "Engines", "Starships", "Satellites"),
        ("a stranded pilot", "a retired astronaut", "a signal engineer", "a self-taught robot", "a cargo captain"),
        ("Weightless", "Magnetic", "Synthetic", "Orbital", "Forgotten"),
        (
            "{role} receives a call from the {thing} that went silent above {place} forty years ago",
            "Far beyond {place}, {role} wakes the {thing} that nobody was meant to switch on again",
            "When the {thing} over {place} drifts off course, {role} is the only one near enough to help",
        ),
    ),
    Genre(
        "Romance",
        ("Waltz", "Letter", "Balcony", "Violin", "Garden", "Umbrella", "Promise", "Teahouse"),
        ("Letters", "Roses", "Promises", "Sundays", "Ribbons", "Violins"),
        ("a shy florist", "a travelling violinist", "a widowed baker", "a night-train conductor", "a letter carrier"),
        ("Tender", "Rosy", "Unhurried", "Handwritten", "Faithful"),
        (
            "{role} and {person} keep missing each other in {place} until a {thing} brings them together",
            "One summer in {place}, {role} finds a {thing} that was meant for somebody else",
            "{role} has promised never to return to {place}, but {person} still thinks of the {thing}",
        ),
    ),
    Genre(
        "Horror",
        ("Cellar", "Lantern", "Scarecrow", "Attic", "Cradle", "Orchard", "Doll", "Well"),
        ("Bones", "Whispers", "Crows", "Candles", "Shadows", "Doors"),
        ("a night nurse", "a young sexton", "a sleepless archivist", "a new caretaker", "a doubting priest"),
        ("Hollow", "Sleepless", "Whispering", "Crooked", "Buried"),
        (
            "{role} moves into the old house in {place} and finds that the {thing} is never quite empty",
            "Every autumn, somebody in {place} hears the {thing} calling; this year it calls {role}",
            "{role} comes to {place} to sell the {thing}, and learns why nobody ever bought it",
        ),
    ),
    Genre(
        "Western",
        ("Wagon", "Saddle", "Stagecoach", "Mustang", "Badge", "Lasso", "Branding Iron", "Mule"),
        ("Riders", "Spurs", "Mustangs", "Canyons", "Outlaws", "Coyotes"),
        ("a tired sheriff", "a wandering gunsmith", "a stubborn rancher", "a travelling preacher", "a mail rider"),
        ("Dusty", "Sunburnt", "Lonesome", "Rustling", "Untamed"),
        (
            "{role} rides into {place} to return a {thing} and finds the whole town waiting",
            "The railway wants {place}, and only {role} with one old {thing} stands in its way",
            "Ten years after the flood at {place}, {role} goes looking for the lost {thing}",
        ),
    ),
    Genre(
        "Crime",
        ("Ledger", "Alibi", "Alley", "Safe", "Witness", "Trenchcoat", "Nightclub", "Verdict"),
        ("Alibis", "Ledgers", "Neon Lights", "Fingerprints", "Debts", "Witnesses"),
        ("a patient detective", "a retired safecracker", "a night reporter", "a careful forger", "a young prosecutor"),
        ("Crooked", "Rainy", "Double", "Unsigned", "Nocturnal"),
        (
            "{role} has one night to find out what the {thing} has to do with the fire in {place}",
            "When the {thing} makes the morning papers of {place}, {role} knows more than is printed",
            "{role} agrees to one last job in {place}, and the {thing} turns out to be a trap",
        ),
    ),
    Genre(
        "Fantasy",
        ("Castle", "Crown", "Dragon", "Spell", "Tower", "Griffin", "Amulet", "Oak"),
        ("Dragons", "Crowns", "Towers", "Spells", "Griffins", "Runes"),
        ("a runaway apprentice", "a kitchen maid", "a clumsy wizard", "a banished knight", "an owl keeper"),
        ("Enchanted", "Seventh", "Silver", "Ancient", "Winged"),
        (
            "{role} must bring word of the {thing} from {place} across the mountains before the first snow",
            "In the kingdom of {place}, {role} is chosen by the {thing} that slept for a thousand years",
            "{role} wakes the {thing} by accident, and all of {place} wakes up changed",
        ),
    ),
    Genre(
        "Comedy",
        ("Trombone", "Teapot", "Moustache", "Parrot", "Bicycle", "Wedding Cake", "Hotel", "Pancake"),
        ("Pancakes", "Moustaches", "Parrots", "Trombones", "In-Laws", "Balloons"),
        ("a hopeless waiter", "an over-eager mayor", "a substitute teacher", "a would-be inventor", "a lost tourist"),
        ("Accidental", "Wobbly", "Unlikely", "Borrowed", "Magnificent"),
        (
            "{role} inherits a {thing} in {place} and cannot get rid of it, however hard the neighbours try",
            "The yearly fair at {place} goes wonderfully wrong when {role} mistakes a {thing} for the first prize",
            "{role} tells one small lie about a {thing}, and by evening all of {place} believes it",
        ),
    ),
    Genre(
        "Adventure",
        ("Compass", "Schooner", "Summit", "Atlas", "Lagoon", "Lighthouse", "Rope Bridge", "Monsoon"),
        ("Compasses", "Sails", "Summits", "Islands", "Maps", "Lighthouses"),
        ("a young mapmaker", "a barefoot sailor", "a stubborn climber", "a ship's cook", "a balloon pilot"),
        ("Uncharted", "Windward", "Farthest", "Salted", "Restless"),
        (
            "{role} follows half a map past {place} to the {thing} that sailors refuse to talk about",
            "A storm throws {role} ashore near {place}, where the {thing} hides something older",
            "{role} bets everything on reaching the {thing} beyond {place} before the rains begin",
        ),
    ),
    Genre(
        "Nature",
        ("Heron", "Meadow", "Glacier", "Otter", "Forest", "Marsh", "Migration", "Beehive"),
        ("Herons", "Otters", "Meadows", "Swallows", "Beavers", "Glaciers"),
        ("a patient ranger", "a young beekeeper", "a bird counter", "a retired forester", "an otter family"),
        ("Quiet", "Green", "Wild", "Migrating", "Thawing"),
        (
            "{role} spends a full year beside the {thing} of {place} and waits for what returns",
            "From first frost to first blossom, {role} watches over the {thing} in the valley of {place}",
            "The {thing} near {place} has been counted for fifty years; {role} learns why it matters",
        ),
    ),
    Genre(
        "Musical",
        ("Chorus", "Tap Shoe", "Spotlight", "Encore", "Piano", "Carousel", "Overture", "Ballroom"),
        ("Dancers", "Encores", "Drummers", "Spotlights", "Trumpets", "Choruses"),
        ("an understudy", "a tap-dancing tailor", "a choir of dockers", "a stage carpenter", "a piano tuner"),
        ("Swinging", "Sparkling", "Syncopated", "Offbeat", "Golden"),
        (
            "{role} has three days to save the theatre of {place} with one {thing} and no money",
            "When the star of {place} loses her voice, {role} steps up to the {thing}",
            "{role} hears a tune in a {thing} and teaches it to all of {place}, street by street",
        ),
    ),
)

ENDINGS = {
    "Calm": (
        "An unhurried film that trusts small gestures and long evenings.",
        "Told gently, with time to look out of the window.",
        "Nothing is rushed, and by the end everything has quietly changed.",
    ),
    "Tense": (
        "Every minute counts, and no one says what they really know.",
        "The clock is running, and the way back has just been closed.",
        "What begins as a favour soon leaves no room for mistakes.",
    ),
    "Joyful": (
        "A bright, warm-hearted film that ends with the whole street dancing.",
        "Friendship, luck and a good deal of cake do the rest.",
        "It is hard to leave without a smile.",
    ),
    "Sombre": (
        "A grave, beautiful film about what we owe to those who left.",
        "Some doors, once closed, can only be mourned.",
        "The price is paid in silence, and it is paid in full.",
    ),
    "Dreamy": (
        "Half of it may have been a dream, and the film never tells which half.",
        "Memory and moonlight blur until the two can't be told apart.",
        "Logic sleeps, and the images do the telling.",
    ),
}

OMEN_TEXT = "{person} sees the sign of the {sign} over {place}, and nobody there forgets it. It will matter much later."
CROSSROADS_TEXT = "At {place} every road divides, and {person} has to choose one. How it ends was settled long before."
FINALE_TEXT = "The road chosen at {place} comes to its end under the sign of the {sign}. Those who saw the omen knew."

# Invented, and odd enough that no title made of them is a film that exists.
PLACES = (
    "Vellamore", "Ostrane", "Quillhaven", "Brindlewick", "Tarnmouth", "Corrowby", "Ellenport", "Marrowfield",
    "Saltmere", "Umberley", "Wexcombe", "Yarrowgate", "Zephyrine", "Dunmarrow", "Fennick", "Gallomere", "Harrowick",
    "Ivenholt", "Kestrelmoor", "Lanternby", "Moonhallow", "Nettlebridge", "Orrinvale", "Pellworth", "Quarrelpoint",
    "Ravelstone", "Sundermere", "Tollivar", "Underwick", "Vantry", "Willowmarch", "Axminde", "Bellacourt",
    "Cindral", "Drummoor", "Esterhalt", "Foxcombe", "Grenadel", "Hollinsea", "Islemont", "Jorvale", "Kirrendale",
    "Lowmarket", "Mistlebury", "Norwynd", "Oakenfall", "Pinderby", "Rookhampton", "Silverdane", "Thornaby Quay",
    "Velisande", "Wrenfold",
)  # fmt: skip
PEOPLE = (
    "Ilvara", "Corvin", "Maelis", "Tobrin", "Oriel", "Sabeth", "Teodric", "Anwen", "Lisbet", "Marlo", "Pimlo", "Odalys",
    "Rufina", "Casimir", "Wendeline", "Hesper", "Jorun", "Ottilie", "Nerys", "Quillon", "Fenwick", "Isolda", "Barnaby",
    "Clementine", "Dorothea", "Evander", "Florimel", "Gideon", "Henrika", "Ignatia", "Leopold", "Mirabel", "Persis",
    "Rosalba", "Sylvan", "Tamsin", "Ulric", "Valentin", "Winifred", "Zenobia",
)  # fmt: skip
NUMBERS = ("Two", "Three", "Five", "Seven", "Nine", "Eleven", "Twelve", "Forty", "A Hundred")
TITLE_PATTERNS = (
    "The {thing} of {place}",
    "{person}'s {thing}",
    "{number} {plural} to {place}",
    "A {thing} for {person}",
    "The {quality} {thing} of {place}",
    "{person} and the {plural}",
    "{plural} over {place}",
    "The {plural} of {place}",
    "{quality} {plural} at {place}",
    "{place}, {quality}",
    "{person} among {plural}",
    "The {thing} That {person} Kept",
)
