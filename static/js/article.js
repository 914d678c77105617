// Text and statements point to each other; the chosen statement is acted on by keys.
"use strict";

const reading = document.querySelector(".reading");
let chosen = null; // the key of a statement
let latest = null; // the one chosen last, from which the keys go on, and its place in the list
let place = 0;
let early = null; // letters that were typed while a form with fields was on its way
(reading ?? document.getElementById("statement")?.parentElement)?.classList.add("live");

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const scroll = (element, block = "nearest") =>
  element?.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

const card = (key) => document.getElementById(`q${key}`);
const start = (key) => document.getElementById(`s${key}`);
const marks = (key) => reading.querySelectorAll(`[data-s~="${key}"]`);

// The statement that an element belongs to: the innermost one, which comes last.
function keyOf(element) {
  const marked = element?.closest?.("[data-s]");
  return marked ? marked.dataset.s.split(" ").at(-1) : null;
}

function light(key) {
  for (const old of reading.querySelectorAll(".lit")) old.classList.remove("lit");
  for (const lit of new Set([key, chosen])) {
    if (lit) for (const mark of marks(lit)) mark.classList.add("lit");
  }
}

const keys = () => Array.from(reading.querySelectorAll(".card"), (one) => one.dataset.s);

function choose(key) {
  if (chosen && chosen !== key) leave(chosen);
  chosen = latest = key;
  place = keys().indexOf(key);
  reading.dataset.chosen = key;
  card(key)?.classList.add("chosen");
  card(key)?.setAttribute("aria-current", "true");
  light(key);
  document.dispatchEvent(new Event("newsdesk:chosen"));
}

function leave(key) {
  card(key)?.classList.remove("chosen");
  card(key)?.removeAttribute("aria-current");
  chosen = null;
  delete reading.dataset.chosen;
  light(null);
  document.dispatchEvent(new Event("newsdesk:chosen"));
}

// Down to where the text can be seen: on a phone the chosen statement lies over its foot.
function footOf(key) {
  const own = card(key);
  const isOver = getComputedStyle(own).position === "fixed";
  return isOver ? own.getBoundingClientRect().top : innerHeight;
}

// Brings the statement's first words into sight, unless they are there already.
function showInText(key) {
  const from = start(key)?.getBoundingClientRect();
  const foot = footOf(key);
  if (!from || (from.top >= 0 && from.bottom <= foot - 48)) return;
  scroll(start(key), foot < innerHeight ? "start" : "center");
}

function go(key) {
  choose(key);
  card(key).focus({ preventScroll: true });
  scroll(card(key));
  showInText(key);
}

function step(by) {
  const all = keys();
  const moved = by > 0 && !all.includes(latest) ? 0 : by; // into the place of one that is gone
  const at = latest ? place + moved : by > 0 ? 0 : all.length - 1;
  if (all[at]) go(all[at]);
}

// Closes the form that is open in a statement, and tells whether there was one.
function closePanel(within) {
  const panel = within?.querySelector(".panel:not(:empty)");
  panel?.replaceChildren();
  document.querySelector(".failed")?.remove();
  return Boolean(panel);
}

function say(text) {
  const place = document.getElementById("said") ?? document.getElementById("announcement");
  place.textContent = text;
}

if (reading) {
  reading.addEventListener("pointerover", (event) => light(keyOf(event.target)));
  reading.addEventListener("pointerleave", () => light(null));
  reading.addEventListener("focusin", (event) => {
    const key = keyOf(event.target);
    if (event.target.closest(".card") && key !== chosen) choose(key);
    else light(key);
  });

  reading.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed && event.target.closest(".text")) return;
    const key = keyOf(event.target);
    if (event.target.closest(".close")) return leave(key);
    const other = event.target.closest("a:not(.num), button, input, select, textarea, summary, label, legend");
    if (!key || other) return;
    if (event.target.closest("a")) event.preventDefault();
    history.replaceState(history.state, "", `#q${key}`);
    choose(key);
    if (!event.target.closest(".card")) {
      card(key).focus({ preventScroll: true });
      scroll(card(key));
    }
    showInText(key);
  });

  const named = /^#[sq](\d+)$/.exec(location.hash);
  if (named && card(named[1])) go(named[1]);
}

const SIGNS = { j: 1, k: -1 };
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const keysAreOn = () => !reading || Boolean(reading.querySelector(".beside[data-keys]"));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (inNames(event)) return event.preventDefault();
  const within = reading ? chosen && card(chosen) : document.getElementById("statement");
  if (event.key === "Escape") {
    if (!closePanel(within) && reading && chosen) leave(chosen);
    else if (reading) within?.focus({ preventScroll: true });
    return;
  }
  if (event.target.closest(FIELDS) || !keysAreOn()) return;
  if (early !== null && event.key.length === 1) {
    event.preventDefault();
    early += event.key;
  } else if (reading && event.key in SIGNS) {
    event.preventDefault();
    step(SIGNS[event.key]);
  } else if (press(reading?.querySelector(".tools"), event.key)) {
    event.preventDefault();
  } else if (!reading || hasFocus(within)) {
    if (press(within, event.key)) event.preventDefault();
  }
});

