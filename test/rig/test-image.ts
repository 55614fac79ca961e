// The root of an image that is put together from programs of this machine: no registry is needed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes it as a tar file into the folder, gives that to `take`, and removes it. */
export function withTestImage(
  folder: string,
  take: (tar: string) => void,
  {
    hasNode = false,
    programs = [],
  }: { readonly hasNode?: boolean; readonly programs?: readonly string[] } = {},
): void {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'bin'), { recursive: true });
  const busybox = which('busybox');
  copyFileSync(busybox, join(root, 'bin', 'busybox'));
  for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
    if (name !== 'busybox') symlinkSync('busybox', join(root, 'bin', name));
  addProgram(root, which('bash'), 'bin/bash');
  // What the tools of a build run with lies outside of the image, but not the libraries that it needs.
  addLibraries(root, process.execPath);
  for (const name of programs) addProgram(root, which(name), `bin/${name}`);
  if (hasNode) copyFileSync(process.execPath, join(root, 'bin', 'node'));
  write(root, 'etc/passwd', 'root:x:0:0::/root:/bin/sh\nbuilder:x:1234:1234::/:/bin/sh\n');
  write(root, 'etc/group', 'root:x:0:\nbuilder:x:1234:\n');
  write(root, 'etc/image-release', 'an image of the test\n');
  mkdirSync(join(root, 'tmp'), { mode: 0o1777 });
  const tar = join(folder, 'root.tar');
  execFileSync('tar', ['-C', root, '-cf', tar, '.']);
  rmSync(root, { recursive: true });
  take(tar);
  rmSync(tar);
}

function which(name: string): string {
  return execFileSync('/bin/sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
}

function addProgram(root: string, file: string, path: string): void {
  rmSync(join(root, path), { force: true });
  copyFileSync(file, join(root, path));
  addLibraries(root, file);
}

function addLibraries(root: string, file: string): void {
  const listed = execFileSync('ldd', [file], { encoding: 'utf8' }).matchAll(/(\/\S+)/g);
  for (const [, library = ''] of listed) {
    const place = join(root, dirname(library));
    mkdirSync(place, { recursive: true });
    copyFileSync(library, join(place, basename(library)));
  }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
