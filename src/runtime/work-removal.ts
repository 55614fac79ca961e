// Removes the folders of actions that are over, some at a time, while others run.
import { dirname } from 'node:path';
import { debugOf } from '../lib/debug.ts';
import { removeFolders } from '../process/remove-folders.ts';
import { removeIfEmpty } from './left-work.ts';

const debug = debugOf('runtime');

/** How long more folders are waited for, in milliseconds: what runs does not wait for it. */
const collectingMs = 100;
/** They lie on the disk meanwhile. */
const mostTogether = 32;

/** Dispose it to have nothing left: what a killed process leaves is removed by the next one that opens the state folder. */
export class WorkRemoval implements AsyncDisposable {
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #round: { readonly folders: readonly string[]; readonly over: Promise<void> } | undefined;

  /** @param folder absolute, of one action, in the folder of its execution, which is removed when it is empty */
  add(folder: string): void {
    this.#waiting.add(folder);
    if (this.#waiting.size >= mostTogether) this.#begin();
    else this.#timer ??= setTimeout(() => this.#begin(), collectingMs);
  }

  /** Resolves when a folder is not to be removed any more: it may be made anew. */
  async settled(folder: string): Promise<void> {
    if (this.#waiting.has(folder) || this.#round?.folders.includes(folder) === true) await this.#all();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#all();
  }

  async #all(): Promise<void> {
    while (this.#round !== undefined || this.#waiting.size > 0) {
      this.#begin();
      await this.#round?.over;
    }
  }

  /** One round at a time: what comes meanwhile is for the next one. */
  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#round !== undefined || this.#waiting.size === 0) return;
    const folders = [...this.#waiting];
    this.#waiting.clear();
    this.#round = { folders, over: this.#remove(folders) };
  }

  async #remove(folders: readonly string[]): Promise<void> {
    try {
      await removeFolders(folders);
    } catch (error) {
      debug(() => `a folder of an action is left: ${String(error)}`);
    }
    for (const parent of new Set(folders.map((folder) => dirname(folder)))) {
      removeIfEmpty(parent);
      removeIfEmpty(dirname(parent));
    }
    this.#round = undefined;
    this.#begin();
  }
}
