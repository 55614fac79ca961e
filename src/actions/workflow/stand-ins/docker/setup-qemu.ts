// Emulation of other platforms is the kernel's, set up by an administrator: here it is only asked for.
import { existsSync } from 'node:fs';
import { succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { platformOf } from './setup-buildx.ts';

/** By the names of Linux's binfmt_misc. */
const emulators: Readonly<Record<string, string>> = {
  'linux/arm64': 'qemu-aarch64',
  'linux/amd64': 'qemu-x86_64',
  'linux/arm/v7': 'qemu-arm',
  'linux/386': 'qemu-i386',
  'linux/ppc64le': 'qemu-ppc64le',
  'linux/s390x': 'qemu-s390x',
  'linux/riscv64': 'qemu-riscv64',
};

export async function setupQemu({ job, inputs }: StandInCall): Promise<StandInEnd> {
  const own = platformOf();
  const there = Object.entries(emulators)
    .filter(([platform, name]) => platform === own || existsSync(`/proc/sys/fs/binfmt_misc/${name}`))
    .map(([platform]) => platform);
  const asked = (inputs['platforms'] ?? '').split(',').map((each) => each.trim());
  const missing = asked.map(whole).filter((platform) => platform !== '' && !there.includes(platform));
  if (missing.length > 0 && !asked.includes('all'))
    job.context.report({
      kind: 'Notice',
      message: `This machine does not emulate ${missing.join(', ')}: an image for it cannot be built here`,
    });
  return Promise.resolve(succeeded({ platforms: there.join(',') }));
}

/** `arm64` is short for `linux/arm64`. */
function whole(platform: string): string {
  return platform === '' || platform === 'all' || platform.includes('/')
    ? platform.replace(/^all$/, '')
    : `linux/${platform}`;
}
