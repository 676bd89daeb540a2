"""Datasheets in German and Spanish: every question has its place, and what is the same in all languages is read."""

import pytest

from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.dates import period, published
from alignmentcard.convert.imports.foreign_questions import left_at, read_as
from alignmentcard.convert.imports.headings import place_of
from alignmentcard.convert.imports.question_names import COUNT
from alignmentcard.convert.imports.wages import pay

GERMAN = """# Datenblatt: Kommentare zum Wetter

## Motivation

**1.1 Zu welchem Zweck wurde der Datensatz erstellt?**

Um Modelle zu prüfen.

**1.2 Wer hat den Datensatz erstellt (z. B. welches Team) und im Namen welcher Einrichtung?**

Dr. Jana Kowal und Tobias Brandt, Universität Rostock.

**1.3 Wer hat die Erstellung des Datensatzes finanziert?**

Gefördert durch das Bundesministerium für Bildung und Forschung (01IS22).

## Zusammensetzung

**2.2 Wie viele Instanzen gibt es insgesamt?**

2.480 Paare.

**2.9 Ist es möglich, Einzelpersonen direkt oder indirekt zu identifizieren?**

Nein.

## Erhebungsprozess

**3.2 Wer war an der Datenerhebung beteiligt (z. B. Studierende) und wie wurden sie entlohnt?**

Studierende; sie erhielten 13,50 € pro Stunde.

**3.3 Über welchen Zeitraum wurden die Daten erhoben?**

Von Oktober 2023 bis Januar 2024.

**3.4 Wurden ethische Prüfverfahren durchgeführt (z. B. durch eine Ethikkommission)?**

Ja, die Ethikkommission hat zugestimmt.

## Verwendung

**5.3 Gibt es Aufgaben, für die der Datensatz nicht verwendet werden sollte?**

Nicht für die Vorhersage von Wahlen.

**6.3 Wird der Datensatz unter einer Lizenz veröffentlicht?**

CC BY 4.0

**7.2 Wie kann der Kurator des Datensatzes kontaktiert werden?**

wetter@uni.example
"""
SPANISH = """# Hoja de datos: Recetas

1.2 ¿Quién creó el conjunto de datos (por ejemplo, qué equipo) y en nombre de qué entidad?
Marta Iglesias y Pedro Soto, Universidad de Jaén.

2.2 ¿Cuántas instancias hay en total?
1.860 pares.

3.2 ¿Quiénes participaron en el proceso de recopilación de datos y cómo se les compensó?
45 voluntarios; recibieron 12 € por hora.

3.3 ¿Durante qué período de tiempo se recopilaron los datos?
De marzo a mayo de 2023.

6.2 ¿Bajo qué licencia se distribuye?
CC BY-SA 4.0

7.3 ¿Hay errores, fuentes de ruido o redundancias?
No que sepamos.
"""


def read(text: str) -> Draft:
    found = draft(text, name="sheet.md")
    assert isinstance(found, Draft)
    return found


def test_a_german_datasheet_is_read() -> None:
    made = read(GERMAN)
    values = {
        "dataset.title": "Kommentare zum Wetter",
        "dataset.creators": [{"name": "Dr. Jana Kowal"}, {"name": "Tobias Brandt"}],
        "intent.funded_by": ["Bundesministerium für Bildung und Forschung"],
        "dataset.items": 2480,
        "pools.raters.pay": {"amount": 13.5, "currency": "EUR", "per": "hour"},
        "collection.period": {"start": "2023-10", "end": "2024-01"},
        "intent.not_for": ["Nicht für die Vorhersage von Wahlen."],
        "dataset.license": "CC-BY-4.0",
        "dataset.contact": "mailto:wetter@uni.example",
    }
    assert {path: made.values.get(path) for path in values} == values
    assert "release.personal_data" not in made.values
    assert ("pools", "Ja, die Ethikkommission hat zugestimmt.") in [(one.path, one.text) for one in made.left]
    assert made.unread == ()


def test_a_spanish_datasheet_is_read() -> None:
    values = read(SPANISH).values
    assert values["dataset.creators"] == [{"name": "Marta Iglesias"}, {"name": "Pedro Soto"}]
    assert (values["dataset.items"], values["dataset.license"]) == (1860, "CC-BY-SA-4.0")
    assert values["pools.raters.pay"] == {"amount": 12.0, "currency": "EUR", "per": "hour"}
    assert values["collection.period"] == {"start": "2023-03", "end": "2023-05"}
    assert "dataset.known_issues" not in values


