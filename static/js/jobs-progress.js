// Keeps a job's page up to date; reloads once when the job is finished. Without it a link does the same.
(() => {
  const place = document.querySelector("[data-job]");
  const bar = place && place.querySelector("progress");
  if (!bar) return;
  const timer = setInterval(async () => {
    const answer = await fetch(place.dataset.job, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer || !answer.ok) return;
    const job = await answer.json();
    if (job.percent !== null) { bar.max = 100; bar.value = job.percent; }
    if (job.state === "done" || job.state === "failed") { clearInterval(timer); location.reload(); }
  }, 1500);
})();
