// The appspec that a call of CreateDeployment gives, and the revision of a task definition that it names (CodeDeploy user guide,
// "AppSpec 'resources' section for Amazon ECS deployments").
import { openAccount } from '../../account/open-account.ts';
import { type Explanation, type Failed, isFailed, type Result } from '../../lib/result.ts';
import { familyOf } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ActionContext } from '../provider.ts';
import { appSpecIn, type Templates } from './code-deploy-templates.ts';

type Context = Pick<ActionContext<object>, 'inputArtifacts' | 'state' | 'place'>;

const fileNames = ['appspec.yaml', 'appspec.yml', 'appspec.json'] as const;

/** The task definition is registered already, and keeps its number. */
export interface GivenRevision extends Templates {
  readonly revision: number;
}

export async function readGivenRevision(context: Context): Promise<Result<GivenRevision, Explanation>> {
  const file = await appSpecFile(context);
  if (file === undefined)
    return refusal(
      `The revision has none of ${fileNames.join(', ')} at its root`,
      'Give the appspec as appSpecContent, or as an object of the type YAML or JSON.',
    );
  const appSpec = appSpecIn(file);
  if (isFailed(appSpec)) return appSpec;
  const { family, revision } = familyOf(appSpec.taskDefinition);
  const definition = revision === undefined ? undefined : registered(context, family, revision);
  if (revision === undefined || definition === undefined)
    return refusal(
      `There is no task definition "${appSpec.taskDefinition}", which the appspec names`,
      'Name one by its ARN with its revision: "aws ecs register-task-definition" gives it.',
    );
  return { definition, revision, appSpecContent: file.text, appSpec: () => appSpec };
}

async function appSpecFile({ inputArtifacts: [artifact], state }: Context) {
  for (const path of fileNames) {
    const content = await state.artifacts.readFile(artifact?.digest ?? '', path);
    if (content !== undefined) return { path, text: Buffer.from(content).toString('utf8') };
  }
  return undefined;
}

function registered(
  { state, place: { account: owner, region } }: Context,
  family: string,
  revision: number,
): TaskDefinition | undefined {
  using account = openAccount(state.path);
  return account
    .versions({ account: owner, region, type: 'AWS::ECS::TaskDefinition', name: family })
    .find(({ version }) => version === revision)?.values;
}

function refusal(message: string, remedy: string): Failed<Explanation> {
  return { failed: { message, remedy } };
}
