// Says so when a request that htmx sent has failed, or was held back, instead of nothing
// happening.
"use strict";

function notify(words) {
  document.querySelector(".failed")?.remove();
  const notice = document.createElement("p");
  notice.className = "failed";
  notice.setAttribute("role", "alert");
  notice.append(...words);
  document.body.append(notice);
}

function sayThatItFailed() {
  notify(["The server gave no answer to that. Try again; if it stays so, reload the page."]);
}

// The first of these fields that holds something else than it came with.
function changed(fields) {
  return [...fields].find((field) => {
    if (field.type === "hidden") return false;
    if (!field.options) return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
    const before = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(0, before);
  });
}

function keepTyped(field) {
  const leave = document.createElement("button");
  leave.className = "as-link";
  leave.textContent = "leave it";
  leave.addEventListener("click", () => {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });
  field.focus();
  notify(["First save what you typed here, or ", leave, " (Esc)."]);
}

// Of several pages that are gone back or forward to in one go, the last one is shown.
let restoring = null;
document.addEventListener("htmx:historyCacheMiss", (event) => {
  restoring?.abort();
  restoring = event.detail.xhr;
});

document.addEventListener("htmx:sendError", sayThatItFailed);
document.addEventListener("htmx:responseError", (event) => {
  const { shouldSwap, xhr } = event.detail;
  if (xhr.status === 401) notify(document.createRange().createContextualFragment(xhr.responseText).childNodes);
  else if (!shouldSwap) sayThatItFailed();
});
document.addEventListener("htmx:afterSwap", () => {
  document.querySelector(".failed")?.remove();
});

// A form goes out with the token of today: a log-in in another tab loses nothing typed.
document.addEventListener("formdata", (event) => {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const name = "csrfmiddlewaretoken";
  if (token && event.formData.has(name)) event.formData.set(name, token);
});

// A filter that was left empty stays out of the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const name of new Set(event.formData.keys())) {
    const values = event.formData.getAll(name).filter((value) => value !== "");
    event.formData.delete(name);
    for (const value of values) event.formData.append(name, value);
  }
});

// Opening in a new tab stays the browser's business.
document.addEventListener(
  "click",
  (event) => {
    const aside = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (aside && event.target.closest("a[hx-get]")) event.stopPropagation();
  },
  true,
);

// What a list now holds is also said to those who do not see it.
document.addEventListener("htmx:afterSettle", () => {
  const said = document.querySelector("[data-announce]");
  const place = document.getElementById("announcement");
  if (said && place) place.textContent = said.textContent;
});

// Buttons that copy what a field holds, where a browser lets a page do that.
function showCopyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}
showCopyButtons();
document.addEventListener("htmx:afterSettle", showCopyButtons);

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.textContent = "Copied";
});
