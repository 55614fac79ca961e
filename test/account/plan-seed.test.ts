// Random histories of files, deployments and API calls against the register, in memory.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/account/declaration.ts';
import { keyText, planSeed } from '../../src/account/plan-seed.ts';
import type { Maker, ResourceKey, ResourceValues } from '../../src/account/resource.ts';
import { newestOf, withVersion, type History } from '../../src/account/versions.ts';

const types = ['AWS::CodeBuild::Project', 'AWS::ECS::TaskDefinition'] as const;

/** Every reading of a folder gives the declarations of its files; a folder has two files. */
interface Register {
  declarations: readonly Declaration[];
  readonly histories: Map<string, History>;
}

const values = (text: string) =>
  ({ description: text }) as unknown as ResourceValues['AWS::CodeBuild::Project'];
const keyOf = (name: string, type: (typeof types)[number] = types[0]): ResourceKey => ({
  account: '1',
  region: 'r',
  type,
  name,
});

function declare(name: string, text: string, at: Partial<Declaration> = {}): Declaration {
  return {
    ...keyOf(name),
    partition: 'aws',
    values: values(text),
    tags: {},
    file: '/a/one.json',
    pipelineName: 'a',
    isAssumed: false,
    ...at,
  };
}

function empty(): Register {
  return { declarations: [], histories: new Map() };
}

function seed(
  register: Register,
  pipelineName: string,
  declarations: readonly Declaration[],
  exists: (file: string) => boolean = () => true,
) {
  const { histories } = register;
  const plan = planSeed(
    { pipelineName, declarations, at: 1 },
    { declarations: register.declarations, historyOf: (key) => histories.get(keyText(key)), exists },
  );
  register.declarations = plan.declarations;
  for (const [text, { history }] of plan.changes)
    if (history === undefined) histories.delete(text);
    else histories.set(text, history);
  return plan;
}

function put(register: Register, key: ResourceKey, text: string, madeBy: Maker): void {
  const before = register.histories.get(keyText(key));
  const change = { values: values(text), tags: {}, madeBy, at: 2 };
  register.histories.set(keyText(key), withVersion(key.type, before, change));
}

const deployment: Maker = { kind: 'deployment', pipelineName: 'a', executionId: 'e', actionName: 'Deploy' };
const api: Maker = { kind: 'api', operation: 'CreateProject' };
const textOf = (register: Register, key: ResourceKey) => {
  const history = register.histories.get(keyText(key));
  return history === undefined
    ? undefined
    : (newestOf(history).values as { description?: string }).description;
};

type Step =
  | { readonly kind: 'seed'; readonly pipeline: 'a' | 'b'; readonly declarations: readonly Declaration[] }
  | { readonly kind: 'put'; readonly key: ResourceKey; readonly text: string; readonly by: Maker };

const name = fc.constantFrom('x', 'y', 'z');
const text = fc.constantFrom('1', '2', '3');
const type = fc.constantFrom(...types);
const seeds = fc
  .record({
    pipeline: fc.constantFrom('a' as const, 'b' as const),
    parts: fc.uniqueArray(fc.record({ name, text, type, file: fc.constantFrom('one', 'two') }), {
      selector: ({ name, type }) => `${type} ${name}`,
    }),
  })
  .map(({ pipeline, parts }): Step => ({
    kind: 'seed',
    pipeline,
    declarations: parts.map(({ name, text, type, file }) =>
      declare(name, text, { type, file: `/${pipeline}/${file}.json`, pipelineName: pipeline }),
    ),
  }));
const puts = fc
  .record({ name, type, text, by: fc.constantFrom(deployment, api) })
  .map(({ name, type, text, by }): Step => ({ kind: 'put', key: keyOf(name, type), text, by }));
const steps = fc.array(fc.oneof(seeds, puts), { maxLength: 12 });

function perform(register: Register, step: Step): void {
  if (step.kind === 'seed') seed(register, step.pipeline, step.declarations);
  else put(register, step.key, step.text, step.by);
}

const byOthers = (register: Register) =>
  [...register.histories].flatMap(([key, { versions }]) =>
    versions.filter(({ madeBy }) => madeBy.kind !== 'definition').map((version) => ({ key, version })),
  );

