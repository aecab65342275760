// Another horizon without loading the whole page: fetches the same page and takes over its part about next steps.
const PART = "[data-horizon-part]";

async function show(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [now, next] = [document.querySelector(PART), page.querySelector(PART)];
  if (!next) throw new Error("no part");
  const chosen = document.activeElement?.dataset?.horizon;
  now.replaceChildren(...next.childNodes);
  if (chosen) now.querySelector(`[data-horizon="${chosen}"]`)?.focus();
  // A screen reader hears what counts now; it would not hear a part that is put in whole.
  document.querySelector("[data-horizon-said]").textContent = now.querySelector("[data-horizon-says]").textContent;
  const summary = page.querySelector(".si-result-summary");
  if (summary) document.querySelector(".si-result-summary")?.replaceChildren(...summary.childNodes);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-horizon]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href)
    .then(() => history.replaceState(null, "", link.href))
    .catch(() => location.assign(link.href));
});
