"""The same answers, written as each tool would export them, with what such an export holds beside the answers.

A writer takes a folder and answers (item, rater, value), and returns the path to measure. What it adds (drafts, skips,
rejected work, pages of a survey) must not change what is measured.
"""

import csv
import gzip
import io
import json
import zipfile
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq

ANSWERS = [
    ("7001", "ana", "calm"), ("7001", "ben", "calm"), ("7001", "cleo", "sharp"),
    ("7002", "ana", "sharp"), ("7002", "ben", "sharp"),
    ("7003", "ana", "calm"), ("7003", "ben", "sharp"), ("7003", "cleo", "calm"),
    ("7004", "ana", "sharp"), ("7004", "cleo", "sharp"),
]  # fmt: skip
"""Four items; percent agreement is (1/3 + 1 + 1/3 + 1) / 4."""
ITEMS = sorted({item for item, _, _ in ANSWERS})
RATERS = sorted({rater for _, rater, _ in ANSWERS})
GIVEN = {(item, rater): value for item, rater, value in ANSWERS}


def by_item():
    return {item: [(rater, value) for one, rater, value in ANSWERS if one == item] for item in ITEMS}


def dump(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1))
    return path


def lines(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def table(path, header, rows, **dialect):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, **dialect).writerows([header, *rows])
    return path


def spreadsheet(path, sheets, merged=()):
    """Write a workbook with the fewest parts that a reader accepts; `merged` are ranges such as B1:D1 of each sheet."""
    together = f"<mergeCells>{''.join(f'<mergeCell ref={one!r}/>' for one in merged)}</mergeCells>" if merged else ""
    names = list(sheets)
    rels = "".join(
        f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    book = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, start=1))
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>{book}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
    }
    for number, rows in enumerate(sheets.values(), start=1):
        cells = "".join("<row>" + "".join(_cell(value) for value in row) + "</row>" for row in rows)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {main}><sheetData>{cells}</sheetData>{together}</worksheet>"
        )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def _cell(value):
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


# Label Studio


def control(name, kind, value):
    return {"id": "Xy1", "type": kind, "origin": "manual", "to_name": "post", "from_name": name, "value": value}


def annotation(rater, *results, **more):
    return {"id": 1, "completed_by": {"id": rater, "email": f"{rater}@example.org"}, "result": list(results),
            "was_cancelled": False, "ground_truth": False, "created_at": "2026-03-01T08:00:00Z", **more}  # fmt: skip


def tone(value):
    return control("tone", "choices", {"choices": [value]})


def label_studio(folder, raters=RATERS):
    tasks = []
    for item, given in by_item().items():
        done = [annotation(rater, tone(value), control("why", "textarea", {"text": ["It reads so."]}))
                for rater, value in given if rater in raters]  # fmt: skip
        done += [
            annotation("dan", tone("calm"), was_cancelled=True),
            annotation("lead", tone("calm"), ground_truth=True),
        ]
        tasks.append({"id": int(item), "data": {"post": f"Post {item}"}, "annotations": done,
                      "drafts": [annotation("cleo", tone("calm"))],
                      "predictions": [{"model_version": "v1", "result": [tone("calm")]}]})  # fmt: skip
    return dump(folder / "project-3.json", tasks)


MIN_ENDS = {"annotation_id": 5, "created_at": "2026-03-01T08:00:00Z", "updated_at": "2026-03-01T08:00:00Z",
            "lead_time": 9.1}  # fmt: skip


def min_rows():
    for item, rater, value in ANSWERS:
        stars = [{"rating": 4 if value == "calm" else 1}]
        yield {"post": f"Post {item}, as it was", "id": int(item), "tone": value, "stars": stars,
               "why": f"{rater} took {item} so because of how it is said.", "annotator": rater, **MIN_ENDS}  # fmt: skip


def label_studio_min(folder):
    return dump(folder / "min.json", list(min_rows()))


def flat_rows(order):
    for row in min_rows():
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in row.items()}
        yield [texts[name] for name in order]


