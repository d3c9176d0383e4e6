//! Words that tell names from other words with capitals, in English and Spanish, in small letters and without accents. Short
//! on purpose: what is missing costs a hint too many or too few, and never anything else.

use std::collections::HashSet;
use std::sync::LazyLock;

/// After these comes a name.
#[rustfmt::skip]
pub(super) const TITLES: [&str; 15] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sr", "sra", "srta", "dra", "don", "doña", "señor", "señora",
];

/// After these, words for somebody, comes a name where the next word has a capital.
#[rustfmt::skip]
pub(super) const PERSONS: [&str; 33] = [
    "student", "students", "pupil", "child", "kid", "classmate", "teacher", "coach", "principal", "colleague", "parent",
    "mother", "father", "named", "called", "estudiante", "estudiantes", "alumno", "alumna", "alumnos", "alumnas", "niño",
    "niña", "maestro", "maestra", "profe", "profesor", "profesora", "director", "directora", "colega", "madre", "padre",
];

/// These stand inside of names.
#[rustfmt::skip]
pub(super) const LINKS: [&str; 13] = [
    "de", "del", "la", "las", "los", "y", "e", "van", "von", "der", "da", "di", "bin",
];

/// Given names that are common where English and Spanish are spoken. They tell a name at the beginning of a sentence.
#[rustfmt::skip]
pub(super) const GIVEN: &[&str] = &[
    "aaliyah", "aaron", "abigail", "adam", "adriana", "aiden", "alan", "alejandra", "alejandro", "alex", "alexander",
    "alexis", "alice", "alicia", "alma", "alyssa", "amanda", "amelia", "ana", "andrea", "andres", "andrew", "angel",
    "angela", "anna", "anthony", "antonio", "aria", "ariana", "arturo", "ashley", "austin", "ava", "beatriz", "benjamin",
    "brandon", "brian", "brianna", "caleb", "camila", "carla", "carlos", "carmen", "carolina", "caroline", "catherine",
    "cecilia", "charles", "charlotte", "chloe", "chris", "christian", "christopher", "claire", "clara", "claudia",
    "cristian", "cristina", "daniel", "daniela", "david", "diana", "diego", "dylan", "eduardo", "elena", "eli", "elias",
    "elijah", "elizabeth", "ella", "emilia", "emiliano", "emily", "emma", "enrique", "eric", "ernesto", "esteban", "ethan",
    "eva", "evan", "evelyn", "fatima", "felipe", "fernanda", "fernando", "francisco", "gabriel", "gabriela", "gael",
    "george", "gloria", "grace", "gonzalo", "guadalupe", "guillermo", "gustavo", "hailey", "hannah", "hector", "henry",
    "hugo", "ian", "ignacio", "irene", "isaac", "isabel", "isabella", "isaiah", "ivan", "jack", "jackson", "jacob",
    "jada", "jaime", "james", "jamal", "jasmine", "javier", "jayden", "jennifer", "jeremiah", "jessica", "jesus", "jimena",
    "joaquin", "joel", "john", "jonathan", "jordan", "jorge", "jose", "joseph", "joshua", "josue", "juan", "juana", "julia",
    "julian", "juliana", "julio", "karen", "karina", "katherine", "kayla", "kevin", "kim", "kimberly", "laila", "laura",
    "lauren", "leah", "leo", "leonardo", "leticia", "liam", "lily", "linda", "logan", "lorena", "lucas", "lucia", "luis",
    "luke", "luna", "madison", "malik", "manuel", "marco", "marcos", "margarita", "maria", "mariana", "mario", "marisol",
    "martha", "martin", "mary", "mateo", "matthew", "mauricio", "maya", "melissa", "mia", "michael", "michelle", "miguel",
    "mohammed", "monica", "muhammad", "nancy", "natalia", "natalie", "nathan", "nia", "nicholas", "nicolas", "nicole",
    "noah", "nora", "oliver", "olivia", "omar", "oscar", "owen", "pablo", "paola", "patricia", "paul", "paula", "pedro",
    "penelope", "peter", "priya", "rachel", "rafael", "ramon", "raul", "rebecca", "regina", "renata", "ricardo", "robert",
    "roberto", "rodrigo", "rosa", "ruben", "ruth", "ryan", "salma", "salvador", "samantha", "samuel", "santiago", "sara",
    "sarah", "sebastian", "sergio", "silvia", "sofia", "sophia", "stephanie", "susan", "teresa", "thomas", "tomas", "tyler",
    "valentina", "valeria", "vanessa", "veronica", "victor", "victoria", "william", "xavier", "ximena", "yolanda", "zoe",
];

