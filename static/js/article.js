// Text and statements point to each other; the chosen statement is acted on by keys.
"use strict";

const reading = document.querySelector(".reading");
let chosen = null; // the key of a statement
reading?.classList.add("live");

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

function choose(key) {
  if (chosen && chosen !== key) leave(chosen);
  chosen = key;
  card(key)?.classList.add("chosen");
  card(key)?.setAttribute("aria-current", "true");
  light(key);
}

function leave(key) {
  card(key)?.classList.remove("chosen");
  card(key)?.removeAttribute("aria-current");
  chosen = null;
  light(null);
}

// Brings the statement's first words into sight, unless they are there already. On a
// phone the chosen statement covers the foot of the page.
function showInText(key) {
  const from = start(key)?.getBoundingClientRect();
  const isOver = getComputedStyle(card(key)).position === "fixed";
  const foot = isOver ? card(key).getBoundingClientRect().top : innerHeight;
  if (from && (from.top < 0 || from.bottom > foot - 48)) scroll(start(key), "center");
}

function go(key) {
  choose(key);
  card(key).focus({ preventScroll: true });
  scroll(card(key));
  showInText(key);
}

function step(by) {
  const keys = Array.from(reading.querySelectorAll(".card"), (one) => one.dataset.s);
  const at = chosen ? keys.indexOf(chosen) + by : by > 0 ? 0 : keys.length - 1;
  if (keys[at]) go(keys[at]);
}

function closeSource(within) {
  const form = within?.querySelector("form.source");
  form?.remove();
  return Boolean(form);
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
    const key = keyOf(event.target);
    if (event.target.closest(".close")) return leave(key);
    const other = event.target.closest("a:not(.num), button, input, select, summary, label");
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

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (pick(event)) return event.preventDefault();
  const within = reading ? chosen && card(chosen) : document.getElementById("statement");
  if (event.key === "Escape") {
    if (!closeSource(within) && reading && chosen) leave(chosen);
    else if (reading) within?.focus({ preventScroll: true });
    return;
  }
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (reading && event.key in SIGNS) {
    event.preventDefault();
    step(SIGNS[event.key]);
    return;
  }
  // In an article a key acts on the statement that has the focus, and on no other.
  if (reading && !within?.contains(document.activeElement)) return;
  const control = within?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (control) {
    event.preventDefault();
    control.click();
  }
});

// The arrows go from the field for a name into what was found for it, and back.
function pick(event) {
  const form = event.target.closest?.("form.source");
  if (!form || !["ArrowDown", "ArrowUp"].includes(event.key)) return false;
  if (event.target.closest("select, details")) return false;
  const stops = [form.elements.name, ...form.querySelectorAll(".matches button")];
  const at = stops.indexOf(event.target);
  if (at < 0) return false;
  stops[Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1))]?.focus();
  return true;
}

// What an act has changed comes back in place: chosen as before, and with the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.target;
  if (reading && chosen) {
    choose(chosen);
    if (document.activeElement === document.body) {
      card(chosen)?.focus({ preventScroll: true });
    }
  } else if (swapped?.id === "statement") {
    document.getElementById("statement")?.focus({ preventScroll: true });
  }
  showCopyButtons();
});

function showCopyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}
showCopyButtons();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.textContent = "Copied";
});
