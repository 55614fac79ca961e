// Commands as a message names them when `slipway` is on the PATH and the state is where it is looked for.
import type { Hints } from '../../src/cli/hints-contract.ts';

export const plainHints: Hints = {
  command: (words) => ['slipway', ...words].join(' '),
  run: (path) => `slipway run ${path}`,
  up: (path) => `slipway up ${path}`,
  again: (...further) => ['slipway', 'run', ...further].join(' '),
  isCall: (command) => command === 'run',
  answers: () => 'or reject',
  useKeys: () => undefined,
  complete: (text) => text,
  useState: () => undefined,
  usePipelines: () => undefined,
};
