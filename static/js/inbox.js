// Keys of the inbox: j and k walk over the rows, o opens, x chooses, ? explains. They can be switched off (WCAG 2.1.4).
(() => {
  const table = document.getElementById("inbox");
  const keys = document.getElementById("inbox-keys");
  if (!table || !keys) return;
  const off = document.getElementById("inbox-keys-off");
  const KEPT = "inbox-keys-off";
  keys.hidden = false;
  try { off.checked = localStorage.getItem(KEPT) === "1"; } catch { /* Nothing is kept on this device. */ }
  off.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, off.checked ? "1" : ""); } catch { /* It holds for this page. */ }
  });
  const links = () => [...table.querySelectorAll("tbody th a")];
  const at = () => links().findIndex((link) => link.closest("tr").contains(document.activeElement));
  const go = (step) => {
    const all = links();
    const now = at();
    const next = now < 0 ? 0 : Math.min(Math.max(now + step, 0), all.length - 1);
    all[next]?.focus();
  };
  const steps = {
    j: () => go(1),
    k: () => go(-1),
    o: () => links()[at()]?.click(),
    x: () => links()[at()]?.closest("tr").querySelector("input[type=checkbox]")?.click(),
    "?": () => { keys.open = !keys.open; if (keys.open) keys.querySelector("summary").focus(); },
  };
  document.addEventListener("keydown", (event) => {
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  });
})();