def label_studio_csv(folder):
    order = sorted(next(min_rows()))
    return table(folder / "out.csv", order, flat_rows(order), quoting=csv.QUOTE_NONNUMERIC)


def label_studio_tsv(folder):
    order = list(next(min_rows()))
    return table(folder / "out.tsv", order, flat_rows(order), delimiter="\t")


# Argilla

USERS = {"ana": "9d3c0c1e-0001", "ben": "9d3c0c1e-0002", "cleo": "9d3c0c1e-0003"}


def argilla_records():
    for item, given in by_item().items():
        answers = [{"value": value, "user_id": USERS[rater], "status": "submitted"} for rater, value in given]
        answers.append({"value": "calm", "user_id": "9d3c0c1e-0009", "status": "draft"})
        answers.append({"value": "calm", "user_id": "9d3c0c1e-0010", "status": "discarded"})
        marks = [{"value": [{"start": 0, "end": 2, "label": "A"}], "user_id": USERS["ana"], "status": "submitted"}]
        yield {"id": f"rec-{item}", "fields": {"post": f"Post {item}"}, "metadata": {}, "vectors": {},
               "suggestions": {"tone": {"value": "calm", "score": 0.7, "agent": "m"}},
               "responses": {"tone": answers, "marks": marks}, "status": "completed"}  # fmt: skip


def argilla_flat():
    for record in argilla_records():
        row = {"id": record["id"], "status": "completed", "_server_id": "s", "post": record["fields"]["post"],
               "tone.suggestion": "calm", "tone.suggestion.score": 0.7}  # fmt: skip
        for question, answers in record["responses"].items():
            row[f"{question}.responses"] = [one["value"] for one in answers]
            row[f"{question}.responses.users"] = [one["user_id"] for one in answers]
            row[f"{question}.responses.status"] = [one["status"] for one in answers]
        yield row


def argilla_nested(folder):
    return dump(folder / "records.json", list(argilla_records()))


def argilla_by_id(folder):
    return dump(folder / "by_id.json", {record["id"]: record for record in argilla_records()})


def argilla_columns(folder):
    rows = list(argilla_flat())
    return dump(folder / "columns.json", {name: [row[name] for row in rows] for name in rows[0]})


def argilla_jsonl(folder):
    return lines(folder / "flat.jsonl", argilla_flat())


def argilla_parquet(folder):
    pq.write_table(pa.Table.from_pylist(list(argilla_flat())), folder / "train-00000.parquet")
    return folder / "train-00000.parquet"


def argilla_1(folder):
    records = []
    for item, given in by_item().items():
        responses = [
            {"user_id": rater, "status": "submitted", "values": {"tone": {"value": value}}} for rater, value in given
        ]
        responses.append({"user_id": "dan", "status": "discarded", "values": None})
        records.append({"external_id": item, "fields": {"post": "x"}, "responses": responses, "suggestions": []})
    return dump(folder / "records.json", {"records": records})


# doccano, Prodigy, Potato


def doccano(folder):
    for rater in RATERS:
        labels = {item: [GIVEN[item, rater]] if (item, rater) in GIVEN else [] for item in ITEMS}
        rows = [{"id": int(item), "text": f"Post {item}", "label": labels[item], "Comments": []} for item in ITEMS]
        lines(folder / "export" / f"{rater}.jsonl", rows)
    nobody = [{"id": int(item), "text": f"Post {item}", "label": [], "Comments": []} for item in ITEMS]
    lines(folder / "export" / "unknown.jsonl", nobody)
    return folder / "export"


def doccano_csv(folder):
    for rater in RATERS:
        rows = [[item, f"Post {item}", GIVEN.get((item, rater), ""), "[]"] for item in ITEMS]
        table(folder / "export" / f"{rater}.csv", ["id", "data", "label", "Comments"], rows)
    return folder / "export"


