// The appspec of a deployment to a function, out of its revision.
import { positionAt } from '../../lib/source-file.ts';
import type { Result } from '../../lib/result.ts';
import { readAppSpec } from '../../load/appspec/appspec.ts';
import type { LambdaAppSpec } from '../../model/deployment.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { Revision } from '../deployment/deployment-record.ts';
import type { ActionContext } from '../provider.ts';

const fileNames = ['appspec.yml', 'appspec.yaml', 'appspec.json'] as const;

export async function readFunctionAppSpec(
  { state }: Pick<ActionContext<object>, 'state'>,
  { digest }: Pick<Revision, 'digest'>,
): Promise<Result<LambdaAppSpec, FailureDetails>> {
  const code = 'INVALID_REVISION';
  for (const path of fileNames) {
    const content = await state.artifacts.readFile(digest, path);
    if (content === undefined) continue;
    const file = { path, text: Buffer.from(content).toString('utf8') };
    const { appSpec, problems } = readAppSpec(file, { platform: 'Lambda' });
    if (appSpec?.platform === 'Lambda') return appSpec;
    const wrong = problems.find(({ severity }) => severity === 'error');
    const { line, column } = positionAt(file.text, wrong?.at?.start ?? 0);
    const message = `${path}:${line}:${column}: ${wrong?.message ?? 'it cannot be read'}`;
    return { failed: { code, message, remedy: wrong?.remedy ?? 'Fix it where it is written.' } };
  }
  return {
    failed: {
      code,
      message: `The revision has none of ${fileNames.join(', ')} at its root`,
      remedy: 'Put an appspec with the function, its alias and the two versions at the root of the artifact.',
    },
  };
}
