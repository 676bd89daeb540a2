"""Questions of datasheets in German and Spanish: the English one that each stands for, or where its answer belongs.

An answer is read where it says the same in all languages, or is kept in its own words; the others stay text beside
their field. The narrow words come first.
"""

import re

from alignmentcard.convert.imports.question_names import (
    CARE,
    CONTACT,
    COUNT,
    CREATED,
    ERRORS,
    FOUND,
    FUNDED,
    LICENCE,
    NOT_FOR,
    PEOPLE,
    PERIOD,
    PERSONAL,
    RELEASED,
    UNIT,
    WITHDRAWAL,
)

NOWHERE = ""
READ: tuple[tuple[str, str], ...] = (
    (
        r"^wer hat (?:das|es|sie|dafür) (?:bezahlt|gezahlt)"
        r"|^¿?quién (?:lo )?pagó|\bfinanzier|\bgefördert\b|\bfinanci[óa]",
        FUNDED,
    ),
    (
        r"^wer hat (?:den |die |diesen )?(?:datensatz|daten)\b"
        r"|^¿?quién(?:es)? (?:l[oa]s? )?(?:creó|crearon|elabor|hizo|hicieron)",
        CREATED,
    ),
    (r"\bwas stellen die (?:instanzen|einträge)|\bqué representan? (?:las|cada) (?:instancia|dato)", UNIT),
    (
        r"^wie viele (?!personen|menschen|leute|annot|bewert|urteil|stimmen|label|sprachen|l[äa]nder)"
        r"(?:instanzen|einträge|beispiele|texte|daten|\w+ (?:sind|gibt|hat|enthält|umfasst)\b)"
        r"|^¿?cuánt[ao]s (?:instancias|ejemplos|datos|textos|registros)",
        COUNT,
    ),
    (
        r"\bfehler, störquellen|\b(?:gibt es|enthält).* (?:fehler|redundanzen)\b"
        r"|\berrores\b|\bfuentes de ruido",
        ERRORS,
    ),
    (r"personen\b.*\bidentifizier|\bidentificar (?:a )?(?:los )?(?:individuos|personas)", PERSONAL),
    (r"\bwiderruf|\brevoca|\bretirar (?:su|el) consentimiento", WITHDRAWAL),
    (
        r"\bwann (?:wird|wurde) (?:der datensatz|er) (?:verteilt|veröffentlicht)|^¿?cuándo se (?:distribu|public)",
        RELEASED,
    ),
    (
        r"\bnicht (?:verwendet|genutzt|eingesetzt) werden"
        r"|\bno se deber?(?:ía|á|e)|\bno deber?(?:ía)? (?:usarse|utilizarse)",
        NOT_FOR,
    ),
    (
        r"\bwie wird (?:der datensatz|er) (?:verteilt|verbreitet|bereitgestellt)"
        r"|\bcómo se distrib|\bdónde (?:se (?:encuentra|puede)|están|puedo)|\bwo (?:finde|findet|sind|liegen|gibt)\b",
        FOUND,
    ),
    (r"\blizenz|\burheberrecht|\bnutzungsbedingung|\blicencia|\bderechos de autor", LICENCE),
    (
        r"\ban wen\b|\ba quién (?:se puede |puedo |hay que )?(?:escrib|contact|dirig)"
        r"|\bkontaktier|\bcontactar|\bponerse en contacto",
        CONTACT,
    ),
    (
        r"\bhoste[nt]\b|\bpflegen\b|\bwer (?:pflegt|wartet|betreut)"
        r"|\bquién(?:es)? (?:mantiene|mantendrá|aloja|da soporte)",
        CARE,
    ),
    (
        r"\b(?:über|in) welche[nm] zeitraum|\bwann wurden? .*\b(?:erhoben|gesammelt|bewertet)|^wann wurde erhoben"
        r"|\bdurante qué per[íi]odo|\bcuándo se (?:recogi|recopil)",
        PERIOD,
    ),
    (
        r"^wie viele (?:personen|menschen|leute|annotator\w*|bewertende)|^wer hat (?:bewertet|annotiert|geurteilt)"
        r"|^¿?cuántas personas|\bwer war.*\bbeteiligt|\bentlohn|\bvergüt|\bbezahlt"
        r"|\bquién(?:es)? particip|\bcompens|\bse les pagó|\bremunera",
        PEOPLE,
    ),
)
"""Words of questions whose answers are read."""
LEFT: tuple[tuple[str, str], ...] = (
    (
        r"\bwofür wurden?\b|\bwozu\b|\bzu welchem zweck|\bwarum wurde"
        r"|\bcon qué (?:propósito|fin|objetivo)|\bpara qué se creó|\bpor qué se creó",
        "intent",
    ),
    (r"\bsonstige anmerkungen|\bweitere (?:anmerkungen|kommentare)|\botros? comentarios?", NOWHERE),
    (r"\bauf personen\b|\bse relaciona con (?:las )?personas|\banstößig|\bofensiv", NOWHERE),
    (r"\bstichprobe|\buna muestra\b", "dataset.sources_of_items"),
    (r"\bfehlen informationen|\bfalta (?:alguna )?información", "dataset.known_issues"),
    (
        r"\bin sich geschlossen|\bexterne ressourcen|\bauto(?:contenid|suficient)|\brecursos externos",
        "dataset.derived_from",
    ),
    (r"\bvertraulich|\bsensib[el]|\bconfidencial", "release.personal_data"),
    (r"\buntergruppen|\bsubpoblaciones|\bdatos demográficos", "pools.composition"),
    (
        r"\bbeziehungen zwischen|\baufteilung der daten"
        r"|\brelaciones entre|\bparticiones|\bdivisiones de",
        NOWHERE,
    ),
    (r"\baus welchen daten besteht|\bde qué datos consta", "collection"),
    (r"\bethi(?:k|sch)|\bétic[ao]s?\b", "pools"),
    (
        r"\beinwillig|\beingewilligt|\beinverständnis|\bconsentimiento"
        r"|\bconsintieron|\bbenachrichtigt|\binformiert\b|\bnotific",
        "pools",
    ),
    (r"\bfolgenabschätzung|\bauswirkungen\b|\banálisis del? (?:posible |potencial )?impacto", NOWHERE),
    (
        r"\bmechanismen oder verfahren|\bwie wurden die (?:daten|bewertungen|urteile)\b|\bgeschult\b"
        r"|\bmecanismos|\bcómo se (?:obtuv|adquir|recopil|recog)",
        "collection",
    ),
    (r"\bdirekt\b.*\bdritte|\bdirectamente\b.*\bterceros", "collection"),
    (r"\bsoftware\b.*\bverfügbar|\bsoftware\b.*\bdisponible|\brepositor(?:ium\b|io\b|y, )", NOWHERE),
    (r"\b(?:zu)?künftige (?:verwendung|nutzung)|\busos futuros", "intent"),
    (
        r"\bvorverarbeit|\bbereinig|\brohdaten|\bpreproces|\blimpieza|\bdatos (?:sin procesar|brutos|en bruto)",
        "aggregation",
    ),
    (r"\blabel\b|\betikett\b|\betiqueta\b", "dimensions"),
    (
        r"\b(?:bereits|schon) .*\b(?:verwendet|genutzt)"
        r"|\baufgaben\b|\b(?:alguna|qué) .*\btareas?\b",
        "intent.uses",
    ),
    (r"\ban dritte\b|\ba terceros\b", "release"),
    (
        r"\bexportkontroll|\bcontroles de exportación|\baufbewahr"
        r"|\bconserva(?:r|ción)\b|\berweiter|\bampliar\b|\bcontribuir",
        NOWHERE,
    ),
    (
        r"\baktualisiert\b|\bein erratum\b|\bältere versionen"
        r"|\bse actualizar|\bversiones (?:anteriores|antiguas)|\bfe de erratas",
        "release.maintenance",
    ),
)
"""Words of questions whose answers are left beside a field, or have none."""
LONGEST = 500
BRACKETS = re.compile(r"\s*\([^()]*\)")
OF_LANGUAGE = re.compile(
    r"^¿"
    r"|\b(?:der|das|den|des|dem|es|ist|sind|haben|aus|falls|für|wird|wurden?|wann|wo|gab|unter|wofür|wozu|viele|an wen"
    r"|werden|sonstige|weitere|gibt|wie|wer|qué|quién(?:es)?|cómo|cuándo|dónde|se|del|hay|los|las)\b"
)
"""Words that make a question one of these languages."""


def _words(title: str) -> str:
    bare = re.sub(r"^[^\w¿]*(?:\d[\d.]*[.):]*\s+)?", "", BRACKETS.sub("", title[:LONGEST])).strip(" ?:.*_")
    return " ".join(bare.lower().split())


def _found(title: str, patterns: tuple[tuple[str, str], ...]) -> str | None:
    words = _words(title)
    asks = title.rstrip(" *_:").endswith("?") and OF_LANGUAGE.search(words)
    return next((name for pattern, name in patterns if re.search(pattern, words)), None) if asks else None


def read_as(title: str) -> str | None:
    """Return the English question that one in German or Spanish stands for, where its answer can be read."""
    return _found(title, READ)


def left_at(title: str) -> str | None:
    """Return where an answer belongs that is not read; empty where no field asks for it, None for other titles."""
    return _found(title, LEFT) if read_as(title) is None else None