def doccano_all_beside(folder):
    doccano(folder)
    rows = [{"id": int(item), "text": f"Post {item}", "label": [value for _, value in given], "Comments": []}
            for item, given in by_item().items()]  # fmt: skip
    lines(folder / "export" / "all.jsonl", rows)
    return folder / "export"


def prodigy_task(item, rater, accept, answer="accept", **more):
    return {"text": f"Post {item}", "_input_hash": int(item), "_task_hash": -int(item), "_view_id": "choice",
            "options": [{"id": "calm", "text": "Calm"}, {"id": "sharp", "text": "Sharp"}], "accept": accept,
            "answer": answer, "_timestamp": 1772000000, "_session_id": f"set-{rater}", **more}  # fmt: skip


def prodigy(folder):
    tasks = [prodigy_task(item, rater, [value], _annotator_id=rater) for item, rater, value in ANSWERS]
    tasks += [prodigy_task("7002", "cleo", [], "ignore"), prodigy_task("7004", "ben", ["calm"], "reject")]
    return lines(folder / "db-out.jsonl", tasks)


def prodigy_sessions(folder):
    return lines(folder / "db-out.jsonl", [prodigy_task(item, rater, [value]) for item, rater, value in ANSWERS])


def prodigy_binary(folder):
    tasks = []
    for item, rater, value in ANSWERS:
        task = prodigy_task(item, rater, None, "accept" if value == "calm" else "reject", label="CALM")
        tasks.append({name: one for name, one in task.items() if name not in ("options", "accept")})
    return lines(folder / "binary.jsonl", tasks)


def potato(folder):
    for rater in RATERS:
        rows = [{"id": "consent.html", "label_annotations": {"Do you agree?": {"Yes": "true"}}, "span_annotations": {}}]
        rows += [{"id": item, "displayed_text": f"Post {item}", "span_annotations": {},
                  "label_annotations": {"tone": {GIVEN[item, rater]: "1"}, "why": {"text_box": "so"}}}
                 for item in ITEMS if (item, rater) in GIVEN]  # fmt: skip
        rows.append({"id": f"q_testing_{rater}", "label_annotations": {"tone": {"calm": "1"}}, "span_annotations": {}})
        lines(folder / "annotation_output" / rater / "annotated_instances.jsonl", rows)
        dump(folder / "annotation_output" / rater / "assigned_user_data.json", {item: {"text": "t"} for item in ITEMS})
    return folder / "annotation_output"


def potato_table(folder):
    header = ["user", "instance_id", "displayed_text", "tone:::calm", "tone:::sharp", "why:::text_box"]
    rows = [[rater, item, f"Post {item}", *(("1", "") if value == "calm" else ("", "2")), "so"]
            for item, rater, value in ANSWERS]  # fmt: skip
    rows.append(["ana", "thanks.html", "", "1", "", ""])
    return table(folder / "annotated_instances.tsv", header, rows, delimiter="\t")


def potato_state(folder):
    for rater in RATERS:
        pairs = {
            item: [[{"schema": "tone", "name": GIVEN[item, rater]}, "true"]] for item in ITEMS if (item, rater) in GIVEN
        }
        state = {"user_id": rater, "instance_id_to_label_to_value": pairs, "instance_id_to_span_to_value": {}}
        dump(folder / "annotation_output" / rater / "user_state.json", state)
    return folder / "annotation_output"


# INCEpTION, Mechanical Turk, surveys


def inception(folder):
    header = ["Type", "Collection", "Document", "Layer", "Feature", "Position", "Status", *RATERS]
    rows = [["SpanPosition", "", "a.txt", "custom.Tone", "tone", f"{item}-9 [x]", "USED",
             *(GIVEN.get((item, rater), "<no annotation>") for rater in RATERS)] for item in ITEMS]  # fmt: skip
    rows.append(
        ["SpanPosition", "", "a.txt", "custom.Tone", "tone", "90-99 [y]", "STACKED", "calm, sharp", "calm", "calm"]
    )
    rows.append(["SpanPosition", "", "a.txt", "custom.Tone", "tone", "95-99 [z]", "COMPLETE, USED", "<no label>",
                 "<no label>", "<no annotation>"])  # fmt: skip
    return table(folder / "differences.csv", header, rows)


