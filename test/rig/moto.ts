// moto for tests: one environment for all, in the user's cache folder as for a user.
import { provideEnvironment } from '../../src/targets/python/python-environment.ts';

/** Why there can be none on this machine (no Python, no network); undefined when there is one. */
export async function missingMoto(): Promise<string | undefined> {
  try {
    await provideEnvironment({ onProgress: () => {} });
    return undefined;
  } catch (error) {
    return String(error);
  }
}
