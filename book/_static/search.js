// Search: every word that was typed must be in a passage, numbers as they are printed. Analyses come first, then line
// items, pages that explain, and the filings. `BOOK_PASSAGES` (search-index.js) holds [page, title, rank, passages], and a
// passage [anchor, section, text].
document.addEventListener("DOMContentLoaded", () => {
  const results = document.getElementById("search-results");
  if (!results || typeof BOOK_PASSAGES === "undefined") return;
  const MOST_PAGES = 40;
  const MOST_OF_A_PAGE = 3;
  const typed = (new URLSearchParams(location.search).get("q") || "").trim();
  document.querySelectorAll("form.bd-search input[name=q]").forEach((field) => { field.value = typed; });
  const plain = (text) => text.toLowerCase().replace(/\u2212/g, "-").replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, " ");
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = (word) => {
    const end = /\d$/.test(word) ? "(?![\\d]|[.,]\\d)" : "";
    const start = /^\d/.test(word) ? "(?<![\\d]|\\d[.,])" : /^\w/.test(word) ? "(?<![a-z0-9])" : "";
    return start + escaped(word) + end;
  };
  if (!typed) return;
  const wordsOf = (text) => [...new Set(plain(text).split(" ").filter((word) => word))];
  // What was typed, and the book's own words for it.
  const queries = [plain(typed)];
  for (const [theirs, ours] of Object.entries(BOOK_WORDS)) {
    const whole = new RegExp(`(?<![a-z0-9])${escaped(theirs)}(?![a-z0-9])`, "g");
    if (whole.test(queries[0])) queries.push(queries[0].replace(whole, plain(ours)));
  }
  const words = [...new Set(queries.flatMap(wordsOf))];
  const phrase = new RegExp(queries.map(pattern).join("|"));
  const asked = queries.map((query) => wordsOf(query).map((word) => new RegExp(pattern(word))));
  const found = [];
  for (const [page, title, rank, passages] of BOOK_PASSAGES) {
    const hits = [];
    for (const [anchor, section, text] of passages) {
      const there = plain(`${title} ${section} ${text}`);
      const meant = asked.find((all) => all.every((one) => one.test(there)));
      if (!meant) continue;
      const own = plain(text);
      const score = (phrase.test(own) ? 4 : 0) + meant.filter((one) => one.test(own)).length / meant.length;
      hits.push({ anchor, section, text, score });
    }
    if (!hits.length) continue;
    hits.sort((a, b) => b.score - a.score);
    found.push({ page, title, rank, hits, titled: phrase.test(plain(title)) ? 1 : 0, score: hits[0].score });
  }
  found.sort((a, b) => a.rank - b.rank || b.titled - a.titled || b.score - a.score || b.hits.length - a.hits.length);
  const marked = (text) => {
    const all = new RegExp(words.map(pattern).sort((a, b) => b.length - a.length).join("|"), "gi");
    const low = plain(text);
    const first = low.search(phrase);
    const at = Math.max(0, first >= 0 ? first : low.search(new RegExp(all.source)));
    const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, at - 90)));
    const part = (from ? "\u2026" : "") + text.slice(from, at + 170) + (text.length > at + 170 ? "\u2026" : "");
    const line = document.createElement("p");
    let last = 0;
    for (const hit of part.matchAll(all)) {
      if (!hit[0]) continue;
      const mark = document.createElement("mark");
      mark.textContent = hit[0];
      line.append(part.slice(last, hit.index), mark);
      last = hit.index + hit[0].length;
    }
    line.append(part.slice(last));
    return line;
  };
  const link = (address, text) => {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = text;
    return made;
  };
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = found.length
    ? `${found.length} ${found.length === 1 ? "page has" : "pages have"} \u201c${typed}\u201d${found.length > MOST_PAGES ? `, the first ${MOST_PAGES} here` : ""}.`
    : `Nothing has \u201c${typed}\u201d. Search takes words and numbers as they are printed; fewer words find more.`;
  const list = document.createElement("ul");
  list.className = "found";
  for (const one of found.slice(0, MOST_PAGES)) {
    const item = document.createElement("li");
    item.append(link(one.page, one.title));
    for (const hit of one.hits.slice(0, MOST_OF_A_PAGE)) {
      const shown = marked(hit.text);
      if (hit.section && hit.section !== one.title) shown.prepend(link(one.page + (hit.anchor ? `#${hit.anchor}` : ""), hit.section), ": ");
      item.append(shown);
    }
    if (one.hits.length > MOST_OF_A_PAGE) {
      const more = document.createElement("p");
      more.textContent = `and ${one.hits.length - MOST_OF_A_PAGE} more passages of this page`;
      item.append(more);
    }
    list.append(item);
  }
  results.replaceChildren(said, list);
});