WORKERS = {"ana": "A1ANAAAAAAAAAA", "ben": "A2BENBBBBBBBBB", "cleo": "A3CLEOCCCCCCCC"}


def turk(folder, answers, **named):
    header = ["HITId", "HITTypeId", "Title", "AssignmentId", "WorkerId", "AssignmentStatus", "WorkTimeInSeconds",
              "Input.post", *answers, "Approve", "Reject"]  # fmt: skip
    rows = [[f"3HIT{item}", "T", "Rate", f"3A{item}{rater}", WORKERS[rater], "Approved", "40", f"Post {item}",
             *(write(value) for write in answers.values()), "", ""] for item, rater, value in ANSWERS]  # fmt: skip
    rows.append(["3HIT7002", "T", "Rate", "3AX", "A9DANDDDDDDDDD", "Rejected", "2", "Post 7002",
                 *(write("calm") for write in answers.values()), "", ""])  # fmt: skip
    rows.append(["3HIT7004", "T", "Rate", "3AY", "A9DANDDDDDDDDD", "Submitted", "2", "Post 7004",
                 *(write("calm") for write in answers.values()), "", "failed the check"])  # fmt: skip
    return table(folder / "Batch_4711_batch_results.csv", header, rows, quoting=csv.QUOTE_ALL)


def mturk(folder):
    return turk(folder, {"Answer.tone.label": str, "Answer.comment": lambda _: ""})


def mturk_radio(folder):
    return turk(
        folder, {f"Answer.tone.{one}": lambda value, one=one: str(value == one).lower() for one in ("calm", "sharp")}
    )


def mturk_json(folder):
    def written(value):
        return json.dumps([{"tone": {"calm": value == "calm", "sharp": value == "sharp"}, "note": "fine"}])

    return turk(folder, {"Answer.taskAnswers": written})


OWN = [("StartDate", "Start Date", "startDate"), ("Status", "Response Type", "status"),
       ("Progress", "Progress", "progress"), ("Finished", "Finished", "finished"),
       ("ResponseId", "Response ID", "_recordId")]  # fmt: skip


def qualtrics_table(folder, columns, answers, name="survey.csv"):
    """Write the columns (name, question, ids); `answers` are a rater's, by column."""
    heads = [*OWN, *columns]
    ids = [json.dumps({"ImportId": one} if isinstance(one, str) else one) for _, _, one in heads]
    rows = [[head for head, _, _ in heads], [text for _, text, _ in heads], ids]
    for number, rater in enumerate(RATERS):
        rows.append(["2026-03-01 08:00:00", "IP Address", "100", "True", f"R_{number}", *answers(rater)])
    rows.append(["2026-03-01 08:00:00", "Survey Preview", "100", "True", "R_8", *answers("ana")])
    rows.append(["2026-03-01 08:00:00", "IP Address", "40", "False", "R_9", *answers("ben")])
    return table(folder / name, rows[0], rows[1:])


def qualtrics(folder):
    columns = [(f"Q{item}", f"How does post {item}, as a whole, sound?", f"QID{item}") for item in ITEMS]
    columns += [("Q9", "Anything else?", "QID9_TEXT"), ("Q8_Page Submit", "Timing", "QID8_PAGE_SUBMIT"),
                ("source", "source", "source")]  # fmt: skip
    return qualtrics_table(
        folder, columns, lambda rater: [*(GIVEN.get((item, rater), "") for item in ITEMS), "no", "3.2", "panel"]
    )


def qualtrics_loop(folder):
    columns = [(f"{item}_tone", f"{item} - How does it sound?", f"{item}_QID5") for item in ITEMS]
    return qualtrics_table(folder, columns, lambda rater: [GIVEN.get((item, rater), "") for item in ITEMS])