// In an article a key acts on the statement that has the focus, there or on a handle.
function hasFocus(own) {
  const active = document.activeElement;
  return Boolean(own && (own.contains(active) || active.closest(".handles")));
}

// Presses the control that a key is written on.
function press(within, key) {
  const control = within?.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  control?.click();
  return Boolean(control);
}

// In the field for a name Enter takes the first that was found; the arrows go through all.
function inNames(event) {
  const form = event.target.closest?.("form.source");
  if (!form || event.target.closest("select, details")) return false;
  if (event.key === "Enter" && event.target === form.elements.name) {
    takeFirst(form);
    return true;
  }
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return false;
  const buttons = [...form.querySelectorAll(".matches button")];
  const stops = [form.elements.name, ...buttons.filter((one) => one.offsetParent)];
  const at = stops.indexOf(event.target);
  if (at < 0) return false;
  stops[Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1))]?.focus();
  return true;
}

function takeFirst(form) {
  const typed = form.elements.name.value.trim().replace(/\s+/g, " ");
  const choices = form.querySelector("#choices");
  const first = choices?.querySelector("button");
  if (!typed) return;
  if (!first || choices.dataset.for !== typed) {
    say("Still looking."); // what is found is taken when it has been seen
  } else if (first.name === "speaker") {
    first.click();
  } else {
    first.focus(); // a new speaker is made on purpose
    say(`Nobody is called ${typed}. Enter adds a new person.`);
  }
}

// What was typed in an open form; a name that is only looked for is nothing to save.
const typed = () => changed(document.querySelectorAll(".panel :is(input, textarea, select):not([name=name])"));

// Nothing takes the place of what was typed: its own form saves it, Escape leaves it.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  const field = elt.closest(".panel") ? null : typed();
  if (!field || !(target.contains(field) || elt.matches("[data-opens], .tools form"))) return;
  event.preventDefault();
  keepTyped(field);
});

addEventListener("beforeunload", (event) => {
  if (typed()) event.preventDefault();
});

// One form is open at a time.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.defaultPrevented) return;
  const link = event.target.closest("[data-opens]");
  if (!link) return;
  for (const panel of document.querySelectorAll(".panel")) panel.replaceChildren();
  early = link.dataset.opens === "borders" ? null : "";
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:abort"]) {
  document.addEventListener(name, () => (early = null));
}

// What was typed too early goes where it was meant to.
function typeEarly() {
  const field = document.activeElement;
  if (early && field.matches("input, textarea")) {
    field.value += early;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  early = null;
}

// What an act has changed comes back in place: chosen as before, and with the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.target;
  if (reading) {
    renumber();
    if (chosen && !card(chosen)) leave(chosen);
    else if (chosen) choose(chosen);
    const isOpened = swapped?.classList.contains("panel");
    if (chosen && (isOpened || document.activeElement === document.body)) {
      focusOn(card(chosen));
    }
  } else if (swapped?.id === "statement") {
    focusOn(document.getElementById("statement"));
  }
  if (swapped?.classList.contains("panel")) typeEarly();
  if (reading && chosen && footOf(chosen) < innerHeight) showInText(chosen);
});

// A message, else the first field of a form that was opened, else the thing itself.
function focusOn(element) {
  const first = element.querySelector("[role=alert]");
  // Among the buttons for the ends the keys for them act, too.
  const field = element.querySelector(".panel form:not(.borders)") && element.querySelector(`.panel :is(${FIELDS}):not([type=hidden])`);
  (first ?? field ?? element).focus({ preventScroll: true });
}

// An act may put a statement before others: all of them have their numbers and order.
function renumber() {
  const numbers = document.getElementById("numbers");
  if (!numbers?.textContent) return;
  const pairs = numbers.textContent.trim().split(" ").map((pair) => pair.split(":"));
  const inOrder = [];
  for (const [key, number] of pairs) {
    const own = card(key);
    if (!own) continue;
    inOrder.push(own);
    for (const sign of [own.querySelector(".num"), start(key)]) {
      if (!sign || sign.textContent === number) continue;
      sign.textContent = number;
      sign.ariaLabel = sign.ariaLabel.replace(/\d+/, number);
    }
  }
  const list = document.getElementById("cards");
  if (inOrder.some((own, at) => list.children[at] !== own)) list.append(...inOrder);
  const { goTo } = numbers.dataset;
  numbers.remove();
  if (!goTo) return;
  document.dispatchEvent(new Event("newsdesk:added"));
  go(goTo);
}
