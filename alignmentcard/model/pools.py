"""Section `pools`: everyone and everything that gave judgements or wrote the rules."""

from typing import Annotated

from alignmentcard.model.base import (
    Amount,
    Count,
    Date,
    Id,
    Positive,
    Section,
    Share,
    Text,
    about,
    entries,
    mapping,
    optional,
    record,
)
from alignmentcard.model.terms import (
    Basis,
    Channel,
    Consent,
    EthicsStatus,
    PayPer,
    PoolKind,
    PoolRole,
    Sampling,
)


class RatingsPerItem(Section):
    """How many ratings an item has."""

    min: Count | None = optional("Fewest ratings on one item.", example=69)
    median: Amount | None = optional("Median over items.", example=73)
    max: Count | None = optional("Most ratings on one item.", example=76)


class Recruitment(Section):
    """How members of the pool were found and chosen."""

    channel: Channel | None = optional("How they were reached.", question="How were raters reached?")
    platform: Text | None = optional("Name of the platform or firm.", example="Prolific")
    sampling: Sampling | None = optional(
        "How they were chosen from those who could have been.", question="How were they chosen?"
    )
    criteria: list[Text] = entries("What they had to fulfil.", example=["first language English"])


class Pay(Section):
    """What the work was paid."""

    amount: Annotated[Amount, about("Amount; 0 where the work was unpaid.", example=12.0)]
    currency: Text | None = optional("Currency, ISO 4217.", example="USD")
    per: PayPer | None = optional("What the amount was paid for.")
    standard: Text | None = optional(
        "The standard it was set by, such as a minimum wage.", example="living wage of the country"
    )


class Ethics(Section):
    """Review by an ethics board."""

    status: Annotated[EthicsStatus, about("What the board said.")]
    body: Text | None = optional("Name of the board.", example="Ethics board of the University of Somewhere")


class Composition(Section):
    """How many members of the pool are in each group of one attribute."""

    axis: Annotated[Text, about("The attribute.", example="gender")]
    basis: Basis | None = optional("Where the attribute comes from.", question="Did raters say this themselves?")
    question: Text | None = optional("The question as it was asked.", example="What is your gender?")
    scheme: Text | None = optional("URI of the classification.", example="https://example.org/scheme")
    counts: dict[Text, Count] = mapping("Members in each group.", example={"woman": 80, "man": 88})
    undisclosed: Count | None = optional("Members who did not say.", example=0)
    asked: Count | None = optional("Members who were asked, where it was not all of them.", example=226)


class TargetComposition(Section):
    """Shares of groups in the population that the pool should stand for."""

    axis: Annotated[Text, about("The attribute, named as in the pool's composition.", example="gender")]
    shares: dict[Text, Share] = mapping("Share of each group, between 0 and 1.", example={"woman": 0.51, "man": 0.49})


class Target(Section):
    """The population that the pool should stand for."""

    population: Annotated[
        Text,
        about("The population in words.", question="Whom should the raters stand for?", example="adults in the US"),
    ]
    source: Text | None = optional("Id of the source of the shares.", example="census-2020")
    composition: list[TargetComposition] = entries("Shares of groups in that population.")


class SyntheticModel(Section):
    """The model or program behind a synthetic pool."""

    name: Annotated[Text, about("Name of the model.", example="example-model")]
    version: Text | None = optional("Version or date.", example="2024-05")
    personas: bool | None = optional("Whether it was told to answer as different people.")
    runs_per_item: Positive | None = optional(
        "How often each item was asked; needed to tell variation of the model from variation of personas.",
        example=5,
    )
    provider: Text | None = optional("Who runs the model.", example="Example AI")
    date: Date | None = optional("When it was asked, for models that change behind a name.", example="2024-05")
    prompt: Text | None = optional(
        "The prompt it was given, word for word or as a URL.",
        question="Which prompt was the model given?",
        example="https://example.org/prompt.txt",
    )
    temperature: Amount | None = optional("Temperature of sampling.", example=0)
    max_tokens: Positive | None = optional("Longest answer, in tokens.", example=512)
    decoding: Text | None = optional("How answers were drawn, beside the temperature.", example="top_p 0.9")
    reference_answer: bool | None = optional("Whether it was shown a reference answer.")
    position_swapped: bool | None = optional("Whether options were shown in both orders.")
    same_family_as: list[Id] = entries(
        "Ids of pools of generators that are this model or one of its family.", example=["generators"]
    )


class SizeStated(Section):
    """The size of a pool where no exact number is known; one of the two."""

    about: Positive | None = optional("About so many.", example=1000)
    at_least: Positive | None = optional("At least so many.", example=1000)


class Pool(Section):
    """A group of people, or a model, with one role and one way of getting in."""

    id: Annotated[
        Id,
        about(
            "Short name, used wherever the card speaks of this pool.",
            question="A short name for this group of raters?",
            example="us-crowd",
        ),
    ]
    role: list[PoolRole] = entries("What its members did.", question="What did they do?", max_length=7)
    kind: PoolKind | None = optional("People or a program.", question="Are they people or a program?")
    size: Positive | None = optional("How many members the pool has.", question="How many are they?", example=173)
    size_stated: SizeStated | None = optional('The size where a source says "about" or "more than", and no number.')
    dimensions: list[Id] = entries(
        "Ids of the dimensions that it judged; all of them where this is left out.", example=["harmful"]
    )
    assisted_by: Id | None = optional(
        "Id of the pool whose answers its members saw or corrected.",
        question="Did they see or correct the answers of a model?",
        example="first-draft-model",
    )
    ratings_per_item: RatingsPerItem = record(RatingsPerItem, "How many ratings of this pool an item has.")
    recruitment: Recruitment = record(Recruitment, "How members were found and chosen.")
    countries: list[Text] = entries(
        "Countries of the members, ISO 3166-1 alpha-2.",
        question="Which countries are they in?",
        example=["US"],
    )
    languages: list[Text] = entries(
        "Languages of the members, BCP 47.", question="Which languages do they speak?", example=["en"]
    )
    pay: Pay | None = optional("What the work was paid.", question="What were they paid?")
    consent: Consent | None = optional("What they agreed to.", question="What did they agree to?")
    ethics: Ethics | None = optional("Review by an ethics board.")
    composition: list[Composition] = entries(
        "Who they are, one attribute at a time.",
        question="Who are they: age, gender, and what else matters for the task?",
    )
    target: Target | None = optional("The population that the pool should stand for.")
    model: SyntheticModel | None = optional("The model or program, for synthetic pools only.")

    @property
    def rates(self) -> bool:
        """Whether its members gave judgements; a pool without a role is taken to be one of raters."""
        return not self.role or "rater" in self.role

    def judges(self, dimension: str) -> bool:
        """Say whether its members judged a dimension; a pool that names none judged all."""
        return self.rates and (not self.dimensions or dimension in self.dimensions)
