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

// A computed number opens its trail over the page; the keyboard comes back to the number when the trail closes.
document.addEventListener("DOMContentLoaded", () => {
  if (!("popover" in HTMLElement.prototype)) return;
  document.documentElement.classList.add("scripted");
  let opener = null;
  const open = (trail) => {
    trail.showPopover();
    trail.scrollTop = 0;
    trail.focus();
  };
  const named = (hash) => {
    const found = hash.startsWith("#trail-") && document.getElementById(hash.slice(1));
    return found || null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.computed");
    const trail = link && link.getAttribute("href").startsWith("#") && named(link.getAttribute("href"));
    if (!trail || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    open(trail);
  });
  document.querySelectorAll(".trail").forEach((trail) => trail.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opener && document.activeElement === document.body) opener.focus();
  }));
  const arrive = () => {
    const trail = named(location.hash);
    if (trail) open(trail);
  };
  window.addEventListener("hashchange", arrive);
  arrive();
});
