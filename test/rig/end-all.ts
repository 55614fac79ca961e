// The end of what a pipeline has deployed that was started in the account.
import { expect } from 'vitest';
import type { Project } from './project.ts';

/** The process that drove the pipeline stays for a moment, and nothing is ended before it has gone. */
export async function endAll(app: Project): Promise<void> {
  await expect.poll(async () => (await app.run('down')).status, { timeout: 300_000 }).toBe(0);
}
