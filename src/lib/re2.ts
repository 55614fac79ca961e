// The library for expressions in linear time. It is read when the first expression is compiled: most commands compile none.
import { createRequire } from 'node:module';
import type * as Library from 're2js';

const load = createRequire(import.meta.url);

/** @throws what the library throws for a text that is no expression of RE2's, or one that it refuses for its size */
export function compileRe2(pattern: string): Library.RE2JS {
  const { RE2JS } = load('re2js') as typeof Library;
  return RE2JS.compile(pattern);
}
