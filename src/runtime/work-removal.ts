// Removes the folders of actions that are over, some at a time, while others run.
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { debugOf } from '../lib/debug.ts';
import { removeFolders } from '../process/remove-folders.ts';
import { overPrefix, removeIfEmpty } from './left-work.ts';

const debug = debugOf('runtime');

/** How long more folders are waited for, in milliseconds: what runs does not wait for it. */
const collectingMs = 100;
/** They lie on the disk meanwhile. */
const mostTogether = 32;

/** Dispose it to have nothing left: what a killed process leaves is removed by the next one that opens the state folder. */
export class WorkRemoval implements AsyncDisposable {
  #waiting: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  /**
   * The folder has another name at once: what removes it goes on when this process is killed, and the same action may be begun anew.
   * @param folder absolute, of one action, in the folder of its execution, which is removed when it is empty
   */
  add(folder: string): void {
    this.#waiting.push(renamed(folder));
    if (this.#waiting.length >= mostTogether) this.#begin();
    else this.#timer ??= setTimeout(() => this.#begin(), collectingMs);
  }

  /** Resolves when all that was added before has gone. */
  async removed(): Promise<void> {
    await this.#round;
    this.#begin();
    await this.#round;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    while (this.#round !== undefined || this.#waiting.length > 0) await this.removed();
  }

  /** One round at a time: what comes meanwhile is for the next one. */
  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#round !== undefined || this.#waiting.length === 0) return;
    const folders = this.#waiting;
    this.#waiting = [];
    this.#round = this.#remove(folders);
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

/** @returns its new path, or the same where it could not be given another */
function renamed(folder: string): string {
  const over = join(dirname(folder), `${overPrefix}${randomUUID()}`);
  try {
    renameSync(folder, over);
    return over;
  } catch (error) {
    if (existsSync(folder)) debug(() => `a folder of an action keeps its name: ${String(error)}`);
    return folder;
  }
}
