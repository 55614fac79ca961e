// Every role that a definition names, with what each part of the definition needs of it. Pure.
import type { Definition } from '../definition.ts';
import { rulesOf, type PlacedRule } from '../pipeline-texts.ts';
import { actionsOf, nameOf, type PlacedAction } from '../pipeline-walk.ts';
import { roleNameOf, whereOf } from './arns.ts';
import type { Derived } from './asked.ts';
import type { Asking, NeedOfRole, ReadBeside } from './asking.ts';
import { deploymentRights } from './deployment-rights.ts';
import { projectNeeds } from './project-needs.ts';
import { right, type Need, type Right, type RoleNeeds } from './right.ts';
import { storeNeeds } from './store-needs.ts';
import { workloadNeeds } from './workload-needs.ts';

/** In the order in which the definition names them; a role that does several things is there once. */
export function roleNeedsOf(definition: Definition, beside: ReadBeside): readonly RoleNeeds[] {
  const where: Asking['where'] = (roleArn, region) => whereOf(roleArn, region ?? beside.region);
  const asking: Asking = { definition, beside, where };
  const found = [
    ...(definition.standalone === true ? [] : pipelineNeeds(asking)),
    ...definition.projects.flatMap((project, index) => projectNeeds(project, index, asking)),
    ...deploymentNeeds(asking),
    ...workloadNeeds(asking),
  ];
  const arns = [...new Set(found.map(({ arn }) => arn))].filter((arn) => arn !== '');
  return arns.map((arn) =>
    roleOf(
      arn,
      found.filter((each) => each.arn === arn),
    ),
  );
}

function roleOf(arn: string, found: readonly NeedOfRole[]): RoleNeeds {
  const needs = new Map<string, Need>();
  for (const { need } of found) {
    const earlier = needs.get(need.what);
    const rights = [...(earlier?.rights ?? []), ...need.rights];
    needs.set(need.what, { ...(earlier ?? need), rights: unique(rights) });
  }
  return {
    arn,
    name: roleNameOf(arn),
    services: [...new Set(found.flatMap(({ service }) => service ?? []))],
    needs: [...needs.values()].filter(({ rights, note }) => rights.length > 0 || note !== undefined),
  };
}

function unique(rights: readonly Right[]): readonly Right[] {
  return [...new Map(rights.map((each) => [JSON.stringify(each), each])).values()];
}

/** Empty when the pipeline names none. */
function pipelineRoleOf({ definition }: Asking): string {
  return definition.pipeline.roleArn ?? '';
}

function pipelineNeeds(asking: Asking): readonly NeedOfRole[] {
  const { pipeline } = asking.definition;
  const arn = pipelineRoleOf(asking);
  return [
    ...storeNeeds(arn, asking, { needsBucket: true }).map((need) => ({
      arn,
      service: 'codepipeline' as const,
      need,
    })),
    ...actionsOf(pipeline).flatMap((placed) => actionNeeds(placed, asking)),
    ...rulesOf(pipeline).map((placed) => ruleNeed(placed, asking)),
  ];
}

/** An action with a role of its own runs as that one, which the pipeline's must be able to become. */
function actionNeeds(placed: PlacedAction, asking: Asking): readonly NeedOfRole[] {
  const { definition, beside, where } = asking;
  const { action, path } = placed;
  const pipelineRole = pipelineRoleOf(asking);
  const own = action.roleArn;
  const arn = own ?? pipelineRole;
  const at = { what: nameOf(placed), name: action.name, path: [...path, 'name'] };
  const taskRoleArns = beside.taskRolesOf(placed);
  const { environmentVariables } = action;
  const type = beside.types.find(action.actionTypeId);
  const derived = (type?.rights ?? notDerived(action.actionTypeId.provider))({
    configuration: action.configuration ?? {},
    commands: action.commands ?? [],
    where: where(arn, action.region),
    definition,
    ...(environmentVariables === undefined ? {} : { environmentVariables }),
    ...(taskRoleArns === undefined ? {} : { taskRoleArns }),
  });
  if (own === undefined) return [{ arn, service: 'codepipeline', need: { ...at, ...derived } }];
  const assumes = { ...at, rights: [right('sts:AssumeRole', own)] };
  return [
    { arn: pipelineRole, service: 'codepipeline', need: assumes },
    { arn, need: { ...at, ...derived } },
    ...storeNeeds(arn, asking).map((need) => ({ arn, need })),
  ];
}

const notDerived = (provider: string) => (): Derived => ({
  rights: [],
  isPartial: true,
  note: `What an action of ${provider} needs is not derived.`,
});

function ruleNeed({ rule, path }: PlacedRule, asking: Asking): NeedOfRole {
  const { definition, beside, where } = asking;
  const arn = rule.roleArn ?? pipelineRoleOf(asking);
  const { provider } = rule.ruleTypeId;
  const type = beside.types.rules.find((each) => each.provider === provider);
  const derived = (type?.rights ?? notDerived(provider))({
    configuration: rule.configuration ?? {},
    commands: rule.commands ?? [],
    where: where(arn, rule.region),
    definition,
  });
  return {
    arn,
    ...(rule.roleArn === undefined ? { service: 'codepipeline' as const } : {}),
    need: { what: `rule "${rule.name}"`, name: rule.name, path: [...path, 'name'], ...derived },
  };
}

function deploymentNeeds({ definition, where }: Asking): readonly NeedOfRole[] {
  return definition.deploymentGroups.map((group, index) => ({
    arn: group.serviceRoleArn,
    service: 'codedeploy',
    need: {
      what: `deployment group "${group.deploymentGroupName}"`,
      name: group.deploymentGroupName,
      path: ['deploymentGroups', index],
      ...deploymentRights(group, where(group.serviceRoleArn)),
    },
  }));
}
