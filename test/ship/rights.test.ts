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
