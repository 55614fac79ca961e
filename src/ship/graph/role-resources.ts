// A role for each that a definition names, that may do exactly what the definition needs of it. Pure.
// Sources: IAM user guide, "The confused deputy problem"; CodePipeline, CodeBuild and CodeDeploy user guides, "Cross-service
// confused deputy prevention"; IAM and STS quotas.
import { isDeepStrictEqual } from 'node:util';
import type { ShipRequest } from '../../model/action-type.ts';
import { listOf, type PolicyStatement, type RolePolicy } from '../../model/policy.ts';
import { policiesOf } from '../../model/rights/attach-policy.ts';
import { parseArn } from '../../model/arn.ts';
import { policyLength, roleStatements } from '../../model/rights/role-statements.ts';
import { right, type RoleNeeds, type Service } from '../../model/rights/right.ts';
import {
  logicalId,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { pipelineArn, startRoleArn, startRoleName } from '../../model/shipped-start.ts';

/** @param isWhole whether roles get also what the policies next to the definition allow them */
export function roleResources(roles: readonly RoleNeeds[], request: ShipRequest, isWhole = false): Shipped {
  const { account } = request.place;
  const own = roles.filter(({ arn }) => parseArn(arn)?.account === account);
  const others = roles.filter(({ arn }) => parseArn(arn)?.account !== account);
  const made = own.map((role) => {
    const given = policiesOf(role, 'rights', { policies: request.definition.policies, roles });
    return roleResource(role, request, { given: given.map(({ policy }) => policy), isShipped: isWhole });
  });
  return {
    resources: made.flatMap(({ resources }) => resources),
    notes: [
      ...made.flatMap(({ notes }) => notes),
      ...others.map(({ arn }) => `The role ${arn} is of another account: it is not shipped`),
    ],
  };
}

interface GivenPolicies {
  /** Of the files, for this role. */
  readonly given: readonly RolePolicy[];
  readonly isShipped: boolean;
}

function roleResource(
  ordered: RoleNeeds,
  request: ShipRequest,
  { given, isShipped }: GivenPolicies,
): Shipped {
  // The order of files is none of rights.
  const role = {
    ...ordered,
    needs: ordered.needs.toSorted((one, other) => compareText(one.what, other.what)),
  };
  const { statements, reasons } = roleStatements(role);
  const open = role.needs.flatMap(({ what, note }) =>
    note === undefined ? [] : [`Role ${role.name}, ${what}: ${note}`],
  );
  const id = logicalId(role.name, 'Role');
  const least =
    statements.length === 0
      ? []
      : [policyNamed('least', { Version: '2012-10-17', Statement: statements as unknown as PropertyValue })];
  const more = isShipped ? given.flatMap((policy) => fromFile(policy, statements)) : [];
  const policies = [...least, ...more];
  const isLong = policyLength(policies.map((each) => each['PolicyDocument'] ?? {})) > maxInlineLength;
  const left = open.length > 0 && !isShipped ? given : [];
  return {
    resources: [
      {
        id,
        type: 'AWS::IAM::Role',
        name: role.name,
        why: `${assumedBy(role)} with it.`,
        reasons,
        properties: {
          RoleName: role.name,
          ...pathOf(role.arn),
          AssumeRolePolicyDocument: trustOf(role, request),
          ...(policies.length === 0 ? {} : { Policies: policies }),
        },
      },
    ],
    notes: [
      ...open,
      ...left.map(
        ({ fileName }) =>
          `Role ${role.name} gets what the definition and its commands show, and not what ${fileName}.json allows. --policies ships that too`,
      ),
      ...(isLong
        ? [
            `The policies of role ${role.name} are longer than the ${maxInlineLength} characters that IAM takes`,
          ]
        : []),
    ],
  };
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function policyNamed(name: string, document: PropertyValues): PropertyValues {
  return { PolicyName: name, PolicyDocument: document };
}

/** What the role has already is left out: nothing of a policy is there for nothing. */
function fromFile(
  { policyName, fileName, document }: RolePolicy,
  least: readonly PolicyStatement[],
): readonly PropertyValues[] {
  const Statement = document.Statement.filter((statement) => !isGiven(statement, least));
  if (Statement.length === 0) return [];
  const name = policyName ?? fileName;
  return [
    policyNamed(name === 'least' ? 'given' : name, { ...document, Statement } as unknown as PropertyValues),
  ];
}

/** Action by action and resource by resource as they are written: a wider pattern is another right. */
function isGiven(statement: PolicyStatement, least: readonly PolicyStatement[]): boolean {
  const { Effect, Action, Resource, Condition, NotAction, NotResource } = statement;
  if (Effect !== 'Allow' || NotAction !== undefined || NotResource !== undefined) return false;
  const same = least.filter((each) => isDeepStrictEqual(each.Condition, Condition));
  return listOf(Action).every((action) =>
    listOf(Resource).every((resource) =>
      same.some((each) => listOf(each.Action).includes(action) && listOf(each.Resource).includes(resource)),
    ),
  );
}

/** Of all inline policies of a role together; white space is not counted. */
const maxInlineLength = 10_240;

function assumedBy({ services }: RoleNeeds): string {
  return services.length === 0 ? 'Another role works' : `${services.map(principalOf).join(', ')} works`;
}

function pathOf(arn: string): PropertyValues {
  const path = /:role(\/.+\/)[^/]+$/.exec(arn)?.[1];
  return path === undefined ? {} : { Path: path };
}

/** Services may assume it for this definition's own resources; a role that another assumes trusts its account. */
function trustOf(role: RoleNeeds, request: ShipRequest): PropertyValues {
  const { partition, account } = request.place;
  const statements: PropertyValue[] = role.services.map((service) => ({
    Effect: 'Allow',
    Principal: { Service: principalOf(service) },
    Action: 'sts:AssumeRole',
    ...conditionOf(service, role, request),
  }));
  const pipelineRole = request.definition.pipeline.roleArn;
  const byRole: PropertyValue = {
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    ...(pipelineRole === undefined ? {} : { Condition: { ArnEquals: { 'aws:PrincipalArn': pipelineRole } } }),
  };
  return {
    Version: '2012-10-17',
    Statement: statements.length === 0 ? [byRole] : statements,
  };
}

function principalOf(service: Service): string {
  return `${service}.amazonaws.com`;
}

/**
 * That Lambda sends a source when it assumes the role of a function, and CloudFormation when it assumes that of a stack, is
 * said nowhere (Lambda developer guide, "Execution role"; CloudFormation user guide, "CloudFormation service role"; its
 * "Cross-service confused deputy prevention" is of extensions), and a condition on what is not sent refuses all: their roles
 * are shipped without one, and one that is written by hand is taken to hold here (services/service-trust.ts). Only who may
 * pass a role of its own account gives it to a function or a stack.
 */
function conditionOf(service: Service, role: RoleNeeds, request: ShipRequest): PropertyValues {
  const sources = sourcesOf(service, role, request);
  if (sources.length === 0) return {};
  return {
    Condition: {
      StringEquals: { 'aws:SourceAccount': request.place.account },
      ArnLike: { 'aws:SourceArn': sources.toSorted() },
    },
  };
}

function sourcesOf(service: Service, { arn }: RoleNeeds, request: ShipRequest): readonly string[] {
  const { definition, place } = request;
  const { partition, region, account } = place;
  const at = (name: string, resource: string) => `arn:${partition}:${name}:${region}:${account}:${resource}`;
  switch (service) {
    case 'codepipeline':
      return [pipelineArn(definition.pipeline.name, place)];
    case 'codebuild':
      return definition.projects
        .filter((project) => project.serviceRole === arn || project.buildBatchConfig?.['serviceRole'] === arn)
        .map(({ name }) => at('codebuild', `project/${name}`));
    case 'codedeploy':
      return definition.deploymentGroups
        .filter(({ serviceRoleArn }) => serviceRoleArn === arn)
        .map((group) =>
          at('codedeploy', `deploymentgroup:${group.applicationName}/${group.deploymentGroupName}`),
        );
    case 'ecs-tasks':
      return [at('ecs', '*')];
    default:
      return [];
  }
}

/** Of the rules of EventBridge and the schedules that start the pipeline. @param services that work with it */
export function startRole({ definition, place }: ShipRequest, services: readonly string[]): GraphResource {
  const { name } = definition.pipeline;
  const { statements, reasons } = roleStatements({
    arn: startRoleArn(name, place),
    name: startRoleName(name),
    services: [],
    needs: [
      {
        what: 'rules that start the pipeline',
        name: 'start',
        path: ['pipeline'],
        rights: [right('codepipeline:StartPipelineExecution', pipelineArn(name, place))],
      },
    ],
  });
  return {
    id: logicalId(startRoleName(name), 'Role'),
    type: 'AWS::IAM::Role',
    name: startRoleName(name),
    why: 'EventBridge starts the pipeline with it.',
    reasons,
    properties: {
      RoleName: startRoleName(name),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: services.length === 1 ? (services[0] ?? '') : services },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': place.account } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'least',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: statements as unknown as PropertyValue,
          },
        },
      ],
    },
  };
}
