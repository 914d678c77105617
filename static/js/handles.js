// Handles at the ends of the chosen statement, to drag or to move by the arrow keys.
// They lie over the text, so that nothing in it moves.
"use strict";

const NAMES = { content: "words", cue: "cue", source: "source" };
const STOP = /[\s—–“”„"«»]/; // what parts words; the server knows more
const NEAR = 48; // pixels from the edge of the screen where the page scrolls along

const layer = document.createElement("div");
layer.className = "handles";
layer.setAttribute("role", "group");
layer.setAttribute("aria-label", "Ends of the chosen statement");
story.append(layer);

let held = null; // the handle that is dragged, and where it would go
const handlesOf = new Map(); // "content.end.0" -> its button

// The ends of the chosen statement, as the server told them with its card.
function ends() {
  const told = card(chosenKey())?.querySelector("form.acts")?.dataset.ends;
  const numbers = { content: 0, cue: 0, source: 0 };
  return (told ? told.split(" ") : []).map((one) => {
    const [, part, start, end] = /^(\w+):(\d+)-(\d+)$/.exec(one);
    return { part, piece: numbers[part]++, start: Number(start), end: Number(end) };
  });
}

const paragraphs = () => [...story.querySelectorAll("[data-start]")];

function paragraphAt(at) {
  return paragraphs().findLast((one) => Number(one.dataset.start) <= at);
}

// Where a place of the text is in the page: a node and an offset, ``null`` outside. Where
// two nodes meet, a start is at the head of the second and an end at the tail of the first.
function point(at, end) {
  const paragraph = paragraphAt(at);
  let left = at - Number(paragraph?.dataset.start);
  const walk = paragraph && document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walk?.nextNode()) {
    const node = walk.currentNode;
    if (node.parentElement.closest(".num")) continue;
    const size = count(node.data);
    if (end === "start" ? left < size : left <= size) return [node, [...node.data].slice(0, left).join("").length];
    left -= size;
  }
  return null;
}

