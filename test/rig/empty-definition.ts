// A definition for tests of rules: a pipeline without stages, and whatever the test adds.
import { providers } from '../../src/actions/registry.ts';
import type { BuildProject } from '../../src/model/build.ts';
import type { Definition } from '../../src/model/definition.ts';
import { noParts } from '../../src/load/kinds/index.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import type { Finding } from '../../src/lib/finding.ts';
import type { Rule } from '../../src/check/rules/rule.ts';

export function definition(parts: Partial<Definition> = {}): Definition {
  return {
    ...noParts,
    pipeline: { name: 'app', roleArn: 'arn:aws:iam::111122223333:role/pipeline', stages: [] },
    ...parts,
  };
}

/** A pipeline with one stage of these actions. */
export function withActions(...actions: readonly ActionDeclaration[]): Definition['pipeline'] {
  return { ...definition().pipeline, stages: [{ name: 'Stage', actions }] };
}

/** `code severity path`, which is what a rule's test asks for. */
export function summary(findings: readonly Finding[]): readonly string[] {
  return findings.map((each) => `${each.code} ${each.severity ?? 'error'} ${each.path.join('.')}`);
}

export function findingsOf(rule: Rule, parts: Partial<Definition>): readonly string[] {
  return summary(rule(definition(parts), providers));
}

export function project(parts: Partial<BuildProject> = {}): BuildProject {
  return {
    name: 'build',
    source: { type: 'CODEPIPELINE' },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/build',
    ...parts,
  };
}

export function deploymentGroup(parts: Partial<DeploymentGroup> = {}): DeploymentGroup {
  return {
    applicationName: 'shop',
    deploymentGroupName: 'fleet',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    ec2TagFilters: [{ Key: 'Fleet', Value: 'Shop', Type: 'KEY_AND_VALUE' }],
    ...parts,
  };
}
