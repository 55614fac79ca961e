// Patterns of filters that GitHub refuses or that never fit (GitHub: "Workflow syntax", Filter pattern cheat sheet).
import { problem } from '../../lib/problem.ts';
import { valueAt, type Value } from '../../model/workflow.ts';
import { placeOfPath } from '../language/place-of-path.ts';
import type { WorkflowRule } from './rule.ts';

const kinds = [
  'branches',
  'branches-ignore',
  'tags',
  'tags-ignore',
  'paths',
  'paths-ignore',
  'names',
  'versions',
] as const;

export const filterPatterns: WorkflowRule = ({ on }, file) =>
  Object.entries(on).flatMap(([event, filters]) =>
    kinds.flatMap((kind) =>
      patternsIn(valueAt(filters, kind)).flatMap(([pattern, place]) => {
        const wrong = whyNoPattern(pattern, /^(?:branches|tags)/.test(kind) ? 'ref' : 'path');
        if (wrong === undefined) return [];
        return [
          problem({
            code: 'WorkflowFilterInvalid',
            severity: 'warning',
            message: `The pattern "${pattern}" of ${kind} of "${event}" never fits: ${wrong}`,
            at: placeOfPath(file, { path: ['on', event, kind, ...place] }),
            remedy: 'Patterns have "*", "**", "?", "+", "[…]" and "!"; they are no regular expressions.',
          }),
        ];
      }),
    ),
  );

/** With the place of each in its list. */
function patternsIn(value: Value | undefined): readonly (readonly [string, readonly number[]])[] {
  if (typeof value === 'string') return [[value, []]];
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: Value, at): readonly (readonly [string, readonly number[]])[] =>
    typeof each === 'string' ? [[each, [at]]] : [],
  );
}

/** Undefined for one that can fit. @param of `ref`: a name of git ("git check-ref-format") */
function whyNoPattern(pattern: string, of: 'path' | 'ref'): string | undefined {
  const text = pattern.replace(/^!/, '');
  if (text === '') return pattern === '' ? 'it is empty' : 'nothing follows "!"';
  if (text !== text.trim()) return 'it begins or ends with a space';
  const plain = text.replaceAll(/\\[[\]?+*\\!]/g, 'x');
  const sets = /\[([^\]]*)\]?/g;
  for (const [whole, set = ''] of plain.matchAll(sets)) {
    if (!whole.endsWith(']')) return '"[" is not closed';
    if (set === '') return '"[]" has no characters';
    const backwards = [...set.matchAll(/(.)-(.)/g)].find(([, from = '', to = '']) => from > to);
    if (backwards !== undefined) return `"${backwards[0]}" goes backwards`;
  }
  const outside = plain.replaceAll(sets, 'x');
  const quantified = /(?:^|[*?+])([?+])/.exec(outside);
  if (quantified !== null) return `"${quantified[1] ?? ''}" has no character before it`;
  if (of === 'path') {
    const dots = text.split('/').find((part) => part === '.' || part === '..');
    return dots === undefined ? undefined : `a path has no "${dots}"`;
  }
  const taken = /[\s~^:\\]/.exec(outside)?.[0];
  if (taken !== undefined) return `no branch and no tag has "${taken}"`;
  return /\.\.|\/\/|\/$|^\/|\.$/.test(outside) ? 'no branch and no tag has such a name' : undefined;
}
