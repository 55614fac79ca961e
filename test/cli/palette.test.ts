// Who decides about colours: the flag, then NO_COLOR, then FORCE_COLOR, then whether a person looks.
import { describe, expect, test } from 'vitest';
import { wantsColor } from '../../src/cli/render/palette.ts';

describe('colours', () => {
  test.each([
    { env: {}, isTerminal: true, isRefused: false, wanted: true },
    { env: {}, isTerminal: false, isRefused: false, wanted: false },
    { env: {}, isTerminal: true, isRefused: true, wanted: false },
    { env: { FORCE_COLOR: '1' }, isTerminal: true, isRefused: true, wanted: false },
    { env: { NO_COLOR: '1' }, isTerminal: true, isRefused: false, wanted: false },
    { env: { NO_COLOR: '' }, isTerminal: true, isRefused: false, wanted: true },
    { env: { NO_COLOR: '1', FORCE_COLOR: '1' }, isTerminal: true, isRefused: false, wanted: false },
    { env: { FORCE_COLOR: '1' }, isTerminal: false, isRefused: false, wanted: true },
    { env: { FORCE_COLOR: '0' }, isTerminal: true, isRefused: false, wanted: false },
    { env: { TERM: 'dumb' }, isTerminal: true, isRefused: false, wanted: false },
  ])('with $env, terminal $isTerminal, --no-color $isRefused: $wanted', ({ wanted, ...wishes }) => {
    expect(wantsColor(wishes)).toBe(wanted);
  });
});
