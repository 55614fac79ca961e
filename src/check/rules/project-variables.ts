// The environment variables of a build project. Source: CodeBuild user guide, "Environment variables in build environments".
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const projectVariables: Rule = ({ projects }) =>
  projects.flatMap((project, projectIndex) => {
    const variables = project.environment.environmentVariables ?? [];
    return variables.flatMap(({ name }, index): readonly Finding[] => {
      const at = ['projects', projectIndex, 'environment', 'environmentVariables'];
      const pathOf = (position: number) => [...at, position, 'name'];
      const first = variables.findIndex((each) => each.name === name);
      const findings: Finding[] = [];
      if (name !== '' && first < index) {
        findings.push({
          code: 'VariableDuplicate',
          message: `The variable "${name}" is given twice`,
          path: pathOf(index),
          notes: [{ message: 'first given here', path: pathOf(first) }],
          remedy: 'Keep one of the two.',
          aws: 'CreateProject answers InvalidInputException.',
        });
      }
      if (name.startsWith('CODEBUILD_')) {
        findings.push({
          code: 'VariableReserved',
          message: `The variable "${name}" begins with CODEBUILD_, which is reserved`,
          path: pathOf(index),
          remedy: 'Give it another name.',
          aws: 'CodeBuild sets its own variables under this prefix; what a project puts there is not promised to survive.',
        });
      }
      return findings;
    });
  });
