import { expect, test } from 'vitest';
import { overlayOptions } from '../../../src/process/machine/overlay-options.ts';

const folders = { lower: '/usr', upper: 'u', work: 'w' };

test.each([
  ['6.18.44-fc', 'redirect_dir=on,volatile,'],
  ['5.10.0-1-amd64', 'redirect_dir=on,volatile,'],
  ['10.0', 'redirect_dir=on,volatile,'],
  ['5.9.16', 'redirect_dir=on,'],
  ['4.14.355-280.amzn2.x86_64', 'redirect_dir=on,'],
  ['4.9.0', ''],
  ['unknown', ''],
])('with the kernel %s an overlay of root has the options that this kernel knows: %s', (release, known) => {
  expect(overlayOptions(folders, true, release)).toBe(`${known}lowerdir=/usr,upperdir=u,workdir=w`);
});

test('an overlay of a user keeps its notes in attributes of a user', () => {
  expect(overlayOptions(folders, false, '6.1')).toBe('userxattr,volatile,lowerdir=/usr,upperdir=u,workdir=w');
});
