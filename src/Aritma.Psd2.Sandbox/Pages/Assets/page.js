// Keeps the page up to date, and lets its buttons use the control API. The page is written by the sandbox alone: after each change the
// script asks for it again, and puts in place what differs.

const main = document.querySelector("main");
const status = document.getElementById("status");
const connection = document.getElementById("connection");
const words = status.dataset;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

const shortestPause = 150;
const reconnectAfter = 2000;
const clockInterval = 30_000;
const messageTime = 6000;

// The state of the sandbox.

let isRefreshing = false;
let isStale = false;

async function refresh() {
  isStale = true;
  if (isRefreshing) {
    return;
  }

  isRefreshing = true;
  while (isStale) {
    isStale = false;
    try {
      const response = await fetch(location.href, { cache: "no-store" });
      if (response.ok) {
        show(new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main"));
      }
    } catch {
      // The stream breaks as well, and says so. Its next event brings the page back.
    }

    await new Promise(resolve => setTimeout(resolve, shortestPause));
  }

  isRefreshing = false;
}

function show(fresh) {
  const focused = document.activeElement;
  const row = focused.closest("tr")?.id;
  const title = focused.closest("section")?.querySelector("h2").id;
  update(main, fresh);
  if (!focused.isConnected) {
    const next = find(focused.id) ?? find(row)?.querySelector("button, a") ?? find(title);
    next?.focus({ preventScroll: true });
  }
}

function find(id) {
  return id ? document.getElementById(id) : null;
}

// Nodes that are as they were stay untouched, and with them focus, selection and scroll positions.
function update(old, fresh) {
  if (old.isEqualNode(fresh)) {
    return;
  }

  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }

  for (const { name } of [...old.attributes].filter(attribute => !fresh.hasAttribute(attribute.name))) {
    old.removeAttribute(name);
  }

  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }

  updateChildren(old, fresh);
}

function updateChildren(old, fresh) {
  const known = new Map([...old.children].filter(child => child.id).map(child => [child.id, child]));
  let next = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const match = child.id ? known.get(child.id) : canBecome(next, child) ? next : null;
    if (!match || match.nodeName !== child.nodeName) {
      old.insertBefore(child, next);
      appear(child);
      continue;
    }

    if (match === next) {
      next = next.nextSibling;
    } else {
      old.insertBefore(match, next);
    }

    update(match, child);
  }

  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function canBecome(old, fresh) {
  return old && !old.id && old.nodeName === fresh.nodeName;
}

function appear(node) {
  if (node.nodeName === "TR" && !stillness.matches) {
    node.animate({ opacity: [0.2, 1] }, 400);
  }
}

// The stream of changes. None while nobody looks: a browser has few connections for all pages of a host.

let events;

function connect() {
  events?.close();
  events = new EventSource("/sandbox/events");
  events.addEventListener("open", () => tellConnection(true));
  events.addEventListener("message", refresh);
  events.addEventListener("error", event => {
    tellConnection(false);
    // It tries again by itself, but not after an answer that is no stream.
    if (event.target.readyState === EventSource.CLOSED) {
      setTimeout(() => event.target === events && connect(), reconnectAfter);
    }
  });
}

function tellConnection(isLive) {
  const text = isLive ? connection.dataset.live : connection.dataset.lost;
  connection.classList.toggle("lost", !isLive);
  // Only what differs is read out.
  if (connection.textContent !== text) {
    connection.textContent = text;
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    events?.close();
  } else {
    connect();
  }
});

// Time goes on without an event, and consents expire.
setInterval(() => document.hidden || refresh(), clockInterval);

// The buttons.

const waiting = new WeakSet();
let hiding;

document.addEventListener("click", event => {
  const button = event.target.closest("button");
  if (button?.dataset.path) {
    send(button);
  } else if (button?.dataset.copy) {
    copy(document.getElementById(button.dataset.copy));
  }
});

async function send(button) {
  if (waiting.has(button)) {
    return;
  }

  waiting.add(button);
  const name = button.getAttribute("aria-label") ?? button.textContent;
  const { method, path, body } = button.dataset;
  try {
    const response = await fetch(path, { method, body, headers: body ? { "Content-Type": "application/json" } : {} });
    if (response.ok) {
      // A switch shows its state itself.
      tell(button.hasAttribute("aria-pressed") ? "" : `${words.done}: ${name}`);
    } else {
      const problem = await response.json().catch(() => null);
      tell(`${words.failed}: ${problem?.detail ?? `${response.status} ${response.statusText}`}`, true);
    }
  } catch {
    tell(`${words.failed}: ${words.lost}`, true);
  } finally {
    waiting.delete(button);
  }

  refresh();
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    tell(words.copied);
  } catch {
    getSelection().selectAllChildren(element);
    tell(words.copyFailed, true);
  }
}

function tell(text, isFailure = false) {
  status.textContent = text;
  status.classList.toggle("failed", isFailure);
  clearTimeout(hiding);
  // A failure stays until something else is said.
  if (!isFailure) {
    hiding = setTimeout(() => status.textContent = "", messageTime);
  }
}

if (!document.hidden) {
  connect();
}
