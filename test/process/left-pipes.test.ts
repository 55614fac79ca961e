import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takePipes } from '../../src/process/output-pipes.ts';

test.skipIf(process.platform !== 'linux')(
  'pipes that a killed process has left go with the next ones, and those of a running process stay',
  async () => {
    const ended = spawnSync('true').pid;
    const left = join(tmpdir(), `slipway-pipes-${ended}-abcdef`);
    mkdirSync(left);
    writeFileSync(join(left, '0'), '');
    const used = mkdtempSync(join(tmpdir(), `slipway-pipes-${process.pid}-`));
    // More than earlier tests of this process have left over.
    const pipes = (await takePipes(200)) ?? [];
    for (const { reading, writing } of pipes) [reading, writing].forEach((handle) => closeSync(handle));
    expect(existsSync(left)).toBe(false);
    expect(existsSync(used)).toBe(true);
    rmSync(used, { recursive: true });
  },
);
