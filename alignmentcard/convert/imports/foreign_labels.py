"""Labels of sheets in German and Spanish: the question that each stands for, or the field that its answer is left at.

Values are read where they look the same in all languages, such as licences, addresses and names, and where they are
numbers of items or dates. All other answers stay text for the author, beside the field they belong to.
"""

from alignmentcard.convert.imports.question_names import (
    CONTACT,
    COUNT,
    CREATED,
    FOUND,
    FUNDED,
    LANGUAGES,
    LICENCE,
    PERIOD,
    RELEASED,
    VERSION,
)

_READ = {
    CONTACT: ("kontakt", "ansprechpartner", "ansprechperson", "contacto", "correo de contacto"),
    LANGUAGES: (
        "sprachvarietät",
        "sprachvarietäten",
        "variedad lingüística",
        "variedades lingüísticas",
        "sprache",
        "sprachen",
        "idioma",
        "idiomas",
        "lengua",
        "lenguas",
    ),
    LICENCE: ("lizenz", "licencia"),
    VERSION: ("versión",),
    CREATED: ("erstellt von", "ersteller", "urheber", "autoren", "autorinnen und autoren", "creado por", "autores"),
    COUNT: ("umfang", "größe", "anzahl der instanzen", "tamaño", "número de instancias"),
    PERIOD: ("zeitraum", "erhebungszeitraum", "periodo", "período", "periodo de recogida"),
    FOUND: ("verfügbarkeit", "bezug", "disponibilidad"),
    RELEASED: ("veröffentlicht", "veröffentlichung", "fecha de publicación"),
    FUNDED: ("finanzierung", "förderung", "gefördert von", "financiación", "financiado por"),
}
_LEFT = {
    "intent.not_for": (
        *("einschränkungen", "limitationen", "limitaciones"),
        *("nicht geeignet für", "nicht gedacht für", "no apto para", "no adecuado para"),
    ),
    "aggregation": ("zusammenführung", "bereinigung", "filterung", "agregación", "limpieza"),
    "statistics": ("übereinstimmung", "acuerdo", "acuerdo entre anotadores"),
    "release.maintenance": ("wartung", "pflege", "mantenimiento"),
    "dataset.sources_of_items": (
        *("textmerkmale", "texteigenschaften", "características del texto", "características de los textos"),
        *("herkunft", "procedencia"),
    ),
    "dataset.known_issues": (
        *("aufnahmequalität", "calidad de la grabación"),
        *("bekannte mängel", "bekannte fehler", "bekannte probleme", "problemas conocidos", "errores conocidos"),
    ),
    "collection": (
        *("sprechsituation", "redesituation", "situación del habla", "situación comunicativa"),
        *("qualitätssicherung", "qualitätskontrolle", "schulung", "erhebung", "control de calidad", "formación"),
    ),
    "intent": (
        "zweck",
        "verwendungszweck",
        "propósito",
        "finalidad",
        "begründung der auswahl",
        "auswahlbegründung",
        "justificación de la selección",
        "justificación de la curación",
    ),
    "pools": (
        *("annotierende", "annotatoren", "annotatorinnen", "annotator:innen", "bewertende", "vergütung", "bezahlung"),
        *("ethik", "ethikkommission", "ethikvotum", "ética", "comité de ética", "comité ético", "revisión ética"),
        *("demografie der annotierenden", "demografische angaben der annotierenden", "demografía de los anotadores"),
        *("datos demográficos de los anotadores", "demografie der sprechenden", "demografía de los hablantes"),
        *("datos demográficos de los hablantes", "demografische angaben der sprechenden"),
        *("anotadores", "anotadoras", "evaluadores", "remuneración", "pago"),
    ),
}
STANDING_FOR = {label: question for question, labels in _READ.items() for label in labels}
LEFT_AT = {label: path for path, labels in _LEFT.items() for label in labels}
