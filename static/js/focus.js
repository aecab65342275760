// Moves the focus to the error summary, so that a screen reader reads it first.
document.querySelector("[data-focus]")?.focus();
