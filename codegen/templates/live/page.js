"use strict";
// Asks for the next version again and again; the server answers when there is one, or after a while.
const at = (id) => document.getElementById(id);
let version = 0, drawn = 0;
function show(told) {
  version = told.version;
  document.title = told.title;
  at("title").textContent = told.title;
  at("status").textContent = told.status;
  at("status").className = told.wrong ? "wrong" : "";
  at("heading").textContent = told.heading;
  at("lines").replaceChildren(...told.lines.map((line) => { const item = document.createElement("li"); item.textContent = line; return item; }));
  if (told.picture !== drawn) { drawn = told.picture; at("picture").data = `picture.svg?${drawn}`; }
  document.body.className = "";
}
async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`next?after=${version}`, { cache: "no-store" });
      if (answer.status === 200) show(await answer.json());
    } catch {
      document.body.className = "gone";
      at("status").textContent = "the program has ended";
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}
follow();
