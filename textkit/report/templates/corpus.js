// Sorts and filters the table of documents, and opens the text that a link points into.
(() => {
  const table = document.getElementById("table");
  const rows = [...table.tBodies[0].rows];
  const search = document.getElementById("search");
  const theme = document.getElementById("theme");
  const fold = document.getElementById("fold");
  const count = document.getElementById("count");
  const order = new Intl.Collator("zh-Hans-CN", { numeric: true });

  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (!theme.value || row.dataset.themes.split(" ").includes(theme.value))
        && (row.cells[1].textContent + " " + row.cells[2].textContent).toLowerCase().includes(wanted);
      row.hidden = !fits;
      if (fits && !(fold && fold.checked && row.classList.contains("repeat"))) shown += 1;
    }
    count.textContent = count.dataset.shown + " " + shown + " / " + rows.length;
  };

  const sort = (button) => {
    const cell = button.closest("th");
    const descending = cell.getAttribute("aria-sort") === "ascending";
    for (const other of cell.parentNode.cells) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const keyed = rows.map((row) => [row.cells[cell.cellIndex].textContent.trim(), row]);
    const sign = descending ? -1 : 1;
    // What is not known stands last either way.
    keyed.sort(([a], [b]) => (!a - !b) || sign * order.compare(a, b));
    table.tBodies[0].append(...keyed.map(([, row]) => row));
  };

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const text = target && target.closest("details.text");
    if (text && !text.open) {
      text.open = true;
      target.scrollIntoView();
    }
  };

  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) sort(button);
  });
  for (const control of [search, theme, fold]) if (control) control.addEventListener("input", filter);
  addEventListener("hashchange", open);
  open();
  filter();
})();
