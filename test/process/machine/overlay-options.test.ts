import { expect, test } from 'vitest';
import { overlayOptions } from '../../../src/process/machine/overlay-options.ts';

const folders = { lower: '/usr', upper: 'u', work: 'w' };

test.each([
  ['6.18.44-fc', true],
  ['5.10.0-1-amd64', true],
  ['10.0', true],
  ['5.9.16', false],
  ['4.14.355-280.amzn2.x86_64', false],
  ['unknown', false],
])('with the kernel %s an overlay is volatile: %s', (release, isVolatile) => {
  expect(overlayOptions(folders, true, release)).toBe(
    `${isVolatile ? 'volatile,' : ''}lowerdir=/usr,upperdir=u,workdir=w`,
  );
});

test('an overlay of a user keeps its notes in attributes of a user', () => {
  expect(overlayOptions(folders, false, '6.1')).toBe('userxattr,volatile,lowerdir=/usr,upperdir=u,workdir=w');
});