def qualtrics_matrix(folder):
    columns = [(f"tone_{n}", f"How does it sound? - Post {item}", f"QID3_{n}") for n, item in enumerate(ITEMS, start=1)]
    return qualtrics_table(folder, columns, lambda rater: [GIVEN.get((item, rater), "") for item in ITEMS])


def google_rows(grid):
    head = ["How does it sound? [Post {}]" if grid else "How does post {} sound?"]
    yield ["Timestamp", "Email Address", *(head[0].format(item) for item in ITEMS), "Your age"]
    for number, rater in enumerate(RATERS):
        yield [f"3/{number + 1}/2026 9:15:00", f"{rater}@example.org",
               *(GIVEN.get((item, rater), "") for item in ITEMS), str(20 + number)]  # fmt: skip


def google_form(folder):
    header, *rows = google_rows(False)
    return table(folder / "Answers (Form 1).csv", header, rows)


def google_grid(folder):
    header, *rows = google_rows(True)
    return table(folder / "Answers (Form 1).csv", header, rows)


def google_sheet(folder):
    return spreadsheet(folder / "answers.xlsx", {"Form responses 1": list(google_rows(False)), "Notes": [["a"], ["b"]]})


# Appen, Toloka, LightTag, Labelbox, SurveyMonkey, LimeSurvey


def appen(folder):
    header = ["_unit_id", "_created_at", "_golden", "_id", "_missed", "_tainted", "_trust", "_worker_id", "_country",
              "tone", "orig__golden", "tone_gold", "tone_gold_reason", "post"]  # fmt: skip
    rows = [[item, "2/1/2019", "false", number, "", "false", "0.9", rater, "USA", value, "", "", "", f"Post {item}"]
            for number, (item, rater, value) in enumerate(ANSWERS)]  # fmt: skip
    rows.append(["1", "2/1/2019", "true", 90, "", "false", "0.9", "ana", "USA", "calm", "true", "calm", "", "A test"])
    rows.append([ITEMS[0], "2/1/2019", "false", 91, "", "true", "0.2", "dan", "USA", "calm", "", "", "", "Post"])
    return table(folder / "f1234.csv", header, rows)


def appen_json(folder):
    def judgment(rater, value, **more):
        return {"id": 5, "worker_id": rater, "trust": 0.9, "tainted": False, "golden": False, "country": "USA",
                "data": {"tone": value}, **more}  # fmt: skip

    units = [
        {"id": item, "data": {"post": f"Post {item}"}, "judgments_count": len(given), "state": "finalized",
         "results": {"judgments": [judgment(*one) for one in given] + [judgment("dan", "calm", tainted=True)],
                     "tone": {"agg": given[0][1], "confidence": 0.7}}}
        for item, given in by_item().items()
    ]  # fmt: skip
    test = {"id": "1", "data": {"post": "A test"}, "state": "golden",
            "results": {"judgments": [judgment("ana", "calm")]}}  # fmt: skip
    return lines(folder / "job_1234.json", [*units, test])


def toloka(folder):
    header = ["INPUT:post", "OUTPUT:tone", "GOLDEN:tone", "HINT:text", "ASSIGNMENT:link", "ASSIGNMENT:task_id",
              "ASSIGNMENT:assignment_id", "ASSIGNMENT:worker_id", "ASSIGNMENT:status", "ASSIGNMENT:at"]  # fmt: skip
    rows = [[f"Post {item}", value, "", "", "https://x", f"00--{item}", f"a{rater}", rater, "APPROVED", "2021"]
            for item, rater, value in ANSWERS]  # fmt: skip
    rows.append(["A test", "calm", "calm", "", "", "00--1", "aana", "ana", "APPROVED", "2021"])
    rows.append([f"Post {ITEMS[0]}", "calm", "", "", "", f"00--{ITEMS[0]}", "adan", "dan", "REJECTED", "2021"])
    return table(folder / "assignments.tsv", header, rows, delimiter="\t")


