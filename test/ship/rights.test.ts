// The policies of the roles that are shipped: nothing that is needed is refused, and no statement is there for nothing.
import { expect, test } from 'vitest';
import { providers } from '../../src/actions/registry.ts';
import { readRoleNeeds } from '../../src/check/files/rights.ts';
import { openFiles } from '../../src/load/files.ts';
import { placeOfPipeline } from '../../src/model/place.ts';
import { decides } from '../../src/model/policy-decision.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import type { Right, RoleNeeds } from '../../src/model/rights/right.ts';
import type { PropertyValues } from '../../src/model/resource-graph.ts';
import { needsOfUsedParts } from '../../src/ship/graph/used-parts.ts';
import { withRoles } from '../../src/ship/graph/with-roles.ts';
import { graphOfDefinition, type GraphOptions } from '../../src/cli/ship/graph-of-definition.ts';
import { graphIn, readExample, shippedExamples } from './shipped.ts';

interface ShippedRole {
  readonly needs: RoleNeeds;
  readonly statements: readonly PolicyStatement[];
}

async function rolesOf(name: string): Promise<readonly ShippedRole[]> {
  const { definition, folder } = await readExample(name);
  const whole = withRoles(definition);
  const { region } = placeOfPipeline(whole.pipeline);
  const files = { folder, files: openFiles(folder), types: providers, region };
  const { resources } = await graphIn(definition, folder);
  return needsOfUsedParts(whole, await readRoleNeeds(whole, files)).map((needs) => {
    const role = resources.find(({ type, name: each }) => type === 'AWS::IAM::Role' && each === needs.name);
    const policies = (role?.properties['Policies'] ?? []) as readonly PropertyValues[];
    const statements = policies.flatMap(
      (policy) => (policy['PolicyDocument'] as PropertyValues)['Statement'] as unknown as PolicyStatement[],
    );
    return { needs, statements };
  });
}

/** Whether the policy lets each call of the right through. */
function isAllowed(Statement: readonly PolicyStatement[], right: Right): boolean {
  const { actions, resources, anyOf, context = {} } = right;
  const allows = (action: string, resource: string) =>
    decides({ Statement }, { action, resource, context }).decision === 'Allowed';
  return actions.every((action) =>
    anyOf === true
      ? resources.some((resource) => allows(action, resource))
      : resources.every((resource) => allows(action, resource)),
  );
}

test.each([...shippedExamples, 'tutor/pipeline-prod.json'])(
  '%s: every call that is needed is allowed, and without any one statement a needed call is refused',
  async (name) => {
    const roles = await rolesOf(name);
    expect(roles.length).toBeGreaterThan(1);
    for (const { needs, statements } of roles) {
      const rights = needs.needs.flatMap((need) => need.rights).filter(({ isOpen }) => isOpen !== true);
      expect(rights.filter((right) => !isAllowed(statements, right))).toEqual([]);
      for (const left of statements) {
        const others = statements.filter((each) => each !== left);
        expect({
          role: needs.name,
          left,
          refused: rights.some((right) => !isAllowed(others, right)),
        }).toEqual({
          role: needs.name,
          left,
          refused: true,
        });
      }
    }
  },
);

/** The role that CloudFormation works with for the stacks of the tutor, and what is said of it. */
async function stackRole(more: { readonly hasPolicies?: boolean }) {
  const { definition, folder } = await readExample('tutor/pipeline.json');
  const { resources, notes } = await graphIn(definition, folder, more);
  const role = resources.find(({ name }) => name === 'tutor-system-cloudformation');
  return { role, notes: notes.filter((note) => note.includes('tutor-system-cloudformation')) };
}

test('the role of a stack action is shipped, which CloudFormation may be for any stack, with the policy of the file on request', async () => {
  const { role, notes } = await stackRole({});
  expect(role?.properties['AssumeRolePolicyDocument']).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudformation.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  expect(role?.properties).not.toHaveProperty('Policies');
  expect(notes.join('\n')).toContain('Allow what CloudFormation calls for the resources of the template.');
  expect(notes.join('\n')).toContain(
    'not what cloudformation-role-policy.json allows. --policies ships that too',
  );

  const whole = await stackRole({ hasPolicies: true });
  expect(whole.role?.properties['Policies']).toMatchObject([{ PolicyName: 'stacks' }]);
  expect(whole.notes.join('\n')).not.toContain('--policies');
});

test.each([...shippedExamples, 'tutor/pipeline.json'])(
  '%s: with the policies of its files no role is given a right twice',
  async (name) => {
    const { definition, folder } = await readExample(name);
    const { resources } = await graphIn(definition, folder, { hasPolicies: true });
    const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role');
    for (const { name: role, properties } of roles) {
      const policies = (properties['Policies'] ?? []) as readonly PropertyValues[];
      const statements = policies.flatMap(
        (policy) => (policy['PolicyDocument'] as PropertyValues)['Statement'] as unknown as PolicyStatement[],
      );
      const texts = statements.map(({ Sid: _name, Effect, Action, Resource, Condition }) =>
        JSON.stringify({ Effect, Action: [Action].flat(), Resource: [Resource].flat(), Condition }),
      );
      expect({ role, twice: texts.filter((text, index) => texts.indexOf(text) !== index) }).toEqual({
        role,
        twice: [],
      });
    }
  },
);

test('artifacts that a key of the customer encrypts are read and written by its alias, which must be there before the pipeline', async () => {
  const { definition, folder } = await readExample('ecommerce-platform/pipeline.json');
  const { resources, notes } = await graphIn(definition, folder);
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role');
  expect(roles).toHaveLength(2);
  const alias = 'alias/futureim-ecommerce-ai-platform-dev';
  for (const { properties } of roles)
    expect(JSON.stringify(properties['Policies'])).toContain(
      JSON.stringify({
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: ['arn:aws:kms:us-east-2:111122223333:key/*'],
        Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
      }).slice(1),
    );
  expect(notes).toContain(
    `The key arn:aws:kms:us-east-2:111122223333:${alias} of the artifacts must be there before the pipeline runs`,
  );
});

test.each([
  [{ policies: true }, '--policies says'],
  [{ fromRun: true }, '--from-run says'],
  [{ policies: true, fromRun: 'a1b2' }, '--policies and --from-run say'],
] as const)('with roles that are there, %j is refused: none is made', async (options, said) => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const graphWith = (more: GraphOptions) => graphOfDefinition({ definition, folder }, more, { cwd: folder });
  await expect(graphWith({ useRoles: true, ...options })).rejects.toMatchObject({
    problems: [
      {
        code: 'CallInvalid',
        message: `${said} what the roles may do that are made, and --use-roles makes none`,
        remedy: expect.stringContaining('Leave --use-roles out, or leave') as string,
      },
    ],
  });
  const { resources } = await graphWith({ useRoles: true });
  expect(resources.filter(({ type }) => type === 'AWS::IAM::Role')).toEqual([]);
});
