// Selected text becomes a statement, or its cue or source; keys move the ends of parts.
// Places are counted in code points, as the server counts them.
"use strict";

const story = document.querySelector(".text");
const bar = document.getElementById("selected");
const missed = document.getElementById("missed");
const kept = []; // pieces of a split statement that were selected before
let asked = null; // the range for which a statement is proposed
let isDragging = false;
let last = Promise.resolve(); // acts by keys, one after the other

const count = (text) => [...text].length;
const chosenKey = () => reading.dataset.chosen;

// The words of a range, without the numbers of statements among them.
function wordsOf(range) {
  const copy = range.cloneContents();
  for (const number of copy.querySelectorAll(".num")) number.remove();
  return copy.textContent;
}

// The part of a range that lies in one paragraph.
function within(paragraph, range) {
  const part = document.createRange();
  part.selectNodeContents(paragraph);
  if (paragraph.contains(range.startContainer)) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (paragraph.contains(range.endContainer)) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return part;
}

// How many code points lie before a point of a paragraph.
function before(paragraph, container, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(container, offset);
  return count(wordsOf(range));
}

// What is selected in the text: its places in the article, and the words there.
function selection() {
  const selected = getSelection();
  if (selected.isCollapsed || !selected.rangeCount) return null;
  const range = selected.getRangeAt(0);
  const parts = Array.from(story.querySelectorAll("[data-start]"))
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => [paragraph, within(paragraph, range)])
    .filter(([, part]) => wordsOf(part).trim());
  if (!parts.length) return null;
  const [first, from] = parts[0];
  const [final, to] = parts.at(-1);
  return {
    start: Number(first.dataset.start) + before(first, from.startContainer, from.startOffset),
    end: Number(final.dataset.start) + before(final, to.endContainer, to.endOffset),
    content: parts.map(([, part]) => wordsOf(part)).join(" "),
    range: range.cloneRange(),
  };
}

function pieces() {
  const now = selection();
  return now ? [...kept, now] : kept;
}

// The bar, and then what is proposed, lie beside the text that they are about.
function showBar() {
  const selected = selection();
  bar.hidden = !selected || isDragging || missed.hasChildNodes();
  if (!bar.hidden) {
    bar.querySelector(".of-chosen").hidden = !chosenKey();
    lay(bar, selected.range);
  } else if (missed.hasChildNodes() && asked) {
    lay(missed, asked);
  }
}

function lay(box, range) {
  const place = range.getBoundingClientRect();
  const below = place.bottom + 8;
  const top = below + box.offsetHeight < innerHeight ? below : place.top - box.offsetHeight - 8;
  const left = Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 8);
  box.style.top = `${Math.max(8, top)}px`;
  box.style.left = `${Math.max(8, left)}px`;
}

// The pieces stay lit while others are selected, or while what is proposed is looked at.
function showKept(found) {
  if (!CSS.highlights) return;
  CSS.highlights.set("kept", new Highlight(...found.map((piece) => piece.range)));
}

function drop() {
  kept.length = 0;
  asked = null;
  showKept([]);
  missed.replaceChildren();
  getSelection().removeAllRanges();
  showBar();
}

function keep() {
  const now = selection();
  if (!now) return;
  kept.push(now);
  showKept(kept);
  getSelection().removeAllRanges();
  say(`${kept.length} kept. Select the next piece.`);
}

function fields(found) {
  const sent = new URLSearchParams();
  for (const { start, end, content } of found) {
    sent.append("start", start);
    sent.append("end", end);
    sent.append("content", content);
  }
  return sent;
}

// Asks what would be added; Enter then adds it, since its button has the focus.
async function propose() {
  const found = pieces();
  if (!found.length) return say("Select the words that were said.");
  showKept(found);
  asked = found.at(-1).range;
  missed.innerHTML = "<p class='proposal soft'>Reading …</p>";
  showBar();
  const path = `${bar.dataset.missed}?${fields(found)}`;
  await htmx.ajax("GET", path, { target: "#missed", swap: "innerHTML" });
  const button = document.getElementById("add-missed") ?? missed.querySelector("[role=alert]");
  showBar();
  button?.focus({ preventScroll: true });
}

// Posts to the borders of the chosen statement as its form is when its turn has come.
function correct(values) {
  const key = chosenKey();
  return (last = last.then(async () => {
    const own = card(key)?.querySelector("form.acts");
    if (!own) return;
    const data = new FormData(own);
    for (const [name, value] of values) data.append(name, value);
    if (card(key).querySelector("form.borders")) data.append("panel", "open");
    const target = `#q${key}`;
    await htmx.ajax("POST", own.dataset.borders, { target, swap: "outerHTML", values: data });
  }));
}

function redraw(part) {
  const found = pieces();
  if (!found.length || !chosenKey()) return;
  const values = fields(found);
  values.append("part", part);
  kept.length = 0;
  showKept([]);
  getSelection().removeAllRanges();
  correct(values);
}

const ENDS = {
  q: ["content", "start"],
  w: ["content", "end"],
  a: ["cue", "start"],
  s: ["cue", "end"],
  f: ["source", "start"],
  g: ["source", "end"],
};

// A key takes a word more at its end, and with Shift a word less.
function moveEnd(event) {
  const ends = ENDS[event.key.toLowerCase()];
  if (!ends || !hasFocus(card(chosenKey()))) return false;
  const isLater = (ends[1] === "end") !== event.shiftKey;
  correct([["move", `${ends[0]}.${ends[1]}.${isLater ? 1 : -1}`]]);
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && (kept.length || missed.hasChildNodes() || !bar.hidden)) {
    event.preventDefault();
    return drop();
  }
  if (event.target.closest(FIELDS) || early !== null || !keysAreOn()) return;
  const control = bar.querySelector(`[data-select="${CSS.escape(event.key)}"]`);
  if (control && pieces().length && (chosenKey() || !control.dataset.part)) {
    event.preventDefault();
    control.click();
  } else if (moveEnd(event)) {
    event.preventDefault();
  }
}

document.addEventListener("keydown", onKey, true);
document.addEventListener("selectionchange", showBar);
document.addEventListener("scroll", showBar, { passive: true, capture: true });
story.addEventListener("pointerdown", () => (isDragging = true));
document.addEventListener("pointerup", () => {
  isDragging = false;
  setTimeout(showBar); // a click has let go of the selection by then
});
document.addEventListener("pointercancel", () => (isDragging = false));

// Pressing a button leaves the text selected.
bar.addEventListener("pointerdown", (event) => event.preventDefault());
bar.addEventListener("mousedown", (event) => event.preventDefault());
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.part) redraw(button.dataset.part);
  else if (button?.dataset.select === "+") keep();
  else if (button) propose();
});

missed.addEventListener("click", (event) => {
  if (event.target.closest("[data-drop]")) drop();
});

// What was proposed is in the article now: nothing is selected any more.
document.addEventListener("newsdesk:added", drop);
