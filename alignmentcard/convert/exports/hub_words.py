"""Words of the Hugging Face hub for licences, sizes and tasks."""

LICENCES = frozenset(
    """
    afl-3.0 agpl-3.0 apache-2.0 artistic-2.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda
    cc cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0
    cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0
    cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0 ecl-2.0 epl-1.0 epl-2.0 etalab-2.0
    eupl-1.1 eupl-1.2 gfdl gpl gpl-2.0 gpl-3.0 isc lgpl lgpl-2.1 lgpl-3.0 lppl-1.3c mit mpl-2.0 ms-pl ncsa
    odbl odc-by ofl-1.1 openrail osl-3.0 pddl postgresql unlicense wtfpl zlib
    """.split()
)
"""Ids that the hub takes in `license` and that stand for a licence of the SPDX list, or a family of them."""
LICENCES_BY_SPDX = {
    **{f"AGPL-3.0-{which}": "agpl-3.0" for which in ("only", "or-later")},
    **{f"GPL-{number}-{which}": f"gpl-{number}" for number in ("2.0", "3.0") for which in ("only", "or-later")},
    **{f"LGPL-{number}-{which}": f"lgpl-{number}" for number in ("2.1", "3.0") for which in ("only", "or-later")},
    "ODC-By-1.0": "odc-by",
    "ODbL-1.0": "odbl",
    "PDDL-1.0": "pddl",
}
"""SPDX ids that the hub spells in another way than in lower case."""
SIZES = (
    *((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")),
    *((10**7, "1M<n<10M"), (10**8, "10M<n<100M"), (10**9, "100M<n<1B"), (10**10, "1B<n<10B")),
    *((10**11, "10B<n<100B"), (10**12, "100B<n<1T"), (float("inf"), "n>1T")),
)
TASKS = {
    "rating": "text-classification",
    "comparison": "text-ranking",
    "ranking": "text-ranking",
    "best_worst": "text-ranking",
    "pairwise_strength": "text-ranking",
    "reply_choice": "text-ranking",
    "vote": "text-ranking",
    "demonstration": "text-generation",
    "edit": "text-generation",
    "critique": "text-generation",
    "span": "token-classification",
    "interpretation": "text-generation",
    "opinion": "text-generation",
    "red_teaming": "text-generation",
}
"""What the hub calls the task that answers of a form are for."""
