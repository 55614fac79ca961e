// Lines for maintainers on standard error: what a room decides, and when. `SLIPWAY_DEBUG=runtime,state` chooses rooms.

/** The variable that chooses them; processes of Slipway that it starts get it too. */
const DEBUG_VARIABLE = 'SLIPWAY_DEBUG';

/** Writes one line. `text` is only called when the room is chosen, and never names a secret. */
export type Debug = (text: () => string) => void;

/** @param room as in the table of ARCHITECTURE.md; `all` in the variable chooses every room */
export function debugOf(room: string): Debug {
  return (text) => {
    const chosen = process.env[DEBUG_VARIABLE];
    if (chosen === undefined || chosen === '') return;
    const rooms = new Set(chosen.split(',').map((each) => each.trim()));
    if (!rooms.has(room) && !rooms.has('all')) return;
    process.stderr.write(`${new Date().toISOString().slice(11, 23)} ${room}  ${text()}\n`);
  };
}

/** For a process of Slipway that gets an environment of its own. */
export function debugVariables(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const chosen = environment[DEBUG_VARIABLE];
  return chosen === undefined ? {} : { [DEBUG_VARIABLE]: chosen };
}
