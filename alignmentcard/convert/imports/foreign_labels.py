"""Labels of sheets in German and Spanish: the question that each stands for, or the field that its answer is left at.

Values are read only where they look the same in all languages: licences, addresses, versions and names of languages.
“1.200 €” and “no procede” do not, so all other answers stay text for the author, beside the field they belong to.
"""

from alignmentcard.convert.imports.question_names import CONTACT, LANGUAGES, LICENCE, VERSION

_READ = {
    CONTACT: ("kontakt", "ansprechpartner", "ansprechperson", "contacto", "correo de contacto"),
    LANGUAGES: ("sprache", "sprachen", "idioma", "idiomas", "lengua", "lenguas"),
    LICENCE: ("lizenz", "licencia"),
    VERSION: ("versión",),
}
_LEFT = {
    "dataset.creators": ("erstellt von", "urheber", "autoren", "autorinnen und autoren", "creado por", "autores"),
    "dataset.items": ("umfang", "größe", "anzahl der instanzen", "tamaño", "número de instancias"),
    "collection.period": ("zeitraum", "erhebungszeitraum", "periodo", "período", "periodo de recogida"),
    "intent.funded_by": ("finanzierung", "förderung", "gefördert von", "financiación", "financiado por"),
    "intent": ("zweck", "verwendungszweck", "propósito", "finalidad"),
    "pools": (
        *("annotierende", "annotatoren", "annotatorinnen", "annotator:innen", "bewertende", "vergütung", "bezahlung"),
        *("ethik", "ethikkommission", "ethikvotum", "ética", "comité de ética", "comité ético", "revisión ética"),
        *("anotadores", "anotadoras", "evaluadores", "remuneración", "pago"),
    ),
}
STANDING_FOR = {label: question for question, labels in _READ.items() for label in labels}
LEFT_AT = {label: path for path, labels in _LEFT.items() for label in labels}
