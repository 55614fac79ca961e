// The cache of a build project.
// Source: CodeBuild user guide, "Cache builds to improve performance".
import type { BuildProject } from '../../model/build.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const projectCache: Rule = ({ projects }) =>
  projects.flatMap((project, index) => checkCache(project, ['projects', index]));

type ProjectPath = readonly (string | number)[];

function checkCache(project: BuildProject, at: ProjectPath): readonly Finding[] {
  const { cache, environment } = project;
  if (cache === undefined) return [];
  const findings: Finding[] = [];
  const add = (message: string, path: ProjectPath, remedy: string): void => {
    const aws = 'CreateProject answers InvalidInputException.';
    findings.push({ code: 'ProjectCacheInvalid', message, path: [...at, 'cache', ...path], remedy, aws });
  };
  if (cache.type === 'S3' && (cache.location ?? '') === '') {
    add('A cache of type S3 needs a location', [], 'Add "location": bucket/prefix.');
  }
  if (cache.type === 'LOCAL' && (cache.modes ?? []).length === 0) {
    add('A cache of type LOCAL needs at least one mode', [], 'Add "modes", such as ["LOCAL_CUSTOM_CACHE"].');
  }
  if (cache.type === 'LOCAL' && project.vpcConfig !== undefined) {
    add('A project in a VPC cannot have a cache of type LOCAL', ['type'], 'Use a cache of type S3.');
  }
  const layers = (cache.modes ?? []).indexOf('LOCAL_DOCKER_LAYER_CACHE');
  if (cache.type === 'LOCAL' && layers !== -1 && environment.privilegedMode !== true) {
    const remedy = 'Set "privilegedMode" to true in the environment, or remove the mode.';
    add('The Docker layer cache works only in privileged mode', ['modes', layers], remedy);
  }
  return findings;
}