function rangeOf(start, end) {
  const from = point(start, "start");
  const to = point(end, "end");
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

// Where one character is seen; joined to others it may have no place of its own.
function boxAt(at) {
  const boxes = rangeOf(at, at + 1)?.getClientRects() ?? [];
  return [...boxes].find((box) => box.width);
}

// The edge of the first or the last character inside, as a line on the screen: the side
// away from its neighbour, since words may run against the way of their paragraph.
function edge(end, at) {
  const [outer, inner] = end === "start" ? [at, at + 1] : [at - 1, at - 2];
  const box = boxAt(outer);
  if (!box) return null;
  const next = boxAt(inner);
  const isBeside = next && next.top < box.bottom && box.top < next.bottom;
  const isLtr = getComputedStyle(paragraphAt(at)).direction === "ltr";
  const isRight = isBeside ? box.left > next.left : (end === "end") === isLtr;
  return { x: isRight ? box.right : box.left, top: box.top, height: box.height };
}

function layHandle(handle, end, at) {
  const line = edge(end, at);
  handle.hidden = !line;
  if (!line) return;
  const origin = layer.getBoundingClientRect();
  handle.style.left = `${line.x - origin.left}px`;
  handle.style.top = `${line.top - origin.top}px`;
  handle.style.setProperty("--line", `${line.height}px`);
}

function handle(name) {
  if (handlesOf.has(name)) return handlesOf.get(name);
  const [part, end, piece] = name.split(".");
  const button = document.createElement("button");
  button.type = "button";
  button.className = `handle ${part} ${end}`;
  button.dataset.handle = name;
  const of = Number(piece) ? `, piece ${Number(piece) + 1}` : "";
  button.setAttribute("aria-label", `${end === "start" ? "Start" : "End"} of the ${NAMES[part]}${of}: the arrow keys move it by a word`);
  handlesOf.set(name, button);
  layer.append(button);
  return button;
}

// Shows the handles where the ends are now; one that has the focus keeps it.
function showHandles() {
  if (held) return;
  const wanted = new Set();
  for (const { part, piece, start, end } of ends()) {
    for (const [side, at] of Object.entries({ start, end })) {
      const name = `${part}.${side}.${piece}`;
      wanted.add(name);
      layHandle(handle(name), side, at);
    }
  }
  for (const [name, button] of handlesOf) {
    if (wanted.has(name)) continue;
    const hadFocus = button === document.activeElement;
    button.remove();
    handlesOf.delete(name);
    if (hadFocus && card(chosenKey())) focusOn(card(chosenKey()));
  }
}

function caret(x, y) {
  const found = document.caretPositionFromPoint?.(x, y);
  if (found) return [found.offsetNode, found.offset];
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

// The place of the text that lies under a point of the screen.
function placeAt(x, y) {
  const found = caret(x, y);
  const element = found?.[0].nodeType === Node.TEXT_NODE ? found[0].parentElement : found?.[0];
  const paragraph = element?.closest?.("[data-start]");
  if (!paragraph || !story.contains(paragraph)) return null;
  return Number(paragraph.dataset.start) + before(paragraph, ...found);
}

// The border of the word that a place lies in.
function toWord(end, at) {
  const paragraph = paragraphAt(at);
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const letters = [...wordsOf(range)];
  const from = Number(paragraph.dataset.start);
  const isWord = (index) => index in letters && !STOP.test(letters[index]);
  let index = at - from;
  const by = end === "end" ? 1 : -1;
  while (isWord(index - 1) && isWord(index)) index += by;
  return from + index;
}

function grab(event) {
  const button = event.target.closest(".handle");
  if (!button || event.button || missed.hasChildNodes()) return;
  event.preventDefault();
  event.stopPropagation();
  button.focus({ preventScroll: true });
  button.setPointerCapture(event.pointerId);
  const [part, end, piece] = button.dataset.handle.split(".");
  const own = ends().find((one) => one.part === part && one.piece === Number(piece));
  const line = edge(end, own[end]);
  held = {
    button, part, end, own, at: own[end],
    x: line.x - event.clientX,
    y: line.top + line.height / 2 - event.clientY,
  };
  reading.classList.add("drawing");
  showDrawn();
}

function dragOn(event) {
  if (!held) return;
  const x = event.clientX + held.x;
  const y = event.clientY + held.y;
  scrollAlong(event.clientY);
  const place = placeAt(x, y);
  if (place === null) return;
  const { own, end } = held;
  const inside = end === "end" ? Math.max(place, own.start + 1) : Math.min(place, own.end - 1);
  const isSame = toWord(end, inside) === toWord(end, own[end]);
  held.at = isSame ? own[end] : toWord(end, inside);
  showDrawn();
}

function scrollAlong(y) {
  if (y < NEAR) window.scrollBy(0, -12);
  else if (y > footOf(chosenKey()) - NEAR) window.scrollBy(0, 12);
}

// While an end is dragged, what would be the part is lit instead of what it is.
function showDrawn() {
  const { button, part, own, end, at } = held;
  layHandle(button, end, at);
  const drawn = ends()
    .filter((one) => one.part === part)
    .map((one) => (one.piece === own.piece ? { ...own, [end]: at } : one))
    .map((one) => rangeOf(one.start, one.end))
    .filter(Boolean);
  if (CSS.highlights) CSS.highlights.set("drawn", new Highlight(...drawn));
}

function letGo(isDone) {
  if (!held) return;
  const { button, own, end, at } = held;
  held = null;
  reading.classList.remove("drawing");
  CSS.highlights?.delete("drawn");
  if (isDone && at !== own[end]) {
    correct([["handle", button.dataset.handle], ["to", at]]).then(showHandles);
  } else {
    showHandles();
  }
}

layer.addEventListener("pointerdown", grab);
layer.addEventListener("pointermove", dragOn);
layer.addEventListener("pointerup", () => letGo(true));
layer.addEventListener("pointercancel", () => letGo(false));
layer.addEventListener("lostpointercapture", () => letGo(false));

layer.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && held) {
    event.preventDefault();
    return letGo(false);
  }
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const name = event.target.closest(".handle")?.dataset.handle;
  if (!by || !name) return;
  event.preventDefault();
  correct([["handle", name], ["by", by]]);
});

document.addEventListener("newsdesk:chosen", showHandles);
document.addEventListener("htmx:afterSettle", showHandles);
new ResizeObserver(showHandles).observe(story);
document.fonts?.ready.then(showHandles);
showHandles();