def lighttag(folder):
    def classes(given):
        for value in sorted({value for _, value in given}):
            by = [{"annotator": rater, "annotator_id": 3} for rater, one in given if one == value]
            yield {"classname": value, "classification_id": "c", "annotated_by": by}

    examples = [{"example_id": item, "content": f"Post {item}", "metadata": {}, "seen_by": [],
                 "annotations": [{"start": 0, "end": 4, "tag": "X", "annotated_by": [{"annotator": "ana"}]}],
                 "classifications": list(classes(given))} for item, given in by_item().items()]  # fmt: skip
    return dump(folder / "task.json", {"examples": examples, "relations": []})


def labelbox(folder):
    def label(value):
        answer = {"featureId": "f", "title": value, "value": value}
        why = {"featureId": "g", "title": "why", "value": "why", "answer": "since it is so"}
        return json.dumps(
            {"objects": [], "classifications": [{"title": "tone", "value": "tone", "answer": answer}, why]}
        )

    header = ["ID", "DataRow ID", "Labeled Data", "Label", "Created By", "Project Name", "Agreement"]
    rows = [[f"l{number}", item, f"Post {item}", label(value), f"{rater}@x.test", "Tone", "-1"]
            for number, (item, rater, value) in enumerate(ANSWERS)]  # fmt: skip
    rows.append(["l90", ITEMS[0], "Post", "Skip", "dan@x.test", "Tone", "-1"])
    return table(folder / "labels.csv", header, rows)


def labelbox_lines(folder):
    def label(rater, value):
        answers = [{"name": "tone", "value": "tone", "radio_answer": {"name": value, "value": value}},
                   {"name": "why", "text_answer": {"content": "so"}}]  # fmt: skip
        return {"label_kind": "Default", "label_details": {"created_by": f"{rater}@x.test"},
                "annotations": {"objects": [], "classifications": answers}}  # fmt: skip

    rows = [{"data_row": {"id": item, "external_id": f"post-{item}"}, "media_attributes": {},
             "projects": {"p1": {"name": "Tone", "labels": [label(*one) for one in given]}}}
            for item, given in by_item().items()]  # fmt: skip
    return lines(folder / "export.ndjson.jsonl", rows)


def monkey_lines():
    yield ["Respondent ID", "Collector ID", "Start Date", "IP Address", "How does it sound?",
           *[""] * (len(ITEMS) - 1), "Which signs?", "", "Anything else?"]  # fmt: skip
    yield [*[""] * 4, *(f"Post {item}" for item in ITEMS), "capitals", "dots", "Open-Ended Response"]
    for number, rater in enumerate(RATERS):
        given = [GIVEN.get((item, rater), "") for item in ITEMS]
        yield [f"1180{number}", "42", "01/02/2024", "1.2.3.4", *given, "capitals", "", f"A thought of number {number}"]


def surveymonkey(folder):
    header, *rows = monkey_lines()
    return table(folder / "survey.csv", header, rows)


def surveymonkey_sheet(folder):
    return spreadsheet(folder / "survey.xlsx", {"Sheet": list(monkey_lines())})


def limesurvey(folder):
    header = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", *(f"tone[{i}]" for i in ITEMS)]
    rows = [[str(number), "2024-01-02 10:00:00", "3", "en", "77", *(GIVEN.get((item, rater), "") for item in ITEMS)]
            for number, rater in enumerate(RATERS, start=1)]  # fmt: skip
    rows.append(["9", "", "1", "en", "78", *("calm" for _ in ITEMS)])
    return table(folder / "results-survey.csv", header, rows, quoting=csv.QUOTE_ALL)


# Published datasets


def compared(item, swapped):
    return (f"b{item}", f"a{item}") if swapped else (f"a{item}", f"b{item}")


def arena_rows():
    for number, (item, rater, value) in enumerate(ANSWERS):
        swapped = number % 2 == 1
        first, second = compared(item, swapped)
        wins = (value == "calm") != swapped
        yield {"question_id": item, "model_a": first, "model_b": second, "winner": "model_a" if wins else "model_b",
               "judge": rater, "conversation_a": [{"role": "user", "content": "x"}], "turn": 1}  # fmt: skip


