// Builds that wait for their turn.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeTurn, type Limits, type Slot } from '../../../src/actions/build/build-queue.ts';

const forever = new AbortController().signal;
let names = 0;
const limits = (more: Partial<Limits> = {}): Limits => {
  names += 1;
  return { project: `p${names}`, machineLimit: 1000, ...more };
};

/** Whether it has been given by now: whatever follows from what happened has happened after one turn of the loop. */
async function isGiven(turn: Promise<Slot | undefined>): Promise<boolean> {
  const later = new Promise<undefined>((resolve) => {
    setImmediate(() => resolve(undefined));
  });
  return (await Promise.race([turn, later])) !== undefined;
}

test('a build waits while its project has as many as it may, and comes in the order of its coming', async () => {
  const one = limits({ projectLimit: 1 });
  const first = await takeTurn(one, forever);
  const [second, third] = [takeTurn(one, forever), takeTurn(one, forever)];
  expect(await isGiven(second)).toBe(false);
  first?.[Symbol.dispose]();
  expect(await isGiven(second)).toBe(true);
  expect(await isGiven(third)).toBe(false);
  (await second)?.[Symbol.dispose]();
  (await third)?.[Symbol.dispose]();
});

test('a build of another project passes one that its own project holds up', async () => {
  const held = limits({ projectLimit: 1 });
  const first = await takeTurn(held, forever);
  const waits = takeTurn(held, forever);
  const other = takeTurn(limits(), forever);
  expect(await isGiven(other)).toBe(true);
  first?.[Symbol.dispose]();
  (await waits)?.[Symbol.dispose]();
  (await other)?.[Symbol.dispose]();
});

test('a build that is stopped while it waits leaves the queue', async () => {
  const one = limits({ projectLimit: 1 });
  const first = await takeTurn(one, forever);
  const stop = new AbortController();
  const stopped = takeTurn(one, stop.signal);
  const last = takeTurn(one, forever);
  stop.abort();
  expect(await stopped).toBeUndefined();
  first?.[Symbol.dispose]();
  expect(await isGiven(last)).toBe(true);
  (await last)?.[Symbol.dispose]();
});

test('never are there more than allowed, and everyone gets a turn', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      async (projects, machineLimit, projectLimit) => {
        names += 1;
        const now: string[] = [];
        let most = 0;
        await Promise.all(
          projects.map(async (number) => {
            const project = `r${names}-${number}`;
            using _slot = await takeTurn({ project, projectLimit, machineLimit }, forever);
            now.push(project);
            most = Math.max(most, now.length);
            expect(now.filter((each) => each === project).length).toBeLessThanOrEqual(projectLimit);
            await new Promise((resolve) => {
              setImmediate(resolve);
            });
            now.splice(now.indexOf(project), 1);
          }),
        );
        expect(most).toBeLessThanOrEqual(machineLimit);
      },
    ),
    { numRuns: 50 },
  );
});
