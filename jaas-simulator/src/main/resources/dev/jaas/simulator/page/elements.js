// SPDX-License-Identifier: Apache-2.0
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

/** Makes screen readers read a text, even one that they have just read. */
export function announce(text) {
  const region = document.getElementById("announcements");
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 50);
}

function shellWord(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What a command of the program is followed by. Without "--", a room named -x would be read as an option. */
export function operands(...words) {
  return words.some(word => word.startsWith("-")) ? ["--", ...words] : words;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied";
  } catch { // the browser or the person does not permit it
    return "Not copied";
  }
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
    copy.textContent = await copyText(text);
    announce(copy.textContent);
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  const code = make("code");
  quoted.forEach((word, index) => code.append(index === 0 ? "" : " ", make("span", { textContent: word })));
  element.replaceChildren(code, copy);
}
