// A day that does not exist is sent as nothing by the browser's own picker: say so before it is lost.
document.addEventListener("submit", (event) => {
  const wrong = [...event.target.elements].find((one) => one.type === "date" && one.validity.badInput);
  if (!wrong || event.submitter?.formNoValidate) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong.reportValidity();
}, true);