@pytest.mark.parametrize(
    ("question", "place"),
    [
        (
            "Enthält der Datensatz alle möglichen Instanzen oder handelt es sich um eine Stichprobe?",
            "dataset.sources_of_items",
        ),
        ("Gibt es für jede Instanz ein Label oder ein Ziel?", "dimensions"),
        (
            "Enthält der Datensatz Daten, die als vertraulich eingestuft werden könnten (z. B. Befunde)?",
            "release.personal_data",
        ),
        ("Wurden die betroffenen Personen über die Datenerhebung informiert?", "pools"),
        ("Wurden die „Rohdaten“ zusätzlich gespeichert?", "aggregation"),
        ("Werden ältere Versionen des Datensatzes weiterhin unterstützt?", "release.maintenance"),
        ("Bezieht sich der Datensatz auf Personen?", ""),
        ("2.3 ¿De qué datos consta cada instancia?", "collection"),
        ("¿El conjunto de datos contiene datos que podrían considerarse confidenciales?", "release.personal_data"),
        ("5.3 ¿Para qué (otras) tareas se podría utilizar el conjunto de datos?", "intent.uses"),
        ("¿Hay tareas para las que no se debería utilizar el conjunto de datos?", "intent.not_for"),
        ("¿Algún otro comentario?", ""),
    ],
)
def test_questions_of_german_and_spanish_datasheets_have_their_place(question: str, place: str) -> None:
    assert place_of(question) == place


@pytest.mark.parametrize(
    "title", ["What was the label?", "Is software available?", "Datensatz", "Was the repository, code and data shared?"]
)
def test_english_questions_and_bare_words_are_none_of_them(title: str) -> None:
    assert (read_as(title), left_at(title)) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("vom 1. Juni 2021 bis zum 30. August 2021", "2021-06-01", "2021-08-30"),
        ("3. bis 17. Mai 2022", "2022-05-03", "2022-05-17"),
        ("del 3 al 17 de mayo de 2022", "2022-05-03", "2022-05-17"),
        ("2021 bis 2022", "2021", "2022"),
    ],
)
def test_german_and_spanish_periods_are_read(text: str, start: str, end: str) -> None:
    assert list(period(text)) == [("collection.period", {"start": start, "end": end})]


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("Wie viele Dialoge sind es?", True),
        ("Wie viele Annotatoren gibt es?", False),
        ("Wie viele Bewertungen hat jede Instanz?", False),
    ],
)
def test_how_many_people_or_judgements_there_are_is_no_number_of_items(title: str, counts: bool) -> None:
    assert (read_as(title) == COUNT) == counts


def test_a_german_day_of_release_is_read() -> None:
    assert list(published("Seit dem 12. März 2024.")) == [("dataset.published", "2024-03-12")]


def test_thousands_of_euros_are_no_fraction() -> None:
    assert list(pay("1.200 € pro Monat")) == [("pools.raters.pay", {"amount": 1200.0, "currency": "EUR"})]
    assert list(pay("$0.125 per item")) == [("pools.raters.pay", {"amount": 0.125, "currency": "USD", "per": "item"})]


BY_LETTER = """Datenblatt zu "Flohmarkt-Dialoge"

F: Wofür wurden die Daten erhoben?
A: Für höfliche Verhandlungen.

F: Wer hat die Daten erstellt?
A: Sabine Roth und Emre Aydin, Hochschule Mittweida.

F: Wer hat das bezahlt?
A: Die VolkswagenStiftung.

F: Wie viele Dialoge sind es?
A: 1.730 Dialoge

F: Wann wurde erhoben?
A: Mai 2023 bis Juli 2023

F: Unter welcher Lizenz stehen die Daten?
A: CC BY-NC 4.0

F: Wo finde ich die Daten?
A: https://github.com/hsmw/flohmarkt

F: An wen kann man sich wenden?
A: roth@hs-mittweida.example
"""
STATEMENT = """# Declaración de datos: Consultas

## Justificación de la selección
Elegimos consultas reales.

## Variedad lingüística
es-CO, español de Bogotá.

## Datos demográficos de los hablantes
Pacientes, pagados a 9 USD por hora.

## Datos demográficos de los anotadores
14 farmacéuticos, pagados a 15 USD por hora.

## Características del texto
2.015 consultas cortas.

## Limitaciones
No sirve para diagnosticar.
"""


def test_questions_in_other_words_with_a_letter_of_their_language_are_read() -> None:
    values = read(BY_LETTER).values
    assert values["dataset.creators"] == [{"name": "Sabine Roth"}, {"name": "Emre Aydin"}]
    assert (values["dataset.title"], values["dataset.items"]) == ("Flohmarkt-Dialoge", 1730)
    assert values["collection.period"] == {"start": "2023-05", "end": "2023-07"}
    assert values["dataset.links.repository"] == "https://github.com/hsmw/flohmarkt"
    assert (values["dataset.license"], values["dataset.contact"]) == (
        "CC-BY-NC-4.0",
        "mailto:roth@hs-mittweida.example",
    )


def test_headings_of_a_spanish_data_statement_have_their_places() -> None:
    made = read(STATEMENT)
    assert made.values["dataset.languages"] == ["es-CO"]
    assert made.unread == ()
    places = [one.path for one in made.left]
    assert {"intent", "pools", "dataset.sources_of_items", "intent.not_for"} <= set(places)
    assert made.values.get("pools.raters.pay") in (None, {"amount": 15.0, "currency": "USD", "per": "hour"})
