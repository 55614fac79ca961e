// Operations of stacks: what they do in every order, and that a failure or a death at any step changes nothing of it.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SimulatedStack, type Properties } from './simulated-account.ts';

interface Shape {
  readonly value: string;
  readonly tier: string;
  readonly needs: readonly number[];
}

/** Parameters that refer to those before them. A change of `Name` replaces one; these have none of their own. */
function templateOf(shapes: readonly Shape[]): string {
  const Resources = Object.fromEntries(
    shapes.map(({ value, tier, needs }, index) => [
      `R${index}`,
      {
        Type: 'AWS::SSM::Parameter',
        Properties: {
          Type: 'String',
          Tier: tier,
          Value: { 'Fn::Join': ['|', [value, ...needs.map((each) => ({ Ref: `R${each}` }))]] },
        },
      },
    ]),
  );
  return JSON.stringify({ Resources });
}

const shapes = fc
  .array(
    fc.record({
      value: fc.constantFrom('a', 'b'),
      tier: fc.constantFrom('Standard', 'Advanced'),
      edges: fc.nat(255),
    }),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((all) =>
    all.map(({ value, tier, edges }, index) => ({
      value,
      tier,
      needs: Array.from({ length: index }, (_, each) => each).filter((each) => (edges >> each) % 2 === 1),
    })),
  );

const order = fc.infiniteStream(fc.nat(20));

function started(seed: Iterator<number>): SimulatedStack {
  const simulated = new SimulatedStack(new Map([['foreign', { Value: 'kept' }]]));
  simulated.choose = () => Number(seed.next().value);
  return simulated;
}

/** Without ids, which are fresh in each run. */
function contents(account: ReadonlyMap<string, Properties>): readonly string[] {
  return [...account.values()]
    .map((each) => JSON.stringify(each).replaceAll(/R(\d+)-\d+/g, 'R$1'))
    .toSorted();
}

describe('operations of stacks', () => {
  test('a creation that fails at any resource leaves nothing of it, and what is not its own', () => {
    fc.assert(
      fc.property(shapes, order, fc.nat(6), (all, seed, failed) => {
        const simulated = started(seed[Symbol.iterator]());
        simulated.failing = new Set([`forward/R${failed % all.length}/create`]);
        expect(simulated.run('create', templateOf(all)).status).toBe('ROLLBACK_COMPLETE');
        expect([...simulated.account]).toEqual([['foreign', { Value: 'kept' }]]);
      }),
      { numRuns: 150 },
    );
  });

  test('an update that fails at any resource leaves everything as it was', () => {
    fc.assert(
      fc.property(shapes, shapes, order, fc.nat(6), (before, after, seed, failed) => {
        const simulated = started(seed[Symbol.iterator]());
        simulated.run('create', templateOf(before));
        const account = new Map(simulated.account);
        const { outputs, definition } = simulated.stack;
        const id = `R${failed % after.length}`;
        simulated.failing = new Set([
          `forward/${id}/create`,
          `forward/${id}/update`,
          `forward/${id}/replace`,
        ]);
        const { status, resources, ...rest } = simulated.run('update', templateOf(after));
        if (status === 'UPDATE_COMPLETE') return;
        expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
        expect(simulated.account).toEqual(account);
        expect([...resources.keys()].toSorted()).toEqual(before.map((_, index) => `R${index}`).toSorted());
        expect({ outputs: rest.outputs, definition: rest.definition }).toEqual({ outputs, definition });
      }),
      { numRuns: 150 },
    );
  });

  test('an update ends with what the template says, whatever was before', () => {
    fc.assert(
      fc.property(shapes, shapes, order, (before, after, seed) => {
        const updated = started(seed[Symbol.iterator]());
        updated.run('create', templateOf(before));
        expect(updated.run('update', templateOf(after)).status).toBe('UPDATE_COMPLETE');
        const fresh = started(seed[Symbol.iterator]());
        fresh.run('create', templateOf(after));
        expect(contents(updated.account)).toEqual(contents(fresh.account));
        expect(updated.run('delete').status).toBe('DELETE_COMPLETE');
        expect([...updated.account.keys()]).toEqual(['foreign']);
      }),
      { numRuns: 100 },
    );
  });

  test('an operation whose process dies at any step carries on to the same end', () => {
    fc.assert(
      fc.property(shapes, shapes, order, fc.nat(60), (before, after, seed, death) => {
        const simulated = started(seed[Symbol.iterator]());
        simulated.diesAfter = death;
        simulated.run('create', templateOf(before));
        simulated.diesAfter = death + 20;
        expect(simulated.run('update', templateOf(after)).status).toBe('UPDATE_COMPLETE');
        const fresh = started(seed[Symbol.iterator]());
        fresh.run('create', templateOf(after));
        expect(contents(simulated.account)).toEqual(contents(fresh.account));
      }),
      { numRuns: 100 },
    );
  });
});

const two = (first: object, second: object, more: object = {}) =>
  JSON.stringify({
    Resources: {
      A: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: '1', ...first } },
      B: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'A' }, ...second } },
      ...more,
    },
  });

