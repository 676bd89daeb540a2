// Only while a portal is served for its authors: shows what was built anew, or why it could not be built.
const here = new URL(document.currentScript.src);
const texts = import(new URL("../assets/texts.js", here)).catch(() => ({ _: () => "" }));
let version = Number(here.searchParams.get("version"));

function tell(text) {
  let note = document.getElementById("ac-build-error");
  if (!note) {
    note = document.createElement("pre");
    note.id = "ac-build-error";
    note.setAttribute("role", "alert");
    Object.assign(note.style, {
      position: "sticky", top: 0, zIndex: 99, margin: 0, padding: "1rem", whiteSpace: "pre-wrap",
      maxHeight: "50vh", overflow: "auto", font: "14px/1.4 monospace", color: "#fff", background: "#a3260b",
    });
    document.body.prepend(note);
  }
  note.textContent = text;
  note.hidden = !text;
  texts.then(({ _ }) => {
    if (note.textContent === text) note.append(`\n\n${_("The pages are those of the last build that went well.")}`);
  });
}

async function listen() {
  for (;;) {
    try {
      const answer = await fetch(new URL(`wait?version=${version}`, here), { cache: "no-store" });
      const news = await answer.json();
      if (news.version !== version && !news.error) location.reload();
      version = news.version;
      tell(news.error);
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

addEventListener("load", listen);
