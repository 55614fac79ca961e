// Puts files of its own into the file tree of a namespace host before it is mounted: into the layers of changes, or
// into the base of a host whose root is no overlay. What this machine has stays as it is.
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlannedMount } from '../../process/machine/mount-plan.ts';
import { hostLayer } from '../../process/machine/skeleton.ts';

export class PrivateFiles {
  readonly #hostPath: string;
  readonly #overlays: readonly (PlannedMount & { readonly kind: 'overlay' })[];
  readonly #isRoot = process.getuid?.() === 0;

  /** The layers must be prepared, and nothing of the host may run. */
  constructor(hostPath: string, mounts: readonly PlannedMount[]) {
    this.#hostPath = hostPath;
    this.#overlays = mounts
      .filter((mount) => mount.kind === 'overlay')
      .toSorted((a, b) => b.path.length - a.path.length);
  }

  write(path: string, text: string, mode: number): void {
    const place = this.#place(path);
    rmSync(place, { force: true });
    writeFileSync(place, text, { mode });
    chmodSync(place, mode);
  }

  link(path: string, to: string): void {
    const place = this.#place(path);
    rmSync(place, { force: true });
    symlinkSync(to, place);
  }

  /** Belongs to the account; one that is there, here or on this machine, is left as it is. */
  folder(path: string, mode: number, owner: { readonly uid: number; readonly gid: number }): void {
    const place = this.#place(path);
    if (existsSync(place) || existsSync(path)) return;
    mkdirSync(place);
    chmodSync(place, mode);
    this.#own(place, owner);
  }

  /** Where the path lies outside, its parents made like those of this machine. */
  #place(path: string): string {
    const holder = this.#overlays.find((mount) => mount.path === '/' || path.startsWith(`${mount.path}/`));
    const top =
      holder === undefined
        ? join(this.#hostPath, 'base')
        : join(this.#hostPath, hostLayer(holder.layer).upper);
    const under = holder === undefined || holder.path === '/' ? '' : holder.path;
    this.#makeParents(top, under, dirname(path));
    return join(top, path.slice(under.length));
  }

  #makeParents(top: string, under: string, folder: string): void {
    if (folder.length <= Math.max(under.length, 1)) return;
    const place = join(top, folder.slice(under.length));
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) return;
    this.#makeParents(top, under, dirname(folder));
    mkdirSync(place);
    const like = statSync(folder, { throwIfNoEntry: false });
    if (like === undefined) return;
    chmodSync(place, like.mode & 0o7777);
    this.#own(place, like);
  }

  /** An unprivileged host has one account only, which is ours. */
  #own(place: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
    if (this.#isRoot) chownSync(place, uid, gid);
  }
}
