// The way to the server and back.

/** Do something on the server: say, change, tap, react or reload. */
export async function act(what, given = {}) {
  const answer = await fetch(`/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
}

/** Hear of what happens: `heard` has a function for each event; `lost` is told whether the server is gone. */
export function listen(heard, lost) {
  const source = new EventSource("/events");
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
  for (const [event, hear] of Object.entries(heard)) {
    source.addEventListener(event, ({ data }) => hear(JSON.parse(data)));
  }
}
