// What the page keeps in its address. Written as the kernel says; told to the kernel when the viewer goes back or
// forward, or changes the address by hand.
import { keepAddress } from "./base.js";

async function render({ model, el }) {
  el.hidden = true;
  let taken = 0; // steps that are in the browser's history
  let begun = false;

  function write() {
    const { names, values, steps } = model.get("state");
    if (!names) return;
    keepAddress(Object.fromEntries(names.map((name) => [name, values[name] ?? null])), begun && steps > taken);
    [taken, begun] = [steps, true];
  }
  const went = () => model.send({ kind: "address", values: Object.fromEntries(new URLSearchParams(location.search)) });
  addEventListener("popstate", went);
  model.on("change:state", write);
  write();
  return () => {
    removeEventListener("popstate", went);
    model.off("change:state", write);
  };
}

export default { render };
