// A file of environment variables as CodeBuild's local agent takes it: `NAME=VALUE` lines, `#` comments, and quotes
// that are part of the value. Pure.

export interface EnvFile {
  readonly variables: readonly (readonly [string, string])[];
  /** Numbers from 1 of the lines that are neither. */
  readonly wrongLines: readonly number[];
}

export function parseEnvFile(text: string): EnvFile {
  const variables: (readonly [string, string])[] = [];
  const wrongLines: number[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) wrongLines.push(index + 1);
    else variables.push([name, value]);
  }
  return { variables, wrongLines };
}