/// What has a capital and is nobody's name; whatever holds one of these is none.
#[rustfmt::skip]
const NOT_NAMES: &[&str] = &[
    // Days, months, feasts.
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "june", "july", "august", "september", "october", "november", "december", "spring", "summer", "fall", "autumn",
    "winter", "day", "night", "meeting", "conference", "conferences", "week", "weeks", "month", "year", "break", "christmas", "thanksgiving", "halloween", "easter",
    "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "enero", "febrero", "marzo", "abril", "mayo",
    "junio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "semana", "dia", "navidad",
    // Schools and what is in them.
    "academy", "school", "schools", "elementary", "middle", "high", "district", "county", "university", "college",
    "department", "grade", "grades", "class", "classroom", "room", "period", "unit", "lesson", "lessons", "chapter",
    "section", "part", "figure", "table", "appendix", "level", "standard", "standards", "objective", "objectives",
    "goal", "goals", "center", "centre", "library", "office", "board", "council", "committee", "team", "group", "groups",
    "program", "project", "plan", "course", "curriculum", "assessment", "test", "quiz", "report", "survey", "rubric",
    "criterion", "score", "handbook", "guide", "notebook", "journal", "portfolio", "workshop", "club", "fair", "program",
    "escuela", "colegio", "instituto", "universidad", "distrito", "grado", "clase", "aula", "unidad", "leccion",
    "capitulo", "seccion", "parte", "pagina", "nivel", "objetivo", "objetivos", "proyecto", "plan", "grupo", "equipo",
    "biblioteca", "departamento", "ministerio", "secretaria", "programa", "taller",
    // Subjects, languages, ways of teaching.
    "math", "mathematics", "algebra", "geometry", "science", "sciences", "biology", "chemistry", "physics", "history",
    "geography", "civics", "english", "spanish", "french", "german", "chinese", "arabic", "latin", "language", "arts",
    "art", "music", "social", "studies", "literacy", "reading", "writing", "physical", "education", "health", "special",
    "learning", "learner", "learners", "teaching", "instruction", "practice", "think", "pair", "share", "turn", "talk",
    "talks", "exit", "ticket", "tickets", "wait", "time", "jigsaw", "socratic", "seminar", "fishbowl", "gallery", "walk",
    "anchor", "chart", "number", "numbers", "word", "words", "sentence", "question", "questions", "phase", "step",
    "cycle", "stage", "observation", "visit", "video", "slide", "slides", "form", "forms", "sheet", "docs", "note",
    "notes", "matematicas", "ciencias", "historia", "lengua", "lenguaje", "ingles", "español", "artes", "estudios",
    "sociales", "lectura", "escritura", "educacion", "fisica", "quimica", "biologia", "video", "visita", "pregunta",
    // Words for people that are no names.
    "student", "students", "pupil", "child", "teacher", "teachers", "coach", "principal", "colleague", "parent", "parents",
    "assistant", "aide", "para", "specialist", "counselor", "estudiante", "estudiantes", "alumno", "alumna", "maestro",
    "maestra", "profesor", "profesora", "docente", "colega", "director", "directora", "one", "two", "three", "four",
    "five", "six", "uno", "dos", "tres",
    // Places and what stands for them.
    "north", "south", "east", "west", "new", "los", "las", "san", "santa", "saint", "fort", "mount", "united", "states",
    "america", "american", "york", "jersey", "mexico", "texas", "california", "florida", "dakota",
    "washington", "chicago", "puerto", "rico", "costa", "republica", "republic", "city", "town",
    "village", "street", "avenue", "road", "river", "lake", "ocean", "island", "islands", "valley",
    "state", "africa", "asia", "europe", "europa", "estados", "unidos", "ciudad", "calle", "avenida", "rio", "lago", "isla",
    // Makers and products.
    "google", "microsoft", "zoom", "canvas", "moodle", "apple", "khan", "kahoot", "quizlet", "seesaw", "flip", "youtube",
    "common", "core", "next", "generation", "open", "badges", "creative", "commons", "national", "international",
    "association", "foundation", "institute", "press", "act",
    // What else begins with a capital in mid-sentence.
    "i", "i'm", "i’m", "i've", "i’ve", "i'll", "i’ll", "i'd", "i’d", "the", "a", "an", "my", "our", "his", "her", "their",
    "this", "that", "these", "those", "when", "while", "after", "before", "during", "then", "first", "second", "third",
    "last", "and", "but", "so", "as", "at", "by", "for", "from", "in", "it", "of", "on", "or", "to", "we", "with", "what",
    "why", "how", "where", "who", "if", "no", "not", "all", "each", "every", "some", "many", "most", "more", "el", "lo",
    "un", "una", "mi", "mis", "su", "sus", "nuestro", "nuestra", "cuando", "como", "que", "si", "en", "con", "por", "para",
    "al", "se", "yo", "ella", "ellos", "nosotros", "primero", "segundo", "despues", "antes", "todos", "cada",
];

static NOT_NAMES_BY_WORD: LazyLock<HashSet<&str>> =
    LazyLock::new(|| NOT_NAMES.iter().copied().collect());

/// Whether a word has a capital for another reason than being somebody's name.
pub(super) fn is_no_name(word: &str) -> bool {
    NOT_NAMES_BY_WORD.contains(word)
}
