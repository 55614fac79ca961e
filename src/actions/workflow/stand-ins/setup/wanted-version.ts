// Versions as the actions that set something up take them. Pure.
import { satisfies } from '../../../build/select-runtimes.ts';

/** `20`, `20.x`, `3.11.7`, `>=18`, `v20`, `lts/*`, `latest`, `~1.6`, `^20.1`, `3.9 - 3.12`. */
export function isSatisfied(wanted: string, found: string): boolean {
  const text = wanted.trim().replace(/^v(?=\d)/, '');
  if (/^(?:|\*|x|latest|current|node|stable|oldstable|lts\/.*|lts)$/i.test(text)) return true;
  const range = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  if (range !== null)
    return compare(found, range[1] ?? '') >= 0 && compareBeginning(found, range[2] ?? '') <= 0;
  // An operator may stand apart from its version.
  const parts = text.replaceAll(/([<>=~^])\s+/g, '$1').split(/\s*,\s*|\s+/);
  return parts.every((part) => fits(part, found));
}

function fits(part: string, found: string): boolean {
  const [, operator = '', version = ''] = /^(>=|<=|>|<|=|~>|~|\^)?v?(.*)$/.exec(part) ?? [];
  switch (operator) {
    case '>=':
      return compare(found, version) >= 0;
    case '>':
      return compareBeginning(found, version) > 0;
    case '<=':
      return compareBeginning(found, version) <= 0;
    case '<':
      return compare(found, version) < 0;
    case '^':
      return compare(found, version) >= 0 && found.split('.')[0] === version.split('.')[0];
    case '~':
    case '~>':
      return compare(found, version) >= 0 && satisfies(version.split('.').slice(0, 2).join('.'), found);
    default:
      return satisfies(version.replace(/(?:\.[x*])+$/i, ''), found);
  }
}

function numbers(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** As far as the second goes: 3.12.4 is no more than 3.12. */
function compareBeginning(a: string, b: string): number {
  return compare(a.split('.').slice(0, b.split('.').length).join('.'), b);
}
