// Tells why a paragraph has its themes: while it is pointed at or focused, or until closed.
"use strict";
(() => {
  const main = document.getElementById("text");
  const words = main.dataset;
  const names = words.names.split("\t");
  const wide = matchMedia("(min-width: 84rem)");
  const panel = document.createElement("div");
  panel.className = "why";
  panel.id = "why";
  panel.lang = words.language;
  let owner = null;
  let pinned = false;

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const fill = (button) => {
    const list = element("dl");
    const said = (button.dataset.words || "").split("\t").filter(Boolean);
    button.dataset.percents.split(" ").forEach((percent, index) => {
      const line = element("dd", "line c" + index);
      const bar = element("i");
      bar.style.width = percent + "%";
      line.append(bar);
      line.ariaHidden = "true";
      list.append(element("dt", "c" + index, names[index]), line, element("dd", "", percent + "%"));
      const own = said.filter((word) => word.startsWith(index + ":")).map((word) => word.slice(word.indexOf(":") + 1));
      if (own.length) list.append(element("dd", "words", words.evidence + " " + own.join(" · ")));
    });
    panel.replaceChildren(
      element("h4", "", words.why), list, element("p", "place num", words.place + " " + button.dataset.span));
  };

  const hide = () => {
    if (!owner) return;
    owner.setAttribute("aria-expanded", "false");
    owner.removeAttribute("aria-controls");
    owner.closest(".p").classList.remove("open");
    panel.remove();
    owner = null;
    pinned = false;
  };

  const show = (button, pin) => {
    if (owner !== button) {
      hide();
      owner = button;
      fill(button);
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-controls", "why");
      const passage = button.closest(".p");
      passage.classList.add("open");
      passage.append(panel);
    }
    pinned = pin;
  };

  const buttonOf = (target) => target.closest(".p.body")?.querySelector("button.side");

  main.addEventListener("click", (event) => {
    const button = event.target.closest("button.side");
    if (!button) return;
    if (owner === button && pinned) hide();
    else show(button, true);
  });
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || !wide.matches || pinned) return;
    const button = buttonOf(event.target);
    if (button) show(button, false);
  });
  main.addEventListener("pointerleave", () => { if (!pinned) hide(); });
  main.addEventListener("focusin", (event) => {
    if (wide.matches && !pinned && event.target.matches("button.side")) show(event.target, false);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
