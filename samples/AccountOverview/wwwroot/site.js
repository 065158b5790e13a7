// A bank may take seconds. What was clicked is said to be under way, and a form is sent once however often it is clicked.
const progress = document.getElementById("progress");

const start = () => {
  document.documentElement.classList.add("busy");
  // Said only where it takes a while.
  setTimeout(() => {
    if (document.documentElement.classList.contains("busy")) {
      progress.textContent = "Waiting for the bank …";
    }
  }, 600);
};

addEventListener("submit", event => {
  if (document.documentElement.classList.contains("busy")) {
    event.preventDefault();
  } else {
    start();
  }
});

addEventListener("click", event => {
  const link = event.target.closest("a[href]");
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (link && link.origin === location.origin && !link.target && !link.hash && !link.hasAttribute("download") && !opensElsewhere) {
    start();
  }
});

// The back button may bring back the page as it was left.
addEventListener("pageshow", () => {
  document.documentElement.classList.remove("busy");
  progress.textContent = "";
});
