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
  const trailAt = (hash) => (hash.startsWith("#trail-") ? document.getElementById(hash.slice(1)) : null);
  const open = (trail, from) => {
    opener = from;
    trail.showPopover();
    trail.scrollTop = 0;
    trail.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.computed");
    const trail = link && trailAt(link.getAttribute("href"));
    if (!trail || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(trail, link);
  });
  document.addEventListener("keydown", (event) => {
    const trail = event.key === "Escape" && document.querySelector(".trail:popover-open");
    if (trail) trail.hidePopover();
  });
  document.querySelectorAll(".trail").forEach((trail) => trail.addEventListener("toggle", (event) => {
    const elsewhere = document.activeElement !== document.body && !trail.contains(document.activeElement);
    if (event.newState === "closed" && opener && !elsewhere) opener.focus();
  }));
  const arrive = () => {
    const trail = trailAt(location.hash);
    if (trail) open(trail, null);
  };
  window.addEventListener("hashchange", arrive);
  arrive();
});

// What the theme leaves without a name: the arrows that unfold a part of the contents.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("nav summary:not([aria-label])").forEach((summary) => {
    const link = summary.closest("li") && summary.closest("li").querySelector("a");
    if (!summary.textContent.trim()) summary.setAttribute("aria-label", `Pages of ${link ? link.textContent.trim() : "this part"}`);
  });
});
