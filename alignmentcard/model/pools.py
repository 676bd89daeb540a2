"""Section `pools`: everyone and everything that gave judgements or wrote the rules."""

from typing import Annotated

from alignmentcard.model.base import (
    Amount,
    Count,
    Id,
    Limits,
    Positive,
    Section,
    Share,
    Text,
    about,
    many,
    needed,
    part,
    table,
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

    min: Count | None = about("Fewest ratings on one item.", example=69)
    median: Amount | None = about("Median over items.", example=73)
    max: Count | None = about("Most ratings on one item.", example=76)


class Recruitment(Section):
    """How members of the pool were found and chosen."""

    channel: Channel | None = about("How they were reached.", question="How were raters reached?")
    platform: Text | None = about("Name of the platform or firm.", example="Prolific")
    sampling: Sampling | None = about(
        "How they were chosen from those who could have been.", question="How were they chosen?"
    )
    criteria: list[Text] = many("What they had to fulfil.", example=["first language English"])


class Pay(Section):
    """What the work was paid."""

    amount: Amount = needed("Amount; 0 where the work was unpaid.", example=12.0)
    currency: Text | None = about("Currency, ISO 4217.", example="USD")
    per: PayPer | None = about("What the amount was paid for.")
    standard: Text | None = about(
        "The standard it was set by, such as a minimum wage.", example="living wage of the country"
    )


class Ethics(Section):
    """Review by an ethics board."""

    status: EthicsStatus = needed("What the board said.")
    body: Text | None = about("Name of the board.", example="Ethics board of the University of Somewhere")


class Composition(Section):
    """How many members of the pool are in each group of one attribute."""

    axis: Text = needed("The attribute.", example="gender")
    basis: Basis | None = about("Where the attribute comes from.", question="Did raters say this themselves?")
    question: Text | None = about("The question as it was asked.", example="What is your gender?")
    scheme: Text | None = about("URI of the classification.", example="https://example.org/scheme")
    counts: dict[Text, Count] = table("Members in each group.", example={"woman": 80, "man": 88})
    undisclosed: Count | None = about("Members who did not say.", example=0)


class TargetComposition(Section):
    """Shares of groups in the population that the pool should stand for."""

    axis: Text = needed("The attribute, named as in the pool's composition.", example="gender")
    shares: dict[Text, Share] = table("Share of each group, between 0 and 1.", example={"woman": 0.51, "man": 0.49})


class Target(Section):
    """The population that the pool should stand for."""

    population: Text = needed(
        "The population in words.", question="Whom should the raters stand for?", example="adults in the US"
    )
    source: Text | None = about("Id of the source of the shares.", example="census-2020")
    composition: list[TargetComposition] = many("Shares of groups in that population.")


class SyntheticModel(Section):
    """The model or program behind a synthetic pool."""

    name: Text = needed("Name of the model.", example="example-model")
    version: Text | None = about("Version or date.", example="2024-05")
    personas: bool | None = about("Whether it was told to answer as different people.")
    runs_per_item: Positive | None = about(
        "How often each item was asked; needed to tell variation of the model from variation of personas.",
        example=5,
    )


class Pool(Section):
    """A group of people, or a model, with one role and one way of getting in."""

    id: Id = needed(
        "Short name, used wherever the card speaks of this pool.",
        question="A short name for this group of raters?",
        example="us-crowd",
    )
    role: Annotated[list[PoolRole], Limits(max_length=4)] = many("What its members did.", question="What did they do?")
    kind: PoolKind | None = about("People or a program.", question="Are they people or a program?")
    size: Positive | None = about("How many members the pool has.", question="How many are they?", example=173)
    ratings_per_item: RatingsPerItem = part(RatingsPerItem, "How many ratings of this pool an item has.")
    recruitment: Recruitment = part(Recruitment, "How members were found and chosen.")
    countries: list[Text] = many(
        "Countries of the members, ISO 3166-1 alpha-2.",
        question="Which countries are they in?",
        example=["US"],
    )
    languages: list[Text] = many(
        "Languages of the members, BCP 47.", question="Which languages do they speak?", example=["en"]
    )
    pay: Pay | None = about("What the work was paid.", question="What were they paid?")
    consent: Consent | None = about("What they agreed to.", question="What did they agree to?")
    ethics: Ethics | None = about("Review by an ethics board.")
    composition: list[Composition] = many(
        "Who they are, one attribute at a time.",
        question="Who are they: age, gender, and what else matters for the task?",
    )
    target: Target | None = about("The population that the pool should stand for.")
    model: SyntheticModel | None = about("The model or program, for synthetic pools only.")
