// What of a log is shown while an action runs. CodeBuild's own lines repeat what the events report; of them only the
// commands remain, and warnings. The log itself keeps all. Pure.

/** Undefined for a line that is not shown. */
export function shownLine(text: string): string | undefined {
  const [, build = '', rest = text] = /^(\w+ \| )(.*)$/.exec(text) ?? [];
  const shown = shownOfOne(rest);
  return shown === undefined ? undefined : `${build}${shown}`;
}

function shownOfOne(text: string): string | undefined {
  const own = /^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\S* (.*)$/.exec(text)?.[1];
  if (own === undefined) return text.trim() === '' ? undefined : text;
  const command = /^Running command (.*)$/.exec(own)?.[1];
  if (command !== undefined) return `$ ${command}`;
  return /^(WARNING|Selecting|Gate of|The cache cannot|Retrying) ?| {2}(error|warning) {2}/.test(own)
    ? own
    : undefined;
}
