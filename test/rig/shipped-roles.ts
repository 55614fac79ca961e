// The roles that were shipped into the account, and what a run has called with them: which of their statements it needed.
import { type CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readIamCalls, type IamCall } from '../../src/account/iam-calls.ts';
import { evaluateRequest } from '../../src/model/iam/evaluate.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import { isOfService } from '../../src/model/rights/trust-remedy.ts';
import { callQuery } from './endpoint.ts';
import { clientsOf } from './greeter.ts';
import type { Project } from './project.ts';

/**
 * Of each role of the stack, the names (`Sid`) of the statements without which everything that was called is still allowed. Names
 * that CloudFormation has made up are without their last part.
 */
export async function unneededIn(
  app: Project,
  stack: string,
  region?: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const roles = await rolesOfStack(app, stack, region);
  expect(roles.length).toBeGreaterThan(1);
  const calls = callsIn(app);
  const found = roles.map((role) => [role.name.replace(/-\w{12}$/, ''), unneeded(role, calls)] as const);
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

interface ShippedRole {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

/** Every role of the stack, with its own policies as IAM has them. */
async function rolesOfStack(
  app: Project,
  StackName: string,
  region?: string,
): Promise<readonly ShippedRole[]> {
  const { stacks, config } = await clientsOf(app, region);
  const caller = { url: config.endpoint, credentials: config.credentials };
  const ask = async (Action: string, parameters: Readonly<Record<string, string>>): Promise<string> =>
    (await callQuery(caller, 'iam', { Version: '2010-05-08', Action, ...parameters })).text;
  const names = await roleNames(stacks, StackName);
  return await Promise.all(
    names.map(async (name) => {
      const listed = await ask('ListRolePolicies', { RoleName: name });
      const policies = [...listed.matchAll(/<member>([^<]*)</g)].map(([, policy = '']) => policy);
      const documents = await Promise.all(
        policies.map(async (PolicyName) =>
          documentIn(await ask('GetRolePolicy', { RoleName: name, PolicyName })),
        ),
      );
      return { name, statements: documents.flatMap(({ Statement }) => Statement) };
    }),
  );
}

async function roleNames(client: CloudFormationClient, StackName: string): Promise<readonly string[]> {
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
  return StackResources.filter(({ ResourceType }) => ResourceType === 'AWS::IAM::Role').map(
    ({ PhysicalResourceId = '' }) => PhysicalResourceId,
  );
}

function documentIn(text: string): PolicyDocument {
  const [, document = ''] = /<PolicyDocument>([^<]*)</.exec(text) ?? [];
  return JSON.parse(decodeURIComponent(document)) as PolicyDocument;
}

/** What sessions of roles have called. */
function callsIn(app: Project): readonly IamCall[] {
  using calls = readIamCalls(join(app.folder, '.slipway'));
  return calls.list().filter((call) => !isOfService(call));
}

function unneeded({ name, statements }: ShippedRole, calls: readonly IamCall[]): readonly string[] {
  const own = calls.filter(({ roleArn }) => roleArn.endsWith(`/${name}`));
  return statements
    .filter((left) =>
      own.every((call) =>
        allows(
          statements.filter((each) => each !== left),
          call,
        ),
      ),
    )
    .map(({ Sid = '' }) => Sid);
}

/** Condition keys that are not recorded hold, as those do of which nothing here knows. */
function allows(Statement: readonly PolicyStatement[], call: IamCall): boolean {
  const { action, resource, roleArn, conditionKeys } = call;
  const keys = (conditionKeys === '' ? {} : JSON.parse(conditionKeys)) as Readonly<Record<string, string>>;
  const context = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), [value]]));
  const account = roleArn.split(':')[4] ?? '';
  const request = {
    action,
    resource: resource === '*' && !needsNoResource(Statement, action) ? undefined : resource,
    principal: { arn: roleArn, account, roleArn },
    context,
    isKnownKey: (key: string) => context.has(key),
  };
  return (
    evaluateRequest(request, { identity: [{ Version: '2012-10-17', Statement }] }).decision === 'Allowed'
  );
}

/** Recorded is `*` also where the resource is not known. */
function needsNoResource(Statement: readonly PolicyStatement[], action: string): boolean {
  return Statement.some(
    ({ Action, Resource }) => [Action].flat().includes(action) && [Resource].flat().includes('*'),
  );
}
