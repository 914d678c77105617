// The paste form: says that work goes on, and saves once however often one clicks.
"use strict";

const form = document.getElementById("paste");
const sign = document.getElementById("reading");
const AUTOMATIC = 100_000; // characters; a longer text is read when one asks for it

function count() {
  const words = form.elements.text.value.match(/\S+/g) ?? [];
  return `${words.length.toLocaleString("en")} word${words.length === 1 ? "" : "s"}`;
}

form.addEventListener("htmx:beforeRequest", (event) => {
  const isAsked = event.detail.elt !== form;
  if (form.ariaBusy === "true") {
    event.preventDefault(); // it is being saved
  } else if (!isAsked && form.elements.text.value.length > AUTOMATIC) {
    event.preventDefault();
    sign.textContent = `${count()}: press Preview to read them, or Save.`;
  } else {
    sign.textContent = `Reading ${count()}…`;
  }
});

document.addEventListener("htmx:afterSwap", () => {
  sign.textContent = document.getElementById("preview").dataset.summary ?? "";
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:abort"]) {
  form.addEventListener(name, () => (sign.textContent = ""));
}

form.addEventListener("submit", (event) => {
  if (form.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  form.ariaBusy = "true";
  sign.textContent = `Reading and saving ${count()}…`;
});

window.addEventListener("pageshow", () => {
  form.ariaBusy = "false";
  sign.textContent = "";
});
