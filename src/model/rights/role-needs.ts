// Every role that a definition names, with what each part of the definition needs of it. Pure.
import { defined } from '../../lib/defined.ts';
import type { Definition } from '../definition.ts';
import { rulesOf, type PlacedRule } from '../pipeline-texts.ts';
import { actionsOf, nameOf, type PlacedAction } from '../pipeline-walk.ts';
import { roleNameOf, whereOf } from './arns.ts';
import type { Derived, PassedRole } from './rights-request.ts';
import type { RightsContext, NeedOfRole, RightsSources } from './rights-context.ts';
import { deploymentRights } from './deployment-rights.ts';
import { projectNeeds } from './project-needs.ts';
import { right, type Need, type Right, type RoleNeeds } from './right.ts';
import { storeNeeds } from './store-needs.ts';
import { workloadNeeds } from './workload-needs.ts';

/** In the order in which the definition names them; a role that does several things is there once. */
export function roleNeedsOf(definition: Definition, sources: RightsSources): readonly RoleNeeds[] {
  const where: RightsContext['where'] = (roleArn, region) => whereOf(roleArn, region ?? sources.region);
  const context: RightsContext = { definition, sources, where };
  const found = [
    ...(definition.standalone === true ? [] : pipelineNeeds(context)),
    ...definition.projects.flatMap((project, index) => projectNeeds(project, index, context)),
    ...deploymentNeeds(context),
    ...workloadNeeds(context),
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
function pipelineRoleOf({ definition }: RightsContext): string {
  return definition.pipeline.roleArn ?? '';
}

function pipelineNeeds(context: RightsContext): readonly NeedOfRole[] {
  const { pipeline } = context.definition;
  const arn = pipelineRoleOf(context);
  return [
    ...storeNeeds(arn, context, { needsBucket: true }).map((need) => ({
      arn,
      service: 'codepipeline' as const,
      need,
    })),
    ...actionsOf(pipeline).flatMap((placed) => actionNeeds(placed, context)),
    ...rulesOf(pipeline).map((placed) => ruleNeed(placed, context)),
  ];
}

/** An action with a role of its own runs as that one, which the pipeline's must be able to become. */
function actionNeeds(placed: PlacedAction, context: RightsContext): readonly NeedOfRole[] {
  const { definition, sources, where } = context;
  const { action, path } = placed;
  const pipelineRole = pipelineRoleOf(context);
  const own = action.roleArn;
  const arn = own ?? pipelineRole;
  const at = { what: nameOf(placed), name: action.name, path: [...path, 'name'] };
  const taskRoleArns = sources.taskRolesOf(placed);
  const { environmentVariables } = action;
  const type = sources.types.find(action.actionTypeId);
  const { passedRole, ...derived } = (type?.rights ?? notDerived(action.actionTypeId.provider))({
    configuration: action.configuration ?? {},
    commands: action.commands ?? [],
    where: where(arn, action.region),
    definition,
    ...defined({ environmentVariables, taskRoleArns }),
  });
  const passed = passedRole === undefined ? [] : [needOfPassed(passedRole, at)];
  if (own === undefined) return [{ arn, service: 'codepipeline', need: { ...at, ...derived } }, ...passed];
  const assumes = { ...at, rights: [right('sts:AssumeRole', own)] };
  return [
    { arn: pipelineRole, service: 'codepipeline', need: assumes },
    { arn, need: { ...at, ...derived } },
    ...storeNeeds(arn, context).map((need) => ({ arn, need })),
    ...passed,
  ];
}

function needOfPassed(
  { arn, service, note, isPartial }: PassedRole,
  at: Pick<Need, 'what' | 'name' | 'path'>,
): NeedOfRole {
  return { arn, service, need: { ...at, rights: [], ...defined({ note, isPartial }) } };
}

const notDerived = (provider: string) => (): Derived => ({
  rights: [],
  isPartial: true,
  note: `What an action of ${provider} needs is not derived.`,
});

function ruleNeed({ rule, path }: PlacedRule, context: RightsContext): NeedOfRole {
  const { definition, sources, where } = context;
  const arn = rule.roleArn ?? pipelineRoleOf(context);
  const { provider } = rule.ruleTypeId;
  const type = sources.types.rules.find((each) => each.provider === provider);
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

function deploymentNeeds({ definition, where }: RightsContext): readonly NeedOfRole[] {
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
