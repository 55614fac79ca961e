// Gates are about projects that exist.
import { nearest } from '../../lib/nearest.ts';
import type { Rule } from './rule.ts';

export const gates: Rule = ({ gates: all, projects }) => {
  const names = projects.map(({ name }) => name);
  return all.flatMap(({ projectName }, index) => {
    if (names.includes(projectName)) return [];
    const meant = nearest(projectName, names);
    return [
      {
        code: 'ProjectUnknown',
        message: `The gate is for a project "${projectName}", which the definition does not have`,
        path: ['gates', index, 'projectName'],
        remedy: meant === undefined ? `Projects: ${names.join(', ') || 'none'}.` : `Did you mean "${meant}"?`,
      },
    ];
  });
};
