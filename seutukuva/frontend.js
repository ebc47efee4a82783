// Mends what Streamlit's front end leaves undone: the language of the page when another was chosen
// without loading it again, tables that scroll but cannot be reached by keyboard, a menu whose
// sections stand in one list without being items of it, and what is being typed: it is sent only
// when the field is left, and whoever loads the page again leaves none. Charts shrink to the sheet.
// Links keep the edition that is shown.
((languages) => {
  const root = document.documentElement;
  const followAddress = () => {
    const asked = new URLSearchParams(location.search).get("lang");
    root.lang = languages.includes(asked) ? asked : languages[0];
  };
  for (const change of ["pushState", "replaceState"]) {
    const original = history[change];
    history[change] = function (...given) {
      const result = original.apply(this, given);
      followAddress();
      return result;
    };
  }
  addEventListener("popstate", followAddress);

  const reach = (table) => {
    const frame = table.parentElement;
    if (frame.scrollWidth > frame.clientWidth) {
      frame.tabIndex = 0;
      frame.role = "region";
      frame.ariaLabel = table.ariaLabel;
    } else if (frame.tabIndex === 0) {
      for (const one of ["tabindex", "role", "aria-label"]) frame.removeAttribute(one);
    }
  };
  const list = (section, number) => {
    const title = section.querySelector("header");
    if (!title || section.role) return;
    section.parentElement.role = "none";
    section.role = "list";
    title.id = `menu-section-${number}`;
    section.setAttribute("aria-labelledby", title.id);
  };
  let pause;
  addEventListener("input", ({ target }) => {
    if (target.tagName !== "TEXTAREA" || !target.closest("[class*=st-key-keeps_draft]")) return;
    clearTimeout(pause);
    // What people press to send it.
    const sent = new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true });
    pause = setTimeout(() => target.dispatchEvent(sent), 1500);
  });

  // A link loads the page anew, and a new session knows nothing of the edition that was shown.
  const carry = ({ target }) => {
    const link = target.closest?.("a[href]:not([download])");
    if (!link || link.origin !== location.origin) return;
    const address = new URL(link.href);
    const isOwn = "edition" in link.dataset;
    if (/^\/(media|api|geo)\//.test(address.pathname)) return;
    if (address.searchParams.has("edition") && !isOwn) return;
    const shown = new URLSearchParams(location.search).get("edition");
    if (!shown && !isOwn) return;
    if (shown) address.searchParams.set("edition", shown);
    else address.searchParams.delete("edition");
    link.dataset.edition = shown ?? "";
    link.href = address.href;
  };
  for (const one of ["click", "auxclick", "contextmenu"]) addEventListener(one, carry, true);

  // A chart is as wide as the screen; with its own measures in sight it shrinks to the sheet.
  const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => {
    for (const one of drawings()) {
      const [width, height] = ["width", "height"].map((side) => one.getAttribute(side));
      one.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  });
  addEventListener("afterprint", () => {
    for (const one of drawings()) one.removeAttribute("viewBox");
  });

  let isWaiting = false;
  const mend = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      document.querySelectorAll(".stTable table").forEach(reach);
      document.querySelectorAll("[data-testid=stSidebarNavItems] > div").forEach(list);
    });
  };
  addEventListener("resize", mend);
  // A table that stood in a closed part of the page has no width until the part is opened.
  new MutationObserver(mend).observe(document, {
    attributeFilter: ["open"],
    childList: true,
    subtree: true,
  });
})(LANGUAGES);
