// The key that the button to undo names presses it; in a field it is a letter.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = document.querySelector(".undo-last [data-key]");
  if (button?.dataset.key !== event.key) return;
  event.preventDefault();
  button.click();
});
