// Keeps what is written after a pause, and says when. Uploads wait for the button.
(() => {
  const PAUSE = 2500;
  const form = document.querySelector("form[data-autosave]");
  const said = document.querySelector("[data-autosave-said]");
  if (!form || !said) return;
  let timer = 0;
  let running = Promise.resolve();
  let left = false;

  async function save() {
    const sent = new FormData(form);
    for (const [name, value] of [...sent]) if (value instanceof File) sent.delete(name);
    const answer = await fetch(form.action || location.href, {
      method: "POST", body: sent, headers: { "X-Autosave": "1", Accept: "application/json" },
    }).catch(() => null);
    if (left) return;
    const told = answer && answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
    if (told?.base) form.elements.base.value = told.base;
    said.textContent = told ? told.message : form.dataset.autosave;
  }

  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target.type === "file") return;
    // One at a time: the next one must know what the last one saved.
    timer = setTimeout(() => { running = running.then(save); }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (left) return;
    // What is still on its way is waited for, so that the form does not meet its own autosave.
    const button = event.submitter;
    event.preventDefault();
    // In a task of its own: a form that is just being sent cannot be sent again.
    running.then(() => setTimeout(() => { left = true; form.requestSubmit(button); }));
  });
})();
