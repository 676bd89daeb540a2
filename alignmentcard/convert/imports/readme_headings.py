"""Headings and points of Hugging Face cards, Data Cards, Datasheets and Data Statements, and the field of each."""

from alignmentcard.convert.imports.foreign_labels import LEFT_AT

HEADINGS = {
    "dataset.summary": """dataset summary | summary | abstract | dataset description | description | overview
        | dataset overview | dataset snapshot | about | executive summary""",
    "dataset.creators": """dataset curators | curators | curated by | authors | authorship | dataset owners | publishers
        | publishing organization(s) | team(s) | author(s) | who are the dataset curators | dataset card authors
        | who created the dataset and on behalf of which entity""",
    "dataset.contact": """dataset card contact | contact | contact detail(s) | contact information | dataset owner(s)
        | how can the owner/curator/manager of the dataset be contacted""",
    "dataset.license": """licensing information | license | licence | licensing | terms of use
        | will the dataset be distributed under a copyright or other intellectual property (ip) license, and/or under
        applicable terms of use (tou)""",
    "dataset.languages": """languages | language | language variety | language varieties | language variety/varieties
        | b. language variety | language(s) (nlp)""",
    "dataset.version": "version | dataset version | dataset version and maintenance | current version",
    "dataset.published": "when will the dataset be distributed | release date",
    "dataset.sources_of_items": """text characteristics | text type | text types | provenance
        | linguistic characteristics
        | linguistic situation and text characteristics
        | speech situation and text characteristics""",
    "dataset.known_issues": "recording quality | capture quality | known issues | errata",
    "dataset.derived_from": """source datasets | related datasets | documentation for source datasets
        | provenance appendix
        | is the dataset self-contained, or does it link to or otherwise rely on external resources""",
    "dataset.items": """data splits | dataset size | size | size of dataset | instances | data subject(s)
        | how many instances are there in total (of each type, if appropriate)
        | what do the instances that comprise the dataset represent""",
    "sources": "citation information | citation | citing | cite | bibtex | how to cite | references",
    "intent.uses": """supported tasks and leaderboards | supported tasks | tasks supported | uses | direct use
        | use in ml or ai systems | intended use | intended uses | intended use case(s) | primary intended uses
        | primary use cases | has the dataset been used for any tasks already | what (other) tasks could the dataset be
        used for | example: use cases | safety of use | use cases""",
    "intent.not_for": """out-of-scope use | out of scope uses | unsuitable use case(s) | unsafe application(s)
        | unsafe use case(s) | are there tasks for which the dataset should not be used | other known limitations
        | limitations | known limitations | recommendations | bias, risks, and limitations""",
    "intent": """curation rationale | motivation | motivations & use | motivation & intended use | purpose | purpose(s)
        | a. curation rationale | motivations & intentions | rationale | motivating factor(s)
        | considerations for using the data | social impact of dataset | discussion of biases | biases | bias
        | for what purpose was the dataset created | is there anything about the composition of the dataset or the way
        it was collected and preprocessed/cleaned/labeled that might impact future uses""",
    "framework": "definitions | annotation guidelines | guidelines | annotation instructions | labeling instructions",
    "framework.authors": "who wrote the guidelines | guideline authors",
    "dimensions": """label description(s) | labels | label definitions | rating scale | annotation scheme
        | annotation schema | annotation task | label description | annotation distribution(s)
        | is there a label or target associated with each instance""",
    "collection": """annotation process | annotations | annotations [optional] | annotation | annotation procedure
        | annotation methods | annotations & labeling | annotation characteristic(s) | annotation tasks
        | annotation task type(s) | annotation workforce type | labeling | labeling process | labeling method(s)
        | initial data collection and normalization | data collection and processing | source data | data collection
        | collection process | data collection process | collection method(s) | method(s) used | methods used
        | dataset creation | human annotators | human annotations | procedure(s) and instruction(s)
        | speech situation | e. speech situation | linguistic situation | collection
        | what mechanisms or procedures were used to collect the data
        | how was the data associated with each instance acquired""",
    "collection.period": """over what timeframe was the data collected | date(s) of collection | collection dates
        | time frame | timeframe | time period""",
    "collection.platform": "annotation platform | platform | platform(s) | labeling platform | annotation tool",
    "pools": """who are the annotators | annotators | annotator demographic | annotator demographics
        | d. annotator demographic | annotator description(s) | annotator description | annotator task(s)
        | annotator background | annotator pool | rater demographics | raters | participants | crowdworkers
        | who are the source language producers | who are the source data producers | language producers
        | speaker demographic | c. speaker demographic | speaker demographics | workforce | annotation workforce
        | human attributes
        | disclosures and ethical review | disclosure and ethical review | ethical review | ethical considerations
        | compensation | annotator compensation | payment | locale | annotator demographics & compensation
        | who was involved in the data collection process and how were they
        compensated
        | were any ethical review processes conducted
        | did the individuals in question consent to the collection and use of their data
        | were the individuals in question notified about the data collection""",
    "aggregation": """aggregation | label aggregation | adjudication | data preprocessing | preprocessing
        | preprocessing/cleaning/labeling | cleaning | filtering | quality control | transformations
        | preprocessing and data formatting | validation types | validation and data quality | validation method(s)
        | was any preprocessing/cleaning/labeling of the data done
        | was the raw data saved in addition to the preprocessed/cleaned/labeled data""",
    "statistics": """inter-annotator agreement | inter-rater agreement | interannotator agreement | agreement
        | annotator agreement | disagreement | annotation quality""",
    "release": """distribution | data access | access | access, retention, & wipeout | access type | release
        | how will the dataset be distributed
        | will the dataset be distributed to third parties outside of the entity on behalf of which the dataset was
        created""",
    "release.files": "data fields | data files | files | structure | dataset structure | data format | file structure",
    "release.personal_data": """personal and sensitive information | sensitive human attributes | sensitivity of data
        | privacy | privacy & pii | sensitive data | sensitivity type(s) | field(s) with sensitive data
        | does the dataset contain data that might be considered confidential
        | does the dataset contain data that might be considered sensitive in any way
        | is it possible to identify individuals, either directly or indirectly from the dataset""",
    "release.withdrawal": """if consent was obtained, were the consenting individuals provided with a mechanism to
        revoke their consent in the future or for certain uses | wipeout and deletion""",
    "release.maintenance": """maintenance | maintenance status | maintenance plan | version details
        | next planned update(s) | who will be supporting/hosting/maintaining the dataset | is there an erratum
        | will the dataset be updated
        | will older versions of the dataset continue to be supported/hosted/maintained""",
}
"""What authors ask under such a heading, by the field or section of a card; separated by bars."""
PATHS = {" ".join(name.split()): path for path, names in HEADINGS.items() for name in names.split("|")} | LEFT_AT
POINTS = {
    "homepage": "dataset.links.homepage",
    "repository": "dataset.links.repository",
    "paper": "dataset.links.paper",
    "funded by": "intent.funded_by",
    "point of contact": "dataset.contact",
    "contact": "dataset.contact",
    "license": "dataset.license",
    "licence": "dataset.license",
    "dataset title": "dataset.title",
    "dataset name": "dataset.title",
    "data set name": "dataset.title",
    "dataset curator(s)": "dataset.creators",
    "dataset developer(s)": "dataset.creators",
    "data set developer(s)": "dataset.creators",
    "dataset version": "dataset.version",
    "language(s) (nlp)": "dataset.languages",
    "languages": "dataset.languages",
    "curated by": "dataset.creators",
    "download": "dataset.links.download",
}
"""Points with a name in bold, as templates have them, and the field that each is about."""
