"""Are models and programs kept apart from people? (AC405 to AC407)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.rules.rule import Problem, rule


def _programs(card: Card) -> Iterator[tuple[int, Pool]]:
    return ((n, pool) for n, pool in enumerate(card.pools) if pool.kind == "synthetic")


@rule("AC405", "synthetic-demographics", "error")
def synthetic_demographics(card: Card) -> Iterator[Problem]:
    """A pool of models or programs is described with what only people have.

    A program has no gender, is not paid and consents to nothing. Counted among raters, its personas turn up in tables
    as people who were asked, and nobody was.

    Bad:
        pools:
          - id: us-panel
            kind: human
          - id: simulated
            kind: synthetic
            size: 100
            composition:
              - {axis: gender, counts: {woman: 50, man: 50}}
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 1,
              personas: true, runs_per_item: 5}
    Good:
        pools:
          - id: us-panel
            kind: human
          - id: simulated
            kind: synthetic
            size: 100
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 1,
              personas: true, runs_per_item: 5}
    Source: The standard, "Signal types"; Hu & Collier 2024, arXiv:2402.10811, on how little personas explain
    """
    for position, pool in _programs(card):
        stated = {
            "composition": bool(pool.composition),
            "pay": pool.pay is not None,
            "consent": pool.consent in ("informed", "terms_of_service"),
        }
        for name, is_stated in stated.items():
            if is_stated:
                message = worded(
                    "`{pool}` is synthetic, and the card gives {name} for it, as for people.", pool=pool.id, name=name
                )
                help_ = worded("Take it out, and describe personas in the model's documentation; or write kind: human.")
                yield Problem(("pools", position, name), message, help_)


@rule("AC406", "personas-as-people", "error")
def personas_as_people(card: Card) -> Iterator[Problem]:
    """Only models or programs answered, and the card claims the beliefs of many or calls disagreement a signal.

    A model that is asked again gives other answers, and asked as other people hardly more different ones. The spread
    shows how unsure the model is, not how people differ; a system that is trained on it learns a model's guesses about
    people.

    Bad:
        dataset:
          summary: Replies of a chat assistant, each judged by a model that answered as adults in the US would.
        pools:
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 800
            ratings_per_item: {min: 100, median: 100, max: 100}
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 1,
              personas: true, runs_per_item: 5}
    Good:
        dataset:
          summary: Replies of a chat assistant, each judged by people from an online panel of adults in the US.
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: The standard, "Signal types"
    """
    pools = card.raters
    if not pools or any(pool.kind != "synthetic" for pool in pools):
        return
    names = ", ".join(pool.id for pool in pools)
    if card.intent.beliefs == "many":
        message = worded("A diversity of beliefs is to be captured, and only programs answered: {names}.", names=names)
        help_ = worded(
            "Write one, the model's (under an open prompt descriptive, with authority: [model]); or ask people."
        )
        yield Problem(("intent", "beliefs"), message, help_)
    elif card.intent.disagreement == "signal":
        message = worded("Disagreement counts as signal, and only programs answered: {names}.", names=names)
        help_ = worded("Write noise: runs of a program differ by chance; or ask people.")
        yield Problem(("intent", "disagreement"), message, help_)


@rule("AC407", "persona-runs", "warning")
def persona_runs(card: Card) -> Iterator[Problem]:
    """A model answered as different people, and was asked once in each role.

    With one run for each persona, nobody can tell whether two personas differ or whether the model would have said
    something else the second time. Repeated runs show how much of the spread is chance.

    Bad:
        pools:
          - id: us-panel
            kind: human
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 1,
              personas: true}
    Good:
        pools:
          - id: us-panel
            kind: human
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 1,
              personas: true, runs_per_item: 5}
    Source: The standard, "Signal types"
    """
    for position, pool in _programs(card):
        model = pool.model
        if model is None or not model.personas or card.is_gap(f"pools.{pool.id}.model.runs_per_item"):
            continue
        if model.runs_per_item is None or model.runs_per_item < 2:
            told = (
                worded("each item was asked once")
                if model.runs_per_item
                else worded("nothing says how often an item was asked")
            )
            message = worded("`{pool}` answered in the role of personas, and {told}.", pool=pool.id, told=told)
            help_ = worded("Ask each persona several times and give runs_per_item; if you did not, list it as a gap.")
            yield Problem(("pools", position, "model", "runs_per_item"), message, help_)
