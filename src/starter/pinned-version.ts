// Versions of tools that a folder pins for asdf or mise. Pure.
import type { Folder } from './folder.ts';

/** Of the tool by any of its names there: `3.13.1`. */
export function pinnedVersion({ read }: Folder, ...names: readonly string[]): string | undefined {
  const name = names.join('|');
  // Java's begin with who makes it: `temurin-21.0.5`.
  const vendor = names.includes('java') ? '(?:[a-z][a-z_-]*-)?' : '';
  const listed = new RegExp(`^(?:${name})[ \\t]+${vendor}(\\d[\\w.]*)`, 'm').exec(
    read('.tool-versions') ?? '',
  )?.[1];
  if (listed !== undefined) return listed;
  const mise = read('mise.toml') ?? read('.mise.toml') ?? '';
  return new RegExp(
    `^[ \\t]*"?(?:${name})"?[ \\t]*=[ \\t]*(?:\\{[^}\\n]*version[ \\t]*=[ \\t]*|\\[[ \\t]*)?["']${vendor}(\\d[\\w.]*)`,
    'm',
  ).exec(mise)?.[1];
}

/** `3.4` of `ruby-3.4.1`. */
export function minorOf(version: string | undefined): string | undefined {
  return /\d+\.\d+/.exec(version ?? '')?.[0];
}
