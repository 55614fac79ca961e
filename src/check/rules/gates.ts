// Gates and reuse are about projects that exist.
import { didYouMean } from '../../lib/nearest.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const gates: Rule = ({ gates: all, reuse, projects }) => {
  const names = projects.map(({ name }) => name);
  return [
    ...all.flatMap(({ projectName }, index) =>
      unknownProject(projectName, { names, what: 'The gate is for', path: ['gates', index, 'projectName'] }),
    ),
    ...reuse.flatMap(({ projectName }, index) =>
      unknownProject(projectName, {
        names,
        what: 'What is reused is of',
        path: ['reuse', index, 'projectName'],
      }),
    ),
  ];
};

function unknownProject(
  projectName: string,
  {
    names,
    what,
    path,
  }: { readonly names: readonly string[]; readonly what: string; readonly path: Finding['path'] },
): readonly Finding[] {
  if (names.includes(projectName)) return [];
  return [
    {
      code: 'ProjectUnknown',
      message: `${what} a project "${projectName}", which the definition does not have`,
      path,
      remedy: didYouMean(projectName, names, `Projects: ${names.join(', ') || 'none'}.`),
    },
  ];
}
