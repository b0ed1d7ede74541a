"use strict";
(() => {
  const calls = JSON.parse(document.getElementById("data").textContent);
  const get = (id) => document.getElementById(id);
  const make = (tag, text, kind) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const SHORTEST = 350, LONGEST = 1400, PANELS = 2, ZOOMS = [0.4, 0.55, 0.7, 0.85, 1, 1.25];
  let call, article, rows, index = 0, timer = 0, chips = [], panels = [], cursor = null;

  // -- what a step comes to ------------------------------------------------------------------------------------------

  // Several machines of one chart that follow each other (transactions, answers) are one to look at: the latest.
  const nameOf = (part) => part.replace(/\[.*/s, "");
  const keyOf = (one) => `${one.side} ${nameOf(one.part)} ${one.chart}`;

  function states(upTo) {
    const found = new Map();
    for (let i = 0; i <= upTo; i++) {
      for (const move of call.steps[i].moves) {
        const key = keyOf(move), before = found.get(key);
        const state = move.decision === "row" ? move.target : before ? before.state : move.source;
        found.set(key, { state, moves: i === upTo ? [...(before && before.at === i ? before.moves : []), move] : [], at: i });
      }
    }
    return found;
  }

  // -- charts --------------------------------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  const part = (panel, name) => panel.svg.querySelector(`[data-id="${CSS.escape(name)}"]`);

  function addPanel(chart) {
    const template = document.querySelector(`template[data-chart="${CSS.escape(chart.chart)}"]`);
    const node = make("section", undefined, `panel side-${chart.side}`), head = make("header"), view = make("div", undefined, "view");
    const label = `${call.sides > 1 ? call.lifelines[chart.side] + ": " : ""}${nameOf(chart.part)}`;
    const state = make("span", undefined, "state");
    head.append(make("h3", label), state);
    const svg = template ? template.content.querySelector("svg").cloneNode(true) : null;
    const panel = { chart, node, view, svg, state, zoom: 3, at: null };
    if (svg) {
      panel.size = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", `state chart ${chart.chart}`);
      for (const [text, by] of [["−", -1], ["+", 1]]) {
        const button = make("button", text);
        button.setAttribute("aria-label", by < 0 ? "smaller" : "larger");
        button.onclick = () => { panel.zoom = Math.min(ZOOMS.length - 1, Math.max(0, panel.zoom + by)); panel.whole = false; scale(panel); center(panel); };
        head.append(button);
      }
      const whole = make("button", "fit");
      whole.setAttribute("aria-label", "show the whole chart");
      whole.onclick = () => { panel.whole = !panel.whole; scale(panel); center(panel); };
      head.append(whole);
      view.append(svg);
    } else view.append(make("p", `There is no picture of ${chart.chart}.`, "none"));
    const close = make("button", "×");
    close.setAttribute("aria-label", `close ${label}`);
    close.onclick = () => toggle(keyOf(chart));
    head.append(close);
    view.tabIndex = 0;
    node.append(head, view);
    panels.push(panel);
    get("panels").append(node);
    if (svg) scale(panel);
  }

  function scale(panel) {
    const [width, height] = panel.size;
    const fit = Math.min((panel.view.clientWidth - 12) / width, (panel.view.clientHeight - 12) / height);
    const factor = panel.whole ? fit : ZOOMS[panel.zoom] * 4 / 3;
    panel.svg.setAttribute("width", width * factor);
    panel.svg.setAttribute("height", height * factor);
  }

  function light(panel, known) {
    panel.state.replaceChildren();
    if (known) {
      panel.state.append(make("b", known.state));
      const last = known.moves.filter((move) => move.decision === "row").pop();
      if (last) panel.state.append(make("i", `  ${last.row}`));
    } else panel.state.append("not there yet");
    if (!panel.svg) return;
    for (const rect of panel.svg.querySelectorAll(".lit-row")) rect.remove();
    for (const lit of panel.svg.querySelectorAll(".lit-box, .lit-around, .lit-edge")) lit.classList.remove("lit-box", "lit-around", "lit-edge");
    panel.at = null;
    if (!known) return;
    const names = known.state.split(".");
    for (let size = 1; size <= names.length; size++) {
      const box = part(panel, `state-${names.slice(0, size).join(".")}`);
      const shape = box && box.querySelector("path, polygon, ellipse");
      if (!shape) continue;
      shape.classList.add(size === names.length ? "lit-box" : "lit-around");
      panel.at = { state: shape };
    }
    for (const move of known.moves) {
      const row = part(panel, move.decision === "row" ? `row-${move.row}` : decided(panel, move));
      if (!row) continue;
      const box = row.getBBox(), rect = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: box.x - 2, y: box.y - 1, width: box.width + 4, height: box.height + 2, rx: 3 })) rect.setAttribute(name, value);
      rect.classList.add("lit-row", move.decision === "row" ? "taken" : "decided");
      row.prepend(rect);
      const edge = row.closest(".edge");
      if (edge) for (const line of edge.querySelectorAll("path, polygon")) line.classList.add("lit-edge");
      if (move.decision === "row") panel.at = { ...panel.at, row: rect };
    }
  }

  function decided(panel, move) {
    const event = move.row.slice(move.row.lastIndexOf(".") + 1), names = move.source.split(".");
    for (let size = names.length; size >= 0; size--) {
      const name = `decided-${names.slice(0, size).join(".") || "chart"}-${move.decision}`;
      for (const found of panel.svg.querySelectorAll(`[data-id^="${CSS.escape(name)}"]`)) if (found.textContent.includes(event)) return found.getAttribute("data-id");
    }
    return "";
  }

  function center(panel) {
    if (!panel.svg || panel.whole || !panel.at) return;
    const view = panel.view.getBoundingClientRect();
    const boxes = [panel.at.state, panel.at.row].filter(Boolean).map((shape) => shape.getBoundingClientRect());
    let left = Math.min(...boxes.map((b) => b.left)), right = Math.max(...boxes.map((b) => b.right));
    let top = Math.min(...boxes.map((b) => b.top)), bottom = Math.max(...boxes.map((b) => b.bottom));
    // Where both do not fit, the state is what counts.
    if (right - left > view.width) [left, right] = [boxes[0].left, boxes[0].right];
    if (bottom - top > view.height) [top, bottom] = [boxes[0].top, boxes[0].bottom];
    const by = { left: (left + right) / 2 - view.left - view.width / 2, top: (top + bottom) / 2 - view.top - view.height / 2 };
    panel.view.scrollBy({ ...by, behavior: timer && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "instant" });
  }

  function toggle(key) {
    const open = panels.find((panel) => keyOf(panel.chart) === key);
    if (open) { panels = panels.filter((panel) => panel !== open); open.node.remove(); }
    else addPanel(call.charts.find((chart) => keyOf(chart) === key));
    for (const panel of panels) if (panel.svg) scale(panel);
    show(index);
  }

  // -- one step ------------------------------------------------------------------------------------------------------

  function show(to) {
    index = Math.min(Math.max(to, 0), call.steps.length - 1);
    const step = call.steps[index], known = states(index);
    rows.forEach((row, i) => {
      row.classList.toggle("past", i < index);
      row.classList.toggle("active", i === index);
      row.classList.toggle("future", i > index);
      if (i === index) row.setAttribute("aria-current", "step"); else row.removeAttribute("aria-current");
    });
    within(article.parentElement, rows[index]);
    const who = step.kind === "message" ? `${call.lifelines[step.origin]} → ${call.lifelines[step.target]}` : `${call.lifelines[step.origin]}, ${step.kind}`;
    get("what").textContent = `${step.label}  ·  ${who}`;
    get("moves").replaceChildren(...step.moves.map(moveLine));
    message(rows[index].querySelector(".raw"));
    for (const chip of chips) {
      const state = known.get(chip.key);
      chip.state.textContent = state ? state.state : "–";
      chip.node.classList.toggle("idle", !state);
      chip.node.classList.toggle("moved", Boolean(state && state.moves.some((move) => move.decision === "row")));
      chip.node.setAttribute("aria-pressed", String(panels.some((panel) => keyOf(panel.chart) === chip.key)));
    }
    for (const panel of panels) { light(panel, known.get(keyOf(panel.chart))); center(panel); }
    get("scrub").value = index;
    get("scrub").setAttribute("aria-valuetext", `${step.at.toFixed(3)} s, ${step.label}`);
    time(step.at);
  }

  function moveLine(move) {
    const item = make("li", undefined, `side-${move.side}`), button = make("button");
    const event = move.row.slice(move.row.lastIndexOf(".") + 1).replace(/#.*/, "");
    const what = move.decision !== "row" ? `${move.source} ${move.decision}s` : move.source === move.target ? move.source : `${move.source} → ${move.target}`;
    button.append(make("b", nameOf(move.part)), ` ${what} `, make("i", event + (move.effects.length ? "  " + move.effects.join(", ") : "")));
    button.title = "show this chart";
    button.onclick = () => { if (!panels.some((panel) => keyOf(panel.chart) === keyOf(move))) toggle(keyOf(move)); };
    item.append(button);
    return item;
  }

  function message(source) {
    const target = get("raw");
    target.hidden = !source;
    target.replaceChildren();
    if (!source) return;
    let head = true;
    source.textContent.trimEnd().split("\n").forEach((line, i) => {
      const colon = line.indexOf(":");
      if (i === 0) target.append(make("span", line, "start"), "\n");
      else if (head && colon > 0) target.append(make("span", line.slice(0, colon + 1), "name-of"), line.slice(colon + 1) + "\n");
      else target.append(line + "\n");
      if (line === "") head = false;
    });
    get("what").parentElement.scrollTop = 0;
  }

  function within(box, row) {
    const outer = box.getBoundingClientRect(), inner = row.getBoundingClientRect();
    if (inner.top < outer.top + 60 || inner.bottom > outer.bottom - 40) box.scrollBy(0, inner.top - outer.top - outer.height / 2);
  }

  function time(at) {
    const x = call.duration ? at / call.duration * 1000 : 0;
    if (cursor) { cursor.setAttribute("x1", x); cursor.setAttribute("x2", x); }
    get("clock").textContent = `${at.toFixed(3)} s of ${call.duration.toFixed(3)}  ·  ${index + 1}/${call.steps.length}`;
    get("meters").replaceChildren(...Object.entries(call.levels).map(([side, points]) => {
      let level = null;
      for (const [when, value] of points) { if (when > at) break; if (at - when < 0.12) level = value; }
      return make("span", `${call.lifelines[side]} ${level === null ? "silent" : level.toFixed(0) + " dBov"}`, `side-${side}`);
    }));
  }

  // -- the time line -------------------------------------------------------------------------------------------------

  function play(on) {
    cancelAnimationFrame(timer);
    timer = 0;
    const button = get("play");
    button.textContent = on ? "Pause" : "Play";
    button.setAttribute("aria-pressed", String(on));
    if (!on) return;
    if (index === call.steps.length - 1) show(0);
    let since = performance.now();
    const tick = (now) => {
      const step = call.steps[index], next = call.steps[index + 1];
      if (!next) return play(false);
      // Steps that came together are held apart, long waits are shortened: the time line tells the true time.
      const wait = Math.min(Math.max((next.at - step.at) * 1000, SHORTEST), LONGEST) / Number(get("speed").value);
      const passed = (now - since) / wait;
      if (passed >= 1) { since = now; show(index + 1); } else time(step.at + (next.at - step.at) * Math.max(0, passed));
      timer = requestAnimationFrame(tick);
    };
    timer = requestAnimationFrame(tick);
  }

  const seek = (to) => { play(false); show(to); };

  function choose(number) {
    play(false);
    call = calls[number];
    for (const one of document.querySelectorAll(".call")) one.hidden = Number(one.dataset.call) !== number;
    article = document.querySelector(`.call[data-call="${number}"]`);
    rows = [...article.querySelectorAll(".step")];
    const strip = article.querySelector(".tracks") || get("strip").querySelector(".tracks");
    const copy = strip.cloneNode(true);
    strip.setAttribute("hidden", "");
    strip.classList.add("needs-no-script");
    copy.removeAttribute("hidden");
    get("strip").replaceChildren(copy);
    cursor = copy.querySelector(".cursor");
    get("scrub").max = call.steps.length - 1;
    const last = [...call.steps].reverse().flatMap((step) => step.moves).find((move) => move.part === "session" && move.side === 0);
    get("outcome").textContent = last ? last.target : "";
    get("outcome").hidden = !last;
    chips = [];
    panels = [];
    get("panels").replaceChildren();
    get("chips").replaceChildren();
    for (let side = 0; side < call.sides; side++) {
      const row = make("div", undefined, `row side-${side}`);
      for (const chart of call.charts.filter((one) => one.side === side)) {
        if (chips.some((chip) => chip.key === keyOf(chart))) continue;
        const node = make("button", undefined, "chip"), state = make("b");
        node.type = "button";
        node.append(nameOf(chart.part) + " ", state);
        node.title = chart.chart;
        node.onclick = () => toggle(keyOf(chart));
        row.append(node);
        chips.push({ key: keyOf(chart), node, state });
      }
      get("chips").append(make("span", call.lifelines[side], `who side-${side}`), row);
    }
    const find = (side, wanted) => call.charts.find((one) => one.side === side && (!wanted || one.part === wanted));
    const first = (side) => find(side, "setup") || find(side);
    const wished = call.sides > 1 ? [first(0), first(1)] : [first(0), find(0, "session")];
    for (const chart of wished.filter(Boolean).slice(0, PANELS)) addPanel(chart);
    show(0);
  }

  // -- what the hand does --------------------------------------------------------------------------------------------

  document.body.classList.add("scripted");
  for (const node of document.querySelectorAll(".needs-script")) node.hidden = false;
  calls.forEach((one, i) => { const option = make("option", one.name); option.value = i; get("call").append(option); });
  document.querySelector(".pick").hidden = calls.length < 2;
  get("call").onchange = () => choose(Number(get("call").value));
  get("back").onclick = () => seek(index - 1);
  get("forward").onclick = () => seek(index + 1);
  get("play").onclick = () => play(!timer);
  get("scrub").oninput = () => seek(Number(get("scrub").value));
  get("strip").onclick = (event) => {
    const box = get("strip").getBoundingClientRect(), at = (event.clientX - box.left) / box.width * call.duration;
    let to = 0;
    call.steps.forEach((step, i) => { if (step.at <= at) to = i; });
    seek(to);
    time(at);
  };
  get("theme").onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  document.addEventListener("click", (event) => {
    const summary = event.target.closest(".ladder summary");
    if (!summary) return;
    event.preventDefault();
    seek(Number(summary.closest(".step").dataset.step));
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const kind = event.target.tagName, scrolls = event.target.closest(".view, .raw");
    if (event.key === " " && kind !== "BUTTON" && kind !== "SELECT" && kind !== "SUMMARY") play(!timer);
    else if (kind === "SELECT" || scrolls) return;
    else if (event.key === "ArrowRight" || event.key === "j") seek(index + 1);
    else if (event.key === "ArrowLeft" || event.key === "k") seek(index - 1);
    else if (event.key === "Home") seek(0);
    else if (event.key === "End") seek(call.steps.length - 1);
    else return;
    event.preventDefault();
  });
  addEventListener("resize", () => { for (const panel of panels) if (panel.svg) { scale(panel); center(panel); } });
  if (calls.length) choose(0);
  const asked = Number(new URLSearchParams(location.hash.slice(1)).get("step"));
  if (calls.length && asked) show(asked - 1);
})();
