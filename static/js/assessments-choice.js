// Keeps a choice that has not been sent yet when the visitor changes language.
const form = document.querySelector("form.si-scan");
const place = "scan:" + location.pathname.replace(/^\/en\//, "/");
const radios = [...form.querySelectorAll("input[type=radio]")];
const kept = sessionStorage.getItem(place);
sessionStorage.removeItem(place);
if (kept) {
  const radio = radios.find((one) => one.value === kept);
  if (radio) radio.checked = true;
}
for (const link of document.querySelectorAll(".si-languages a")) {
  link.addEventListener("click", () => {
    const chosen = radios.find((one) => one.checked);
    if (chosen) sessionStorage.setItem(place, chosen.value);
  });
}
