// Shows the rules in the colours that were chosen on the page; without a choice the system's hold.

try {
  const theme = localStorage.getItem("eks-configurator/theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is forbidden here: nothing was chosen.
}