def arena(folder):
    return lines(folder / "clean_battle.jsonl", arena_rows())


def arena_json(folder):
    return dump(folder / "clean_battle.json", list(arena_rows()))


def arena_parquet(folder):
    pq.write_table(pa.Table.from_pylist(list(arena_rows())), folder / "train.parquet")
    return folder / "train.parquet"


def arena_votes(folder):
    header = ["id", "model_a", "model_b", "prompt", "winner_model_a", "winner_model_b", "winner_tie"]
    rows = [[row["question_id"], row["model_a"], row["model_b"], "x", int(row["winner"] == "model_a"),
             int(row["winner"] == "model_b"), 0] for row in arena_rows()]  # fmt: skip
    return table(folder / "train.csv", header, rows)


def dices(folder):
    header = ["id", "rater_id", "rater_gender", "rater_age", "phase", "item_id", "context", "response",
              "answer_time_ms", "Q2_harmful_content_overall", "Q_overall"]  # fmt: skip
    rows = [[number, rater, "Woman", "gen z", "Phase1", item, "a\nb, c", "x", 3, "No", value]
            for number, (item, rater, value) in enumerate(ANSWERS)]  # fmt: skip
    return table(folder / "diverse_safety.csv", header, rows)


def polis_votes(folder):
    rows = [[1000 + n, "Sat Mar 01 2026", item, rater, {"calm": 1, "sharp": -1}[value]]
            for n, (item, rater, value) in enumerate(ANSWERS)]  # fmt: skip
    return table(folder / "votes.csv", ["timestamp", "datetime", "comment-id", "voter-id", "vote"], rows)


def polis_matrix(folder):
    rows = [[rater, 0, 0, 4, 2, 2, *({"calm": 1, "sharp": -1, "": ""}[GIVEN.get((item, rater), "")] for item in ITEMS)]
            for rater in RATERS]  # fmt: skip
    names = ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *ITEMS]
    return table(folder / "participants-votes.csv", names, rows)


NUMBERS = {"calm": 4, "sharp": 1}


def helpsteer_2(folder):
    rows = [{"prompt": f"p{item}", "response": "r", "tone": [NUMBERS[value] for _, value in given]}
            for item, given in by_item().items()]  # fmt: skip
    path = lines(folder / "disagreements.jsonl", rows)
    packed = folder / "disagreements.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    return packed


def helpsteer_3(folder):
    rows = [{"domain": "general", "language": "english", "context": [{"role": "user", "content": f"p{item}"}],
             "response1": "a", "response2": "b", "overall_preference": 1,
             "individual_preference": [{"score": NUMBERS[value], "reasoning": "It is so.", "feedback1": "f"}
                                       for _, value in given]} for item, given in by_item().items()]  # fmt: skip
    return lines(folder / "preference.jsonl", rows)


def multipref_rows():
    for item, given in by_item().items():
        people = [{"tone": value, "tone_confidence": "sure", "evaluator": rater, "time_spent": 40, "tone_reason": "so"}
                  for rater, value in given]  # fmt: skip
        yield {"comparison_id": item, "text": f"Post {item}", "normal_worker_annotations": people,
               "expert_worker_annotations": [{"tone": "calm", "evaluator": "ex", "time_spent": 9}]}  # fmt: skip


def multipref(folder):
    return dump(folder / "multi.json", list(multipref_rows()))


def multipref_parquet(folder):
    pq.write_table(pa.Table.from_pylist(list(multipref_rows())), folder / "train.parquet")
    return folder / "train.parquet"


def lewidi_2023(folder):
    items = {item: {"text": f"Post {item}", "annotations": ",".join(value for _, value in given),
                    "annotators": ",".join(rater for rater, _ in given), "hard_label": "calm", "soft_label": {}}
             for item, given in by_item().items()}  # fmt: skip
    return dump(folder / "set_train.json", items)


