// Which Slipway the tests start: the bundle that build-program.ts made of the present sources, or, where a script uses the
// rig, the sources themselves.
import { join } from 'node:path';

/** Names the folder of the bundle to the processes of the tests, and to no process that they start. */
export const programVariable = 'SLIPWAY_TEST_PROGRAM';

const folder = process.env[programVariable] ?? join(import.meta.dirname, '..', '..');

/** What Node starts. */
export const launcher = join(folder, 'bin', 'slipway.js');

/** A folder for PATH, in which the command is `slipway`. */
export const programPath =
  process.env[programVariable] === undefined ? join(import.meta.dirname, 'bin') : join(folder, 'bin');
