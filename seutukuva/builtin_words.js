// Replaces the words that are built into Streamlit's front end; builtin_words.py fills in WORDS.
(() => {
  const all = "WORDS";
  const explained = "EXPLAINED";
  const attributes = ["aria-label", "title", "placeholder"];
  // What the pages themselves say is in the right language already, and charts are large.
  const ours = "svg, script, style, textarea, .js-plotly-plot, [data-testid=stMarkdownContainer]";
  // Streamlit's own words that it sets as it sets those of the pages.
  const theirs = "[data-testid=stTooltipContent], [data-testid=stFileUploaderDropzone]";
  const longest = 160;
  // What Streamlit wrote at a place and what stands there instead: the language may change.
  const kept = new WeakMap();
  let exact = {};
  let patterns = [];

  const learn = () => {
    const own = all[document.documentElement.lang] || { exact: {}, patterns: [] };
    exact = own.exact;
    const told = explained[document.documentElement.lang] || [];
    patterns = [...told, ...own.patterns].map(([pattern, word]) => [new RegExp(pattern), word]);
  };
  const say = (text) => {
    const plain = text.trim();
    if (!plain || plain.length > longest) return text;
    if (Object.hasOwn(exact, plain)) return text.replace(plain, () => exact[plain]);
    for (const [pattern, word] of patterns) {
      const found = pattern.exec(plain);
      if (found) return word.replace(/\{(\w+)\}/g, (_, name) => found.groups[name]);
    }
    return text;
  };
  const replace = (node, place, now, write) => {
    const places = kept.get(node) || {};
    const before = places[place];
    const original = before && before.shown === now ? before.original : now;
    const shown = say(original);
    if (shown !== now) write(shown);
    if (shown !== original || before) kept.set(node, { ...places, [place]: { original, shown } });
  };
  const mendText = (node) => {
    const parent = node.parentElement;
    if (!parent || (parent.closest(ours) && !parent.closest(theirs))) return;
    replace(node, "text", node.data, (shown) => { node.data = shown; });
  };
  const mendElement = (element) => {
    for (const name of attributes) {
      const now = element.getAttribute(name);
      if (now) replace(element, name, now, (shown) => element.setAttribute(name, shown));
    }
  };
  const mend = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return mendText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.closest("svg, .js-plotly-plot")) return;
    mendElement(root);
    root.querySelectorAll(attributes.map((name) => `[${name}]`).join()).forEach(mendElement);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) mendText(texts.currentNode);
  };

  // Streamlit tells why a file was not taken to those alone who hear the page or hover over it.
  const chip = "[data-testid=stFileUploaderDropzone] [data-testid=stFileChip]:has(> [role=alert])";
  const style = document.createElement("style");
  style.textContent = `
    ${chip} { width: auto; max-width: 100%; height: auto; flex-wrap: wrap; }
    ${chip} > [role=alert] { position: static; width: auto; max-width: min(24rem, 100%);
      height: auto; margin: 0; overflow: visible; clip: auto; clip-path: none;
      white-space: normal; font-size: 0.875rem; }
  `.replaceAll(";", " !important;");
  document.head.append(style);

  learn();
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "childList") addedNodes.forEach(mend);
      else if (type === "characterData") mendText(target);
      else if (attributeName !== "lang") mendElement(target);
      else if (target === document.documentElement) {
        learn();
        mend(target);
      }
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...attributes, "lang"],
  });
})();
