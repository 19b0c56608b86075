// Starts the page: loads the WebAssembly that Trunk names in the preload links, checked against its hash,
// and puts a failure into words where a blank page would be. It holds nothing else.

const WORDS = {
  webassembly: {
    title: "This browser cannot run the page",
    text: "The page is a WebAssembly program, and WebAssembly is missing here or switched off. Any current Firefox, " +
      "Chrome, Edge or Safari has it; a hardened profile or a company policy may have taken it away.",
    retry: false,
  },
  network: {
    title: "A part of the page did not arrive",
    text: "Check the connection and try again. If it keeps failing, the site may have been updated a moment ago or " +
      "something in between changes the files.",
    retry: true,
  },
  start: {
    title: "The page could not start",
    text: "Everything arrived, but the program failed while starting. Trying again may help; if not, please report " +
      "the line below.",
    retry: true,
  },
  stopped: {
    title: "The page has stopped",
    text: "It met an error that it cannot go on from. Your design is kept in this browser up to the last edit: load the " +
      "page again to go on.",
    retry: true,
  },
};

await start();

async function start() {
  if (typeof WebAssembly !== "object") {
    return fail("webassembly");
  }
  let init, response;
  try {
    [init, response] = await Promise.all([loadGlue(), loadProgram()]);
  } catch (error) {
    return fail("network", error);
  }
  window.addEventListener("error", stoppedBy);
  try {
    await init({ module_or_path: response });
  } catch (error) {
    window.removeEventListener("error", stoppedBy);
    return fail(error instanceof TypeError ? "network" : "start", error);
  }
  document.getElementById("boot")?.remove();
}

async function loadGlue() {
  const link = document.querySelector('link[rel="modulepreload"]');
  return (await import(link.href)).default;
}

async function loadProgram() {
  const link = document.querySelector('link[rel="preload"][type="application/wasm"]');
  // A browser does not check the hash of a preloaded program; it does check the hash of a fetch.
  const response = await fetch(link.href, { integrity: link.integrity });
  if (!response.ok) {
    throw new Error(`${link.href} answered ${response.status}`);
  }
  return response;
}

// A Rust panic ends the program while its last picture stays on the screen: say so.
function stoppedBy(event) {
  if (event.error instanceof WebAssembly.RuntimeError) {
    window.removeEventListener("error", stoppedBy);
    fail("stopped", event.error);
  }
}

function fail(kind, error) {
  const { title, text, retry } = WORDS[kind];
  const message = document.getElementById("boot-message") ?? addBar();
  message.setAttribute("role", "alert");
  message.dataset.failure = kind;
  message.replaceChildren(element("h2", title), element("p", text));
  if (error) {
    console.error(error);
    message.append(element("p", String(error?.message ?? error), "boot-detail"));
  }
  if (retry) {
    const button = element("button", "Load again", "boot-retry");
    button.type = "button";
    button.addEventListener("click", () => location.reload());
    message.append(button);
  }
  document.querySelector(".boot-late")?.remove();
}

function addBar() {
  const bar = element("div", "", "boot-message boot-bar");
  bar.id = "boot-message";
  document.body.append(bar);
  return bar;
}

function element(name, text, className) {
  const node = document.createElement(name);
  node.textContent = text;
  if (className) {
    node.className = className;
  }
  return node;
}
