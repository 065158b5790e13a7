// A bank may take seconds: what was clicked is said to be under way.
const progress = document.getElementById("progress");
let timers = [];

const stop = () => {
  timers.forEach(clearTimeout);
  timers = [];
  document.documentElement.classList.remove("busy");
  progress.textContent = "";
};

const start = () => {
  stop();
  document.documentElement.classList.add("busy");
  timers = [
    // Said only where it takes a while.
    setTimeout(() => progress.textContent = "Waiting for the bank …", 600),
    // Nobody tells a page that its user has stopped the loading of the next one.
    setTimeout(stop, 45_000),
  ];
};

addEventListener("submit", start);

addEventListener("click", event => {
  const link = event.target.closest("a[href]");
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (link && link.origin === location.origin && !link.target && !link.hash && !("download" in link.dataset) && !opensElsewhere) {
    start();
  }
});

addEventListener("keydown", event => {
  if (event.key === "Escape") {
    stop();
  }
});

// The back button may bring back the page as it was left.
addEventListener("pageshow", stop);
