// What CodeBuild calls with the role of the project that the action runs, besides what the commands of the build call.
// Source: CodeBuild user guide, "Allow CodeBuild to interact with other AWS services" and "Cross-service confused deputy prevention".
import { arnOf, whereOf } from '../../model/rights/arns.ts';
import { projectRights, variableRights } from '../../model/rights/build-rights.ts';
import { variablesOf } from '../../model/rights/project-needs.ts';
import type { ServiceCalls, ServiceCallsRequest } from '../../model/rights/service-calls-shape.ts';

export function codeBuildServiceCalls({
  configuration,
  definition,
  place,
  artifacts,
}: ServiceCallsRequest): readonly ServiceCalls[] {
  const project = definition.projects.find(({ name }) => name === configuration['ProjectName']);
  if (project === undefined) return [];
  const roleArn = project.serviceRole;
  const where = { ...whereOf(roleArn), region: place.region };
  return [
    {
      roleArn,
      service: 'codebuild',
      sourceArn: arnOf(where, 'codebuild', `project/${project.name}`),
      sessionName: 'AWSCodeBuild',
      before: [
        ...projectRights(project, [], where),
        ...variableRights(variablesOf(configuration['EnvironmentVariables']), where),
        ...artifacts.gets,
      ],
      after: artifacts.puts,
    },
  ];
}
