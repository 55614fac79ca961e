// What the commands of a phase use is measured, and reported with the phase.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLeft } from '../../../src/process/shell/command-script.ts';
import { BuildGround, type Built } from '../../rig/build.ts';

function usageOf({ progress }: Built, phaseType: string) {
  const ends = progress.flatMap((each) =>
    each.kind === 'Phase' && each.phaseType === phaseType && each.phaseStatus !== 'IN_PROGRESS' ? [each] : [],
  );
  return ends[0]?.usage ?? {};
}

/** Burns processor time until it has used `ms` of it, however busy the machine is. */
const burn = (ms: number) =>
  `node -e 'while (process.cpuUsage().user + process.cpuUsage().system < ${ms * 1000});'`;

const phase = (...commands: readonly string[]) => ({ commands });

describe('a phase', () => {
  test('reports the processor time of its own commands, also of those in the background that it waited for', async () => {
    await using ground = await BuildGround.open();
    const built = await ground.build({
      buildspec: {
        version: 0.2,
        phases: { pre_build: phase('true'), build: phase(burn(400), `${burn(300)} & wait`) },
      },
    });
    const { cpuMs = 0 } = usageOf(built, 'BUILD');
    expect(cpuMs).toBeGreaterThan(650);
    expect(usageOf(built, 'PRE_BUILD').cpuMs ?? 0).toBeLessThan(cpuMs / 2);
    expect(built.log).toMatch(/Phase used: BUILD CPU \d/);
  });

  test('reports the most memory that a command and what it started held', async () => {
    await using ground = await BuildGround.open();
    const hold = `node -e 'globalThis.held = Buffer.alloc(3e8, 1); setTimeout(() => {}, 1500)'`;
    const built = await ground.build({ buildspec: { version: 0.2, phases: { build: phase(hold) } } });
    const { peakMemoryBytes = 0 } = usageOf(built, 'BUILD');
    expect(peakMemoryBytes).toBeGreaterThan(3e8);
    expect(peakMemoryBytes).toBeLessThan(8e8);
  });

  test('reports nothing when nothing ran in it', async () => {
    await using ground = await BuildGround.open();
    const built = await ground.build({ buildspec: { version: 0.2, phases: { build: phase('true') } } });
    expect(usageOf(built, 'INSTALL')).toEqual({});
  });
});

test('what a command left is read whatever its folder is called', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((name) => !name.endsWith('\n')),
      (name) => {
        const text = `0m0.010000s 0m0.020000s\n1m1.500000s 0m0.000000s\n/place/${name}\n`;
        expect(readLeft(text)).toEqual({ folder: `/place/${name}`, cpuMs: 61_530 });
      },
    ),
  );
  expect(readLeft('')).toBeUndefined();
});