def lewidi_items(items):
    return {
        item: {
            "text": f"Post {item}",
            "number of annotations": 3,
            "annotators": "a,b,c",
            "annotations": {rater: GIVEN.get((item, rater), "nan") for rater in RATERS},
            "soft_label": {},
        }
        for item in items
    }


def lewidi_2025(folder):
    return dump(folder / "set_train.json", lewidi_items(ITEMS))


def lewidi_splits(folder):
    """Write three splits whose ids all start at 1, the last of them without answers."""
    for name, items in (("train", ITEMS[:2]), ("dev", ITEMS[2:])):
        found = lewidi_items(items)
        dump(folder / "set" / f"set_{name}.json", {str(n): found[item] for n, item in enumerate(items, start=1)})
    blind = {"1": {"text": "Post 9", "annotators": "a,b", "annotations": {}, "soft_label": ""}}
    dump(folder / "set" / "set_test.json", blind)
    return folder / "set"


def summaries(folder):
    rows = []
    for number, (item, rater, value) in enumerate(ANSWERS):
        texts = [{"text": f"{item} one", "policy": "sup1"}, {"text": f"{item} two", "policy": "sup2"}]
        choice = 0 if value == "calm" else 1
        if number % 2:
            texts, choice = texts[::-1], 1 - choice
        rows.append({"info": {"id": item, "post": "x"}, "summaries": texts, "choice": choice, "worker": rater,
                     "batch": "b1", "extra": {"confidence": 5}})  # fmt: skip
    return lines(folder / "batch3.json", rows)


LONG = {name: list(column) for name, column in zip(("item", "rater", "value"), zip(*ANSWERS, strict=True), strict=True)}


def plain_feather(folder):
    pyarrow.feather.write_feather(pa.table(LONG), folder / "t.feather")
    return folder / "t.feather"


def plain_stream(folder):
    with pa.ipc.new_stream(folder / "t.arrow", pa.table(LONG).schema) as writer:
        writer.write_table(pa.table(LONG))
    return folder / "t.arrow"


def plain_sheet(folder):
    return spreadsheet(folder / "t.xlsx", {"Ratings": [["item", "rater", "value"], *(list(row) for row in ANSWERS)]})


def zst(folder, name, text):
    with pa.CompressedOutputStream(str(folder / name), "zstd") as file:
        file.write(text.encode())
    return folder / name


def plain_zst_csv(folder):
    text = io.StringIO()
    csv.writer(text).writerows([LONG, *ANSWERS])
    return zst(folder, "t.csv.zst", text.getvalue())


def plain_zst_jsonl(folder):
    return zst(folder, "t.jsonl.zst", "".join(json.dumps(dict(zip(LONG, row, strict=True))) + "\n" for row in ANSWERS))


def prodigy_zst(folder):
    return zst(folder, "db.jsonl.zst", prodigy(folder).read_text())


NAMED = {one.__name__: one for one in (
    label_studio, label_studio_min, label_studio_csv, label_studio_tsv, argilla_nested, argilla_by_id,
    argilla_columns, argilla_jsonl, argilla_parquet, argilla_1, doccano, doccano_csv, doccano_all_beside,
    prodigy, prodigy_sessions, prodigy_binary, prodigy_zst, potato, potato_table, potato_state, inception,
    mturk, mturk_radio, mturk_json, appen, appen_json, toloka, lighttag, labelbox, labelbox_lines, surveymonkey,
    surveymonkey_sheet, limesurvey, qualtrics, qualtrics_loop, qualtrics_matrix, google_form, google_grid,
    google_sheet, arena, arena_json, arena_parquet, dices, polis_votes, polis_matrix, multipref,
    multipref_parquet, lewidi_2023, lewidi_2025, lewidi_splits, summaries, plain_feather, plain_stream,
    plain_sheet, plain_zst_csv, plain_zst_jsonl,
)}  # fmt: skip
"""Shapes in which people can be told apart."""
NAMELESS = {one.__name__: one for one in (helpsteer_2, helpsteer_3, arena_votes)}
"""Shapes that hold the answers of people whom nobody can tell apart."""
