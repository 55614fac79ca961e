// The rule CodeBuild: a build decides (CodePipeline user guide, "CodeBuild rule").
import type { Finding } from '../../lib/finding.ts';
import { artifactName, environmentVariables, R, truth } from '../../model/configuration-key.ts';
import type { Definition } from '../../model/definition.ts';
import type { PlacedRule } from '../../model/pipeline-texts.ts';
import { unknownProject } from '../build/unknown-project.ts';
import { namedInRule } from '../named-in-rule.ts';
import type { RuleProvider } from '../rule-provider.ts';
import { buildWithCodeBuild } from './provider.ts';
import { codeBuildRights } from './rights.ts';

export const codeBuildRule: RuleProvider = {
  provider: 'CodeBuild',
  configuration: {
    ProjectName: R,
    PrimarySource: artifactName,
    BatchEnabled: truth,
    CombineArtifacts: truth,
    EnvironmentVariables: environmentVariables,
  },
  needsInput: true,
  check: checkProject,
  rights: (asked) => ({ rights: codeBuildRights(asked) }),
  runs: { type: buildWithCodeBuild, runner: buildWithCodeBuild.runner },
};

function checkProject(placed: PlacedRule, { projects }: Definition): readonly Finding[] {
  const name = namedInRule(placed, 'ProjectName');
  const names = projects.map((each) => each.name);
  if (name === undefined || names.includes(name)) return [];
  const path = [...placed.path, 'configuration', 'ProjectName'];
  return [unknownProject(name, { names, path, what: `rule "${placed.rule.name}"` })];
}
