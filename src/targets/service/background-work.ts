// Work on tasks that goes on while its caller does something else: at most one piece for each task.

export class BackgroundWork {
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #onFailure: (error: unknown) => void;

  /** @param onFailure is called with what a piece of work rejects with, since its caller does not wait for it */
  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  has(taskId: string): boolean {
    return this.#underWay.has(taskId);
  }

  /** Begins at once. The caller has made sure that none is under way for the task. */
  begin(taskId: string, work: () => Promise<void>): void {
    this.#underWay.set(taskId, this.#guarded(taskId, work));
  }

  /** Resolves when the work on the task, or on all tasks, is over, also when it failed. */
  async settled(taskId?: string): Promise<void> {
    if (taskId === undefined) await Promise.all(this.#underWay.values());
    else await this.#underWay.get(taskId);
  }

  async #guarded(taskId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#onFailure(error);
    } finally {
      this.#underWay.delete(taskId);
    }
  }
}
