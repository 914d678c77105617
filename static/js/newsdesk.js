// Says so when a request that htmx sent has failed, instead of nothing happening.
"use strict";

function sayThatItFailed() {
  if (document.querySelector(".failed")) return;
  const notice = document.createElement("p");
  notice.className = "failed";
  notice.setAttribute("role", "alert");
  notice.textContent =
    "That did not work: the server gave no answer to it. Reload the page and try again.";
  document.body.append(notice);
}

document.addEventListener("htmx:sendError", sayThatItFailed);
document.addEventListener("htmx:responseError", (event) => {
  if (!event.detail.shouldSwap) sayThatItFailed();
});
document.addEventListener("htmx:afterSwap", () => {
  document.querySelector(".failed")?.remove();
});