test('the events of a creation that fails are those of AWS', () => {
  const simulated = new SimulatedStack();
  simulated.failing = new Set(['forward/B/create']);
  simulated.run('create', two({}, {}));
  expect(simulated.shown).toEqual([
    'app CREATE_IN_PROGRESS User Initiated',
    'A CREATE_IN_PROGRESS',
    'A CREATE_IN_PROGRESS Resource creation Initiated',
    'A CREATE_COMPLETE',
    'B CREATE_IN_PROGRESS',
    'B CREATE_FAILED refused',
    'app ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [B]. Rollback requested by user.',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'app ROLLBACK_COMPLETE',
  ]);
});

test('the events of an update with a replacement are those of AWS', () => {
  const simulated = new SimulatedStack();
  simulated.run('create', two({ Name: 'a' }, {}));
  simulated.events.splice(0);
  simulated.run('update', two({ Name: 'b' }, {}));
  expect(simulated.shown).toEqual([
    'app UPDATE_IN_PROGRESS User Initiated',
    'A UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
    'A UPDATE_IN_PROGRESS Resource creation Initiated',
    'A UPDATE_COMPLETE',
    'B UPDATE_IN_PROGRESS',
    'B UPDATE_COMPLETE',
    'app UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'app UPDATE_COMPLETE',
  ]);
});

test('what is replaced is kept by its UpdateReplacePolicy, and not by its DeletionPolicy', () => {
  const policies = (more: object) => ({
    Resources: { A: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: '1', ...more } } },
  });
  for (const [attribute, last] of [
    ['UpdateReplacePolicy', 'A DELETE_SKIPPED'],
    ['DeletionPolicy', 'A DELETE_COMPLETE'],
  ] as const) {
    const withPolicy = (name: string) => {
      const { Resources } = policies({ Name: name });
      return JSON.stringify({ Resources: { A: { ...Resources.A, [attribute]: 'Retain' } } });
    };
    const simulated = new SimulatedStack();
    simulated.run('create', withPolicy('a'));
    simulated.events.splice(0);
    simulated.run('update', withPolicy('b'));
    expect(simulated.shown.findLast((event) => event.startsWith('A DELETE'))).toBe(last);
  }
});

test('the events of an update that fails are those of AWS', () => {
  const simulated = new SimulatedStack();
  simulated.run('create', two({}, {}));
  simulated.events.splice(0);
  simulated.failing = new Set(['forward/B/update']);
  simulated.run(
    'update',
    two(
      { Value: '2' },
      { Tier: 'Advanced' },
      { C: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'c' } } },
    ),
  );
  expect(simulated.shown).toEqual([
    'app UPDATE_IN_PROGRESS User Initiated',
    'A UPDATE_IN_PROGRESS',
    'C CREATE_IN_PROGRESS',
    'A UPDATE_COMPLETE',
    'B UPDATE_IN_PROGRESS',
    'C CREATE_IN_PROGRESS Resource creation Initiated',
    'C CREATE_COMPLETE',
    'B UPDATE_FAILED refused',
    'app UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [B].',
    'B UPDATE_COMPLETE',
    'A UPDATE_IN_PROGRESS',
    'A UPDATE_COMPLETE',
    'app UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'C DELETE_IN_PROGRESS',
    'C DELETE_COMPLETE',
    'app UPDATE_ROLLBACK_COMPLETE',
  ]);
});

test('a resource with a name of its own is not replaced under that name', () => {
  const simulated = new SimulatedStack();
  const logGroup = (Name: string, more: object = {}) =>
    JSON.stringify({
      Resources: {
        A: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Name, PolicyDocument: {}, ...more } },
      },
    });
  simulated.run('create', logGroup('a', { Path: '/x/' }));
  const { status } = simulated.run('update', logGroup('a', { Path: '/y/' }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(simulated.shown).toContain(
    'A UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename a and update the stack again.',
  );
});

test('what is retained stays when the stack goes', () => {
  const simulated = new SimulatedStack();
  const retained = JSON.parse(two({}, {})) as { Resources: { A: object } };
  retained.Resources.A = { ...retained.Resources.A, DeletionPolicy: 'Retain' };
  simulated.run('create', JSON.stringify(retained));
  expect(simulated.run('delete').status).toBe('DELETE_COMPLETE');
  expect(simulated.shown).toContain('A DELETE_SKIPPED');
  expect(simulated.account.size).toBe(1);
});

test('a rollback that fails waits to be continued', () => {
  const simulated = new SimulatedStack();
  simulated.run('create', two({}, {}));
  const account = new Map(simulated.account);
  simulated.failing = new Set(['forward/B/update', 'rollback/A/restore']);
  const changed = two({ Value: '2' }, { Tier: 'Advanced' });
  expect(simulated.run('update', changed)).toMatchObject({
    status: 'UPDATE_ROLLBACK_FAILED',
    statusReason: 'The following resource(s) failed to update: [A].',
  });
  simulated.failing = new Set();
  expect(simulated.run('continue-rollback', changed).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(simulated.account).toEqual(account);
});

test('without rollback what has succeeded stays', () => {
  const simulated = new SimulatedStack();
  simulated.failing = new Set(['forward/B/create']);
  expect(simulated.run('create', two({}, {}), 'DO_NOTHING')).toMatchObject({
    status: 'CREATE_FAILED',
    statusReason: 'The following resource(s) failed to create: [B]. ',
  });
  expect(simulated.account.size).toBe(1);
});
