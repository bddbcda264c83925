// Draws and lists the chosen line items of RECORD (record.js): {periods: {FY: [...], Q: [...]}, items: {id: [label, unit, axis,
// decimals, {period: [value, basis, low, high]}]}}, low and high only where the interval is wider than the decimals show. Bokeh draws; nothing is fetched and nothing is evaluated.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("explorer-form");
  if (!form || typeof RECORD === "undefined") return;
  const field = document.getElementById("explorer-item");
  const frequency = document.getElementById("explorer-freq");
  const chosenList = document.getElementById("explorer-chosen");
  const said = document.getElementById("explorer-said");
  const charts = document.getElementById("explorer-charts");
  const table = document.getElementById("explorer-table");
  const COLOURS = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"];
  const MOST = COLOURS.length;
  const ids = Object.keys(RECORD.items);
  const named = (id) => `${RECORD.items[id][0]} (${id})`;
  let chosen = [];
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
  document.getElementById("explorer-items").append(...ids.map((id) => make("option", "", { value: named(id) })));

  const fromAddress = () => {
    const asked = new URLSearchParams(location.hash.slice(1) || location.search);
    const wanted = (asked.get("items") || "revenue,operating_income").split(",").filter((id) => id in RECORD.items);
    chosen = [...new Set(wanted)].slice(0, MOST);
    frequency.value = asked.get("freq") in RECORD.periods ? asked.get("freq") : "FY";
  };
  const meant = (text) => {
    const low = text.trim().toLowerCase();
    return ids.find((id) => named(id).toLowerCase() === low || id === low)
      || ids.find((id) => RECORD.items[id][0].toLowerCase() === low)
      || (low && ids.find((id) => named(id).toLowerCase().includes(low)));
  };
  const axis = () => {
    const all = RECORD.periods[frequency.value];
    const held = all.map((period) => chosen.some((id) => period in RECORD.items[id][4]));
    return all.slice(held.indexOf(true), held.lastIndexOf(true) + 1);
  };
  const written = (value, decimals) => value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace("-", "\u2212");
  const SIGNS = { published: "\u2020", contested: "\u2021" };
  const told = ([value, basis, low, high], decimals) => written(value, decimals) + (SIGNS[basis] || "")
    + (low === undefined ? "" : ` (${written(low, decimals)} to ${written(high, decimals)})`);

  const drawn = (group, periods) => {
    const style = getComputedStyle(document.body);
    const [, , unit] = RECORD.items[group[0]];
    const figure = Bokeh.Plotting.figure({
      x_range: new Bokeh.FactorRange({ factors: periods }), height: 300, sizing_mode: "stretch_width", tools: "",
      toolbar_location: null, background_fill_color: null, border_fill_color: null, outline_line_color: null,
    });
    for (const one of [...figure.below, ...figure.left]) {
      Object.assign(one, { axis_label_text_color: style.color, major_label_text_color: style.color, axis_line_color: style.color });
    }
    figure.yaxis.axis_label = unit;
    figure.xaxis.major_label_orientation = periods.length > 10 ? 1.2 : 0.6;
    figure.xgrid.grid_line_color = null;
    figure.ygrid.grid_line_color = style.color;
    figure.ygrid.grid_line_alpha = 0.15;
    group.forEach((id) => {
      const colour = COLOURS[chosen.indexOf(id)];
      const levels = RECORD.items[id][4];
      const y = periods.map((period) => (period in levels ? levels[period][0] : NaN));
      figure.line(periods, y, { line_color: colour, line_width: 2 });
      const wide = periods.filter((period) => period in levels && levels[period].length > 2);
      figure.segment(wide, wide.map((period) => levels[period][2]), wide, wide.map((period) => levels[period][3]), { line_color: colour, line_width: 1 });
      for (const [basis, fill, alpha] of [["reported", colour, 1], ["derived", colour, 0.4], ["published", "#9A9A9A", 1], ["contested", "#FFFFFF", 1]]) {
        const here = periods.filter((period) => period in levels && levels[period][1] === basis);
        if (here.length) {
          figure.scatter(here, here.map((period) => levels[period][0]), { size: 8, fill_color: fill, fill_alpha: alpha, line_color: basis === "published" ? "#9A9A9A" : colour });
        }
      }
    });
    const holder = make("div", "", { className: "drawing" });
    holder.setAttribute("role", "img");
    holder.setAttribute("aria-label", `${group.map((id) => RECORD.items[id][0]).join(", ")}, ${unit}; the table below has the values`);
    charts.append(holder);
    Bokeh.Plotting.show(figure, holder);
  };

  const listed = (periods) => {
    const head = make("tr", "");
    head.append(...["Period", ...chosen].map((id, at) => {
      const cell = make("th", at ? "" : id, { scope: "col" });
      if (at) cell.append(make("a", RECORD.items[id][0], { href: `items/${id}.html` }), `, ${RECORD.items[id][2]}`);
      return cell;
    }));
    const rows = periods.map((period) => {
      const row = make("tr", "");
      row.append(make("th", period, { scope: "row" }), ...chosen.map((id) => {
        const [, , , decimals, levels] = RECORD.items[id];
        const level = levels[period];
        return make("td", level ? told(level, decimals) : "unknown");
      }));
      return row;
    });
    const [top, body] = [make("thead", ""), make("tbody", "")];
    top.append(head);
    body.append(...rows);
    table.replaceChildren(make("caption", "Chosen line items by period (\u2020 published elsewhere, \u2021 contested by a broken check)"), top, body);
  };

  const show = (message = "") => {
    const periods = axis();
    chosenList.replaceChildren(...chosen.map((id, at) => {
      const item = make("li", "");
      const swatch = make("span", "", { className: "swatch" });
      swatch.style.background = COLOURS[at];
      const away = make("button", "Remove", { type: "button" });
      away.setAttribute("aria-label", `Remove ${RECORD.items[id][0]}`);
      away.addEventListener("click", () => { chosen = chosen.filter((one) => one !== id); keep(); field.focus(); });
      item.append(swatch, RECORD.items[id][0], " ", away);
      return item;
    }));
    said.textContent = message || (chosen.length && !periods.length ? "None of these is known for such periods." : "");
    charts.replaceChildren();
    const units = [...new Set(chosen.map((id) => RECORD.items[id][2]))];
    for (const unit of units) {
      const group = chosen.filter((id) => RECORD.items[id][2] === unit);
      if (group.some((id) => periods.some((period) => period in RECORD.items[id][4]))) drawn(group, periods);
    }
    listed(periods);
  };
  const keep = (message) => {
    history.replaceState(null, "", `#items=${chosen.join(",")}&freq=${frequency.value}`);
    show(message);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = meant(field.value);
    if (!id) { said.textContent = `No line item is called \u201c${field.value}\u201d.`; return; }
    if (chosen.length >= MOST) { said.textContent = `No more than ${MOST} at once: remove one first.`; return; }
    if (!chosen.includes(id)) chosen.push(id);
    field.value = "";
    keep(`${RECORD.items[id][0]} is added.`);
  });
  frequency.addEventListener("change", () => keep());
  window.addEventListener("hashchange", () => { fromAddress(); show(); });
  new MutationObserver(() => show()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  form.hidden = false;
  fromAddress();
  show();
});
