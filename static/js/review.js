// The review queue by keys: each key presses the control that names it.
"use strict";

const FIELDS = "input, textarea, select, [contenteditable]";
const review = () => document.getElementById("review");
const field = () => document.getElementById("name");
const choices = () => document.getElementById("choices");
const announcement = document.getElementById("announcement");
let held = null; // letters that were typed while the next statement was on its way

document.querySelector("main").classList.add("live");

const plain = (text) => text.trim().replace(/\s+/g, " ");

function openName(letters = "") {
  field().focus();
  field().select();
  if (!letters) return;
  field().value = letters;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

// A key while an act is on its way was meant for the statement to come: only a name
// is kept for it, since nobody can judge what is not there yet.
function hold(key) {
  if (held !== null) {
    if (key.length === 1) held += key;
    else if (key === "Backspace") held = held.slice(0, -1);
  } else if (key === "n" || key === "/") {
    held = "";
  }
}

function press(key) {
  const control = review().querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (!control) return false;
  if (control === field()) openName();
  else if (control.matches("summary")) toggle(control);
  else control.click();
  return true;
}

function toggle(summary) {
  const details = summary.parentElement;
  details.open = !details.open;
  const first = details.open && details.querySelector(FIELDS);
  if (summary.id && first) first.focus();
  else if (details.open) summary.focus();
  if (details.open) details.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || event.keyCode === 229) return;
  if (event.target === field()) return inName(event);
  if (event.target.closest("#choices") && walk(event)) return;
  if (event.key === "Escape") return leave(event);
  if (event.target.closest(FIELDS) || !review()?.hasAttribute("data-keys")) return;
  if (review().ariaBusy === "true") {
    if (event.key.length === 1) event.preventDefault();
    hold(event.key);
  } else if (!event.repeat && event.key.length === 1 && press(event.key)) {
    event.preventDefault();
  }
});

function leave(event) {
  const opened = event.target.closest("details[open]");
  if (opened) opened.open = false;
  opened?.closest("form")?.reset();
  document.querySelector(".failed")?.remove();
  if (event.target !== document.body) review().focus({ preventScroll: true });
}

// In the field for a name: Enter takes the first that was found, arrows go to the others.
function inName(event) {
  if (event.key === "Escape") {
    review().focus({ preventScroll: true });
  } else if (event.key === "Enter") {
    event.preventDefault();
    takeFirst();
  } else {
    walk(event);
  }
}

function takeFirst() {
  const first = choices().querySelector("button");
  if (plain(field().value) === "" || !first) return;
  if (choices().dataset.for !== plain(field().value)) {
    say("Still looking."); // what is found is taken when it has been seen
  } else if (first.name === "speaker") {
    first.click();
  } else {
    first.focus(); // a new speaker is made on purpose
    say(`Nobody is called ${plain(field().value)}. Enter adds a new person.`);
  }
}

function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return false;
  const stops = [field(), ...choices().querySelectorAll("button")];
  stops[Math.max(0, stops.indexOf(event.target) + by)]?.focus();
  event.preventDefault();
  return true;
}

function say(text) {
  announcement.textContent = text;
}

// Acts, and going on, replace the whole desk; looking for names does not.
const replaces = (event) => event.detail.target?.id === "review";

// What was typed in a form that opens: its own button saves it, Escape leaves it.
const typed = () => changed(review()?.querySelectorAll("details :is(input, textarea, select)") ?? []);

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!replaces(event)) return;
  const field = typed();
  if (field && !field.form.contains(event.detail.elt)) {
    event.preventDefault();
    keepTyped(field);
  } else {
    review().ariaBusy = "true";
  }
});

addEventListener("beforeunload", (event) => {
  if (typed() && review().ariaBusy !== "true") event.preventDefault();
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:abort"]) {
  document.addEventListener(name, () => {
    if (review()) review().ariaBusy = "false";
    held = null;
  });
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "choices") told();
  else if (replaces(event)) arrive();
});

function told() {
  const found = choices().querySelectorAll("[name=speaker]");
  if (!choices().dataset.for) return say("");
  say(found.length ? `${found.length} found: ${found[0].textContent}` : "Nobody found.");
}

// The next statement has come: it is in sight, and the focus is on it or on a message.
function arrive() {
  const message = review().querySelector("[role=alert]");
  if (message) message.focus();
  else if (held !== null) openName(held);
  else if (!review().contains(document.activeElement) || document.activeElement === field()) {
    review().focus({ preventScroll: true });
  }
  held = null;
  showStatement();
}

function showStatement() {
  const mark = review()?.querySelector(".mark-content")?.getBoundingClientRect();
  if (!mark || (mark.top >= 0 && mark.bottom <= innerHeight)) return;
  review().querySelector(".mark-content").scrollIntoView({ block: "center" });
}

if (review()) showStatement();
