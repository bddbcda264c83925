// Every table can be copied and saved as CSV, every drawing of a line item saved as a picture.
document.addEventListener("DOMContentLoaded", () => {
  const rowsOf = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")));
  const quoted = (text) => {
    const safe = /^[=@\t\r]|^[+-](?![\d.])/.test(text) ? `'${text}` : text;  // no formula in a spreadsheet
    return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const csv = (rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
  const save = (name, address) => {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
  };
  const fileName = (words, ending) => `${(words || "table").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)}.${ending}`;
  const button = (label, about, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-label", `${label}: ${about}`);
    made.addEventListener("click", async () => {
      await act();
      made.textContent = `${label} \u2713`;
      setTimeout(() => { made.textContent = label; }, 1500);
    });
    return made;
  };
  const copied = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      try { await navigator.clipboard.writeText(text); return; } catch { /* as below */ }
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  const bar = (...buttons) => {
    const made = document.createElement("div");
    made.className = "take";
    made.append(...buttons);
    return made;
  };
  document.querySelectorAll("article table").forEach((table) => {
    if (table.matches(".passage, .highlighttable") || table.rows.length < 2) return;
    const region = table.closest(".scroll, .pst-scrollable-table-container") || table;
    const about = table.caption ? table.caption.textContent.trim() : region.getAttribute("aria-label") || "table";
    region.insertAdjacentElement("afterend", bar(
      button("Copy", about, () => copied(rowsOf(table).map((row) => row.join("\t")).join("\n") + "\n")),
      button("CSV", about, () => save(fileName(about, "csv"), `data:text/csv;charset=utf-8,${encodeURIComponent("\ufeff" + csv(rowsOf(table)))}`)),
    ));
  });
  // A chart's numbers stand in a table that unfolds below it: its buttons are there even while it is folded.
  document.querySelectorAll("article figure.chart > details").forEach((details) => {
    const taken = details.querySelector(".take");
    if (taken) details.insertAdjacentElement("afterend", taken);
  });
  document.querySelectorAll("article figure.item").forEach((figure) => {
    const drawing = figure.querySelector("svg");
    const name = figure.querySelector("a.save");
    if (!drawing || !name) return;
    const png = () => new Promise((done) => {
      const copy = drawing.cloneNode(true);
      const [, , wide, high] = drawing.getAttribute("viewBox").split(" ").map(Number);
      copy.setAttribute("width", 3 * wide);
      copy.setAttribute("height", 3 * high);
      copy.setAttribute("color", "#222222");
      const image = new Image();
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = 3 * wide;
        canvas.height = 3 * high;
        const pen = canvas.getContext("2d");
        pen.fillStyle = "#ffffff";
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(image, 0, 0);
        save(name.getAttribute("href").replace(/\.svg$/, ".png"), canvas.toDataURL("image/png"));
        done();
      };
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    });
    figure.append(bar(button("PNG", drawing.getAttribute("aria-label").split(":")[0], png)));
  });
});
