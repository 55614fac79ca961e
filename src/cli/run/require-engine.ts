// Builds that are to run in containers need an engine that answers: found out before anything starts.
import type { Executor } from '../../actions/build/build-options.ts';
import { problem, ProblemError } from '../../lib/problem.ts';

/** Throws a ProblemError when none answers: a build that finds it out itself has waited for its source. */
export async function requireEngine(executor: Executor = 'process'): Promise<void> {
  if (executor === 'process') return;
  const { engineOf, engineRemedy } = await import('../../actions/build/build-image.ts');
  if ((await engineOf(executor)) !== undefined) return;
  throw new ProblemError([
    problem({
      code: 'ContainerEngineNotFound',
      whose: 'machine',
      message: `No ${executor} engine answers on this machine`,
      remedy: engineRemedy,
    }),
  ]);
}
