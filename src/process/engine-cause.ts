// Why a call of a container engine's client failed, out of all that the client printed: without its help text, its progress
// and its warnings. Pure.

/** Docker's client ends many of its errors with a hint at its help, in a line of its own. */
const help =
  /^(?:(?:Run|See) '(?:docker|podman)\b.*--help'.*|For more help on how to use Docker.*|Usage:\s.*|Examples?:)$/i;

/** Written by the loggers of both clients: warnings, and the errors that were tried again. */
const logged =
  /^(?:time="[^"]*" level=(?:debug|info|warning|error)\b|(?:DEBU|INFO|WARN|ERRO)\[\d+\]|WARNING:)/;

/** Where a client begins to say what is wrong. */
const errors =
  /^(?:docker|podman|buildah|emulate Docker CLI): |^(?:Error|ERROR)\b|^Error response from daemon\b|\b(?:denied|unauthorized|not found|unknown|refused|failed|cannot|invalid)\b/;

const mostCharacters = 1000;

/** One line, without the name of the program; empty when the client said nothing. */
export function engineCause(output: string): string {
  const lines = withoutColours(output)
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !help.test(line));
  const said = lines.filter((line) => !logged.test(line));
  const isError = (line: string): boolean => /^(?:docker: |podman: )?Error\b|^ERROR:/.test(line);
  const first = said.findIndex(isError);
  const from = first >= 0 ? said.slice(first) : [said.findLast((line) => errors.test(line)) ?? said.at(-1)];
  const [cause = lines.at(-1) ?? '', ...more] = from.filter((line) => line !== undefined);
  return shortened([cause.replace(/^(?:docker|podman): /, '').replace(/^Error: /, ''), ...more].join(' '));
}

function withoutColours(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '');
}

function shortened(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)} …`;
}
