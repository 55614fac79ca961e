// Builds that are to run in containers need an engine that answers: found out before anything starts.
import type { Executor } from '../../actions/provider.ts';
import type { Definition } from '../../model/definition.ts';
import { engineFindings } from '../lint/engine-findings.ts';
import type { Terminal } from '../terminal.ts';
import { problem, ProblemError } from '../../lib/problem.ts';

/** Throws a ProblemError when none answers: a build that finds it out itself has waited for its source. */
export async function requireEngine(executor: Executor = 'process'): Promise<void> {
  if (executor === 'process') return;
  const { engineOf, engineRemedy } = await import('../../actions/codebuild/build-image.ts');
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

/** Nobody waits for builds to learn at the end that what they made cannot be deployed here. */
export async function tellMissingEngine(
  definition: Definition,
  { writeError, hints }: Pick<Terminal, 'writeError' | 'hints'>,
): Promise<void> {
  for (const { message, remedy } of await engineFindings(definition))
    writeError(`warning: ${message}\n    help: ${hints.complete(remedy ?? '')}\n`);
}
