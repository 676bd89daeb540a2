"""The JSON Schema of a card as the standard writes it: what a card takes, but for nulls, with every description.

An author leaves out what is empty, and readers need no choice; a default stands for what is left out.
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


class CardJsonSchema(GenerateJsonSchema):
    """Writes the schema of pydantic without nulls, defaults and the questions that authors are asked."""

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a record, a field or a value."""
        return {keyword: value for keyword, value in super().generate_inner(schema).items() if keyword != "question"}

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a value that may be left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a value that something stands for where it is left out."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Say that every field has a title."""
        return True

    def get_title_from_name(self, name: str) -> str:
        """Return the title of a field."""
        return name.replace("_", " ").capitalize()
