// The few things that every module does with the page. Texts are set as texts; there is no HTML anywhere.

/** A new element: its classes (or ""), its attributes and properties, its children. */
export function element(name, classes = "", properties = {}, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function button(label, classes, act, properties = {}) {
  const made = element("button", classes, { type: "button", ...properties }, label);
  made.addEventListener("click", act);
  return made;
}

let fading;

/** Tell a person something in passing. */
export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => place.classList.remove("shown"), 2500);
}

export async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    toast(told);
  } catch {
    toast("The browser does not let this page copy.");
  }
}

/** The focus moves with the arrow keys among the buttons of a group; Escape calls `leave`. */
export function arrows(group, leave) {
  group.addEventListener("keydown", (event) => {
    const all = [...group.querySelectorAll("button, a")];
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") leave();
    else if (step) all[(at + step + all.length) % all.length]?.focus();
    else return;
    event.preventDefault();
  });
}
