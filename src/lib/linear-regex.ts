// Regular expressions of RE2's syntax, which programs in Go take, in time linear in the text.
import { compileRe2 } from './re2.ts';

/** Whether the expression fits anywhere in a text; undefined for what is no expression of RE2's. */
export function compileRegex(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const compiled = compileRe2(pattern);
    return (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
}
