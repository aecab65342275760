// Filters fold away where they would fill the screen before the list. The width is that of .si-split in portal.css.
(() => {
  const wide = matchMedia("(width >= 62rem)");
  const fold = () => document.querySelectorAll("details[data-fold]").forEach((one) => { one.open = wide.matches; });
  fold();
  wide.addEventListener("change", fold);
})();
