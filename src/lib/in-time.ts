// Ends a calculation whose time is up. Regular expressions of users try every combination, and no pattern stops the program.
import { createContext, Script } from 'node:vm';
import type { Result } from './result.ts';

const script = new Script('calculate()');

const longestMs = 1000;

/**
 * What a calculation gives, unless it takes longer than a second.
 * @param calculate may be ended at any place, so it changes nothing. What it throws is thrown
 */
export function inTime<T>(calculate: () => T): Result<{ readonly value: T }> {
  const context = createContext({ calculate });
  try {
    return { value: script.runInContext(context, { timeout: longestMs }) as T };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return { failed: `it took longer than ${longestMs / 1000} s` };
  }
}
