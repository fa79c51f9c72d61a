"use strict";
(() => {
  const form = document.getElementById("filter");
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const groups = [...document.querySelectorAll("details.group")].reverse();
  // Searched are a row's cells and its control's title, name and description.
  const controls = [...document.querySelectorAll("details.control")].map((element) => ({
    element,
    text: [...element.children].filter((part) => part.tagName !== "TABLE").map((part) => part.textContent).join("\n").toLowerCase(),
    rows: [...element.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() })),
  }));

  const filter = () => {
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = on.size === boxes.length && wanted.length === 0;
    let visible = 0;
    let total = 0;
    for (const { element, text, rows } of controls) {
      let here = 0;
      for (const { row, text: own } of rows) {
        const show = on.has(row.className) && wanted.every((word) => own.includes(word) || text.includes(word));
        row.hidden = !show;
        here += show;
      }
      element.hidden = here === 0 && !all;
      visible += here;
      total += rows.length;
    }
    for (const group of groups) {
      group.hidden = !all && !group.querySelector("details.control:not([hidden])");
    }
    shown.textContent = `${visible} of ${total} shown`;
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  // Closed parts would be missing on paper.
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
  filter();
})();
