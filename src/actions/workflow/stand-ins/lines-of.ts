// Inputs that hold several values. Pure.
import type { Result } from '../../../lib/result.ts';

/** One on each line, trimmed; empty lines are left out. */
export function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `NAME=value` on each line, in their order. Fails with the first line that has no `=`. */
export function pairsOf(
  text: string | undefined,
): Result<{ readonly pairs: readonly (readonly [string, string])[] }> {
  const lines = linesOf(text);
  const wrong = lines.find((line) => !line.includes('='));
  if (wrong !== undefined) return { failed: wrong };
  return {
    pairs: lines.map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  };
}
