import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationsOf, readAnnotation } from '../../src/dashboard/parts/jobs/annotations.ts';
import { defined } from '../../src/lib/defined.ts';
import { newAction, newStage } from '../../src/view/view-parts.ts';
import { describeAnnotation } from '../../src/workflows/runner/log-command.ts';

test('annotations of all jobs stand together, errors first, and other notices are none', () => {
  const noticed = (name: string, ...notices: readonly string[]) => ({ ...newAction(name), notices });
  const stage = {
    ...newStage('Jobs'),
    actions: [
      noticed('lint', 'warning: Unused: x (src/app.ts:12)', 'The source is the commit abc'),
      noticed('test', 'error: expected 25 rows (see the log)', 'notice: done'),
    ],
  };
  expect(annotationsOf({ stages: [stage] })).toEqual([
    { level: 'error', message: 'expected 25 rows (see the log)', actionName: 'test' },
    { level: 'warning', message: 'Unused: x', file: 'src/app.ts', line: 12, actionName: 'lint' },
    { level: 'notice', message: 'done', actionName: 'test' },
  ]);
});

test('what a job reports of a file is read as it was written', () => {
  const words = fc.string({ unit: fc.constantFrom(...'abc :.'), minLength: 1 }).map((text) => `${text}.`);
  const file = fc.string({ unit: fc.constantFrom(...'abc/-'), minLength: 1 }).map((text) => `src/${text}.ts`);
  const level = fc.constantFrom('error', 'warning', 'notice');
  fc.assert(
    fc.property(level, words, fc.option(file), fc.option(fc.integer({ min: 1 })), (...drawn) => {
      const [is, message, where, line] = drawn;
      const place = where === null ? {} : { file: where, ...defined({ line: line ?? undefined }) };
      const annotation = { level: is, message, ...place } as const;
      expect(readAnnotation(describeAnnotation(annotation))).toEqual(annotation);
    }),
  );
});
