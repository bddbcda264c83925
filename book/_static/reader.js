// A button above a notebook that shows or hides the code of all its cells at once, for students.
document.addEventListener("DOMContentLoaded", () => {
  const cells = [...document.querySelectorAll("article details.hide")];
  const title = document.querySelector("article h1");
  if (!cells.length || !title) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "all-code";
  const label = () => {
    const shown = cells.every((cell) => cell.open);
    button.textContent = shown ? "Hide all code" : "Show all code";
    button.setAttribute("aria-pressed", String(shown));
    return shown;
  };
  button.addEventListener("click", () => {
    const shown = label();
    cells.forEach((cell) => { cell.open = !shown; });
    label();
  });
  cells.forEach((cell) => cell.addEventListener("toggle", label));
  label();
  title.insertAdjacentElement("afterend", button);
});
