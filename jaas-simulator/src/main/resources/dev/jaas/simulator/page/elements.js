// Makes and changes elements. Everything from outside becomes text, never markup.

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { data = {}, ...others } = properties;
  Object.assign(element, others);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Makes the children of an element those of the items, and keeps the element of an item that was there before. */
export function show(parent, items, keyOf, create, update = () => {}) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = String(keyOf(item));
    let element = before.get(key);
    before.delete(key);
    if (!element) {
      element = create(item);
      element.dataset.key = key;
    }
    update(element, item);
    if (parent.children[index] !== element) {
      parent.insertBefore(element, parent.children[index] ?? null);
    }
  });
  before.forEach(element => element.remove());
}

function shellWord(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function fillCommand(element, ...words) {
  const quoted = ["./jaas", ...words.map(shellWord)];
  const text = quoted.join(" ");
  if (element.dataset.command === text) {
    return;
  }
  element.dataset.command = text;
  const copy = make("button", { type: "button", className: "small quiet", textContent: "Copy" });
  copy.setAttribute("aria-label", `Copy ${text}`);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  const code = make("code");
  quoted.forEach((word, index) => code.append(index === 0 ? "" : " ", make("span", { textContent: word })));
  element.replaceChildren(code, copy);
}