describe('reading the files of a definition', () => {
  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(steps, seeds, (before, last) => {
        const register = empty();
        for (const step of before) perform(register, step);
        perform(register, last);
        const once = structuredClone(register);
        perform(register, last);
        expect(register).toEqual(once);
      }),
    );
  });

  test('removes and changes nothing that a deployment or an API call made', () => {
    fc.assert(
      fc.property(steps, seeds, (before, last) => {
        const register = empty();
        for (const step of before) perform(register, step);
        const made = byOthers(register);
        perform(register, last);
        expect(byOthers(register)).toEqual(made);
      }),
    );
  });

  test('leaves nothing that no file declares and nothing else made', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const register = empty();
        for (const step of all) perform(register, step);
        const declared = new Set(register.declarations.map(keyText));
        for (const [key, { versions }] of register.histories)
          expect(declared.has(key) || versions.some(({ madeBy }) => madeBy.kind !== 'definition')).toBe(true);
        for (const key of declared) expect(register.histories.has(key)).toBe(true);
      }),
    );
  });

  test('gives the same in whatever order they are read', () => {
    fc.assert(
      fc.property(seeds, (step) => {
        if (step.kind !== 'seed') return;
        const [one, other] = [empty(), empty()];
        seed(one, step.pipeline, step.declarations);
        seed(other, step.pipeline, step.declarations.toReversed());
        const sorted = ({ histories }: Register) => [...histories].toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(one)).toEqual(sorted(other));
      }),
    );
  });

  test('numbers versions upwards, and never gives a number twice', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const register = empty();
        for (const step of all) perform(register, step);
        for (const { versions } of register.histories.values()) {
          const numbers = versions.map(({ version }) => version);
          expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

describe('a resource that a file declares', () => {
  test('takes what the file says anew, and not what it said before', () => {
    const register = empty();
    seed(register, 'a', [declare('x', 'first')]);
    put(register, keyOf('x'), 'deployed', deployment);
    seed(register, 'a', [declare('x', 'first')]);
    expect(textOf(register, keyOf('x'))).toBe('deployed');
    seed(register, 'a', [declare('x', 'second')]);
    expect(textOf(register, keyOf('x'))).toBe('second');
  });

  test('goes with its file, and what a deployment made of it stays', () => {
    const register = empty();
    seed(register, 'a', [declare('x', 'file'), declare('y', 'file')]);
    put(register, keyOf('y'), 'deployed', deployment);
    seed(register, 'a', []);
    expect(textOf(register, keyOf('x'))).toBeUndefined();
    expect(textOf(register, keyOf('y'))).toBe('deployed');
    expect(register.histories.get(keyText(keyOf('y')))?.madeBy).toEqual(deployment);
  });

  test('of two pipelines is shared when both say the same, until the last file is gone', () => {
    const register = empty();
    const ofB = declare('x', 'same', { file: '/b/one.json', pipelineName: 'b' });
    seed(register, 'a', [declare('x', 'same')]);
    expect(seed(register, 'b', [ofB]).conflicts).toEqual([]);
    seed(register, 'a', []);
    expect(register.histories.get(keyText(keyOf('x')))?.madeBy).toMatchObject({ file: '/b/one.json' });
    seed(register, 'b', []);
    expect(register.histories.size).toBe(0);
  });

  test('of two pipelines is a conflict when they differ, and nothing is changed', () => {
    const register = empty();
    seed(register, 'a', [declare('x', 'one')]);
    const ofB = declare('x', 'other', { file: '/b/one.json', pipelineName: 'b' });
    const { conflicts } = seed(register, 'b', [ofB, { ...ofB, name: 'y' }]);
    expect(conflicts).toEqual([
      { declared: ofB, by: { kind: 'definition', file: '/a/one.json', pipelineName: 'a' } },
    ]);
    expect([...register.histories.keys()]).toEqual([keyText(keyOf('x'))]);
  });

  test('of a pipeline whose file is gone stands in no way', () => {
    const register = empty();
    seed(register, 'a', [declare('x', 'one')]);
    const ofB = declare('x', 'other', { file: '/b/one.json', pipelineName: 'b' });
    expect(seed(register, 'b', [ofB], (file) => file !== '/a/one.json').conflicts).toEqual([]);
    expect(textOf(register, keyOf('x'))).toBe('other');
  });

  test('is the same one when its pipeline is renamed in the same file', () => {
    const register = empty();
    seed(register, 'a', [declare('x', 'one')]);
    const { conflicts } = seed(register, 'renamed', [declare('x', 'two', { pipelineName: 'renamed' })]);
    expect(conflicts).toEqual([]);
    expect(register.declarations.map(({ pipelineName }) => pipelineName)).toEqual(['renamed']);
  });

  test('is a conflict with one that an API call made, unless it says the same', () => {
    const register = empty();
    put(register, keyOf('x'), 'called', api);
    expect(seed(register, 'a', [declare('x', 'file')]).conflicts).toMatchObject([{ by: api }]);
    expect(seed(register, 'a', [declare('x', 'called')]).conflicts).toEqual([]);
  });

  test('that was only filled in gives way to what is there', () => {
    const register = empty();
    const assumed = declare('x', 'plain', { isAssumed: true, file: '/b/one.json', pipelineName: 'b' });
    seed(register, 'a', [declare('x', 'written')]);
    expect(seed(register, 'b', [assumed]).conflicts).toEqual([]);
    expect(textOf(register, keyOf('x'))).toBe('written');
    const other = empty();
    seed(other, 'b', [assumed]);
    expect(seed(other, 'a', [declare('x', 'written')]).conflicts).toEqual([]);
    expect(textOf(other, keyOf('x'))).toBe('written');
  });
});
