// Where everything of a fleet lies below the state folder's `targets/`.
import { join } from 'node:path';
import { encodedName } from '../daemon/record-file.ts';
import { processFolder, type ProcessFolder } from '../daemon/process-folder.ts';

export function fleetFolder(targetsFolder: string, fleetName: string): string {
  return join(targetsFolder, encodeURIComponent(fleetName).replace(/^\.+/, '%2E'));
}

export function hostFolder(targetsFolder: string, fleetName: string, instanceId: string): ProcessFolder {
  return processFolder(join(fleetFolder(targetsFolder, fleetName), encodedName(instanceId)));
}

export function balancerFolder(targetsFolder: string, fleetName: string): ProcessFolder {
  return hostFolder(targetsFolder, fleetName, 'balancer');
}
