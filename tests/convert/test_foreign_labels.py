"""Labels in German and Spanish: what looks the same in all languages is read, and all else stays beside its field."""

import pytest

from alignmentcard.convert.imports import Draft, Unread, draft
from alignmentcard.convert.imports.foreign_labels import LEFT_AT, STANDING_FOR

GERMAN = "# Daten zu Witzen\n\n**Lizenz:** CC BY-SA 4.0\n**Kontakt:** a@b.example\n**Sprache:** Deutsch\n"
SPANISH = "# Datos\n\nLicencia: CC BY 4.0\nContacto: a@b.example\nIdioma: español\nVersión: 2.0\n"


def read(text: str) -> Draft:
    found = draft(text, name="sheet.md")
    assert isinstance(found, Draft)
    return found


def test_a_german_sheet_says_licence_contact_and_language() -> None:
    dataset = read(GERMAN).data["dataset"]
    assert (dataset["license"], dataset["contact"]) == ("CC-BY-SA-4.0", "mailto:a@b.example")
    assert dataset["languages"] == ["de"]


def test_a_spanish_sheet_says_its_version_too() -> None:
    dataset = read(SPANISH).data["dataset"]
    assert (dataset["license"], dataset["languages"], dataset["version"]) == ("CC-BY-4.0", ["es"], "2.0")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("Vergütung: 1.200 € pro Monat", "pools"),
        ("Anotadores: 12 mujeres y 3 hombres", "pools"),
    ],
)
def test_what_other_languages_say_otherwise_is_left_beside_its_field(line: str, path: str) -> None:
    found = read(f"{GERMAN}{line}\n")
    assert (path, line.partition(": ")[2]) in [(one.path, one.text) for one in found.left]
    assert set(found.data) <= {"alignmentcard", "dataset", "sources", "evidence", "gaps"}


@pytest.mark.parametrize(
    ("line", "path", "value"),
    [
        ("Umfang: 5.600 Kommentare", "dataset.items", 5600),
        ("Tamaño: 1.860 pares", "dataset.items", 1860),
        (
            "Periodo de recogida: mayo de 2019 a julio de 2019",
            "collection.period",
            {"start": "2019-05", "end": "2019-07"},
        ),
        (
            "Zeitraum: 1. Juni 2021 bis 30. August 2021",
            "collection.period",
            {"start": "2021-06-01", "end": "2021-08-30"},
        ),
        (
            "Erstellt von: Dr. Eva Kunz und Tim Roth, Universität Ulm",
            "dataset.creators",
            [{"name": "Dr. Eva Kunz"}, {"name": "Tim Roth"}],
        ),
        ("Finanzierung: keine", "intent.funded_by", None),
    ],
)
def test_numbers_of_items_names_and_dates_are_read(line: str, path: str, value: object) -> None:
    assert read(f"{GERMAN}{line}\n").values.get(path) == value


def test_no_label_is_both_read_and_left() -> None:
    assert not STANDING_FOR.keys() & LEFT_AT.keys()


def test_a_line_that_gave_a_value_is_not_said_to_have_no_field() -> None:
    text = (
        "# Tone\n\nLicence: MIT\nLanguage: English\nSize: 40 replies\nVersion: 1.2\nCollected: March 2023 to May 2023\n"
    )
    found = read(text)
    assert found.data["collection"]["period"] == {"start": "2023-03", "end": "2023-05"}
    assert Unread("Collected", "A card has no field for it.") not in found.unread
    assert "March 2023 to May 2023" in [one.text for one in found.left if one.path == "collection.period"]


def test_a_university_behind_its_people_is_no_maker_beside_them() -> None:
    text = "# Datasheet\n\n## Who created the dataset?\n\nAna Ruiz and Luis Vega, Universidad de Jaén.\n"
    assert read(text).data["dataset"]["creators"] == [{"name": "Ana Ruiz"}, {"name": "Luis Vega"}]
