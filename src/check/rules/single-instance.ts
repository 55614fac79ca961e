// A deployment in place stops the application on each instance; with one instance nothing answers meanwhile.
// Source: CodeDeploy user guide, "Overview of CodeDeploy deployment types".
import { selectInstances } from '../../actions/deployment/select-instances.ts';
import type { Definition } from '../../model/definition.ts';
import type { Rule } from './rule.ts';

/** Only of fleets that were written: one that stands in for what is missing is reported as that. */
export const singleInstance: Rule = (definition) =>
  definition.deploymentGroups.flatMap((group, index) => {
    if (group.deploymentStyle?.deploymentType === 'BLUE_GREEN' || !isBalanced(group)) return [];
    const [first, ...others] = selectInstances(group, writtenFleets(definition));
    if (first === undefined || others.length > 0) return [];
    return [
      {
        code: 'DeploymentInterrupts',
        severity: 'notice',
        message: `A deployment to "${group.deploymentGroupName}" stops the application on its only instance, and nothing answers meanwhile`,
        path: ['deploymentGroups', index],
        remedy: `Give the fleet "${first.fleet.name}" a second instance.`,
      },
    ];
  });

/** A load balancer is there for visitors, who wait for answers. */
function isBalanced({ loadBalancerInfo }: Definition['deploymentGroups'][number]): boolean {
  return (loadBalancerInfo?.targetGroupInfoList ?? loadBalancerInfo?.elbInfoList ?? []).length > 0;
}

function writtenFleets({ fleets, readFrom = {} }: Definition): Definition['fleets'] {
  return fleets.filter((_, index) => readFrom[`fleets.${index}`] !== undefined);
}
