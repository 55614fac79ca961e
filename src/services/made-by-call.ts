// What a file of a definition declares or a deployment has made is there to be run on this machine. A call that creates a
// resource of that name takes it over, as it would make it in an account that has none yet.
import type { Account } from '../account/account.ts';
import { resourceTypes } from '../account/resource-types.ts';
import type { Resource, ResourceType } from '../account/resource.ts';
import type { AwsPlace } from '../model/place.ts';

/** Whether a call or a stack has made it or changed it: creating it again is refused. */
export function isMadeByCall(found: Pick<Resource, 'changedBy'> | undefined): boolean {
  return found?.changedBy.kind === 'api' || found?.changedBy.kind === 'stack';
}

/** Whether the register has it, and no call has made or changed it. @param type of CloudFormation, whether the register has it or not */
export function isOnlyDeclared(account: Account, place: AwsPlace): (type: string, name: string) => boolean {
  return (type, name) => {
    if (!Object.hasOwn(resourceTypes, type)) return false;
    const found = account.at(place).find(type as ResourceType, name);
    // A cluster that no call has made is there because a file's service names it.
    if (found === undefined) return type === 'AWS::ECS::Cluster';
    return !isMadeByCall(found);
  };
}
