// Users of a service who send requests while something happens to it.
import { setTimeout as pause } from 'node:timers/promises';

const visitorCount = 20;

export interface Visits {
  /** Each request that failed. */
  readonly failures: readonly string[];
  /** What `request` resolved with, and how often. */
  readonly answers: ReadonlyMap<string, number>;
}

/**
 * Each visitor sends a request before `work` begins, one after it has ended, and all the time in between.
 * @param pauseMs after each request of a visitor: it leaves the processors to what is under test
 */
export async function visitDuring(
  request: () => Promise<string>,
  work: () => Promise<unknown>,
  pauseMs = 100,
): Promise<Visits> {
  const failures: string[] = [];
  const answers = new Map<string, number>();
  const visit = async (): Promise<void> => {
    try {
      const answer = await request();
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    } catch (error) {
      failures.push(String(error));
    }
  };
  const everyVisitor = async (visits: () => Promise<void>) =>
    Promise.all(Array.from({ length: visitorCount }, visits));
  await everyVisitor(visit);
  const over = new AbortController();
  const visitors = everyVisitor(async () => {
    while (!over.signal.aborted) {
      await pause(pauseMs);
      await visit();
    }
  });
  try {
    await work();
  } finally {
    over.abort();
    await visitors;
  }
  await everyVisitor(visit);
  return { failures, answers };
}
