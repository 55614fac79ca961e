// Colours, where they are wanted: NO_COLOR and --no-color switch them off, FORCE_COLOR on, a terminal decides else.
import type { Line, Role } from './line.ts';

export interface Palette {
  readonly isColored: boolean;
  readonly paint: (line: Line) => string;
}

export interface ColorWishes {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was given. */
  readonly isRefused: boolean;
  readonly isTerminal: boolean;
}

/** no-color.org: any value that is not empty. The flag on the command line is stronger than the environment. */
export function wantsColor({ env, isRefused, isTerminal }: ColorWishes): boolean {
  if (isRefused) return false;
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

export function createPalette(isColored: boolean): Palette {
  return {
    isColored,
    paint: (line) => line.map(({ text, role }) => (isColored ? inColor(text, role) : text)).join(''),
  };
}

function inColor(text: string, role: Role): string {
  return role === 'plain' || text === '' ? text : `\u001B[${codes[role]}m${text}\u001B[0m`;
}

const codes: Readonly<Record<Role, number>> = {
  plain: 0,
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
};
