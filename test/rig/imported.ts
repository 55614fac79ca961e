// A system of examples/ whose definition is removed and imported again among its sources.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Project } from './project.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');

/** Into the folder `system` of the project. @returns the path of the definition there */
export async function copyExample({ folder }: Project, definition: string): Promise<string> {
  await cp(join(examples, dirname(definition)), join(folder, 'system'), {
    recursive: true,
    filter: (from) => !/node_modules|\.slipway|\.git$/.test(from),
  });
  return join('system', basename(definition));
}

/** Keys of the files that an import writes. */
const imported = new Set([
  'AlarmName',
  'Budget',
  'applicationName',
  'deploymentConfigName',
  'notifications',
  'parameters',
  'pipeline',
  'projects',
  'schedules',
  'serviceRole',
  'stages',
]);

/** Sources stay, as they are in the repository of who imports. */
export function removeDefinition(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => /\.(json|ts)$/.test(name))) {
    const isConfig = file === 'slipway.config.ts';
    const text = readFileSync(join(folder, file), 'utf8');
    const keys = file.endsWith('.json') ? Object.keys(JSON.parse(text) as object) : [];
    if (isConfig || keys.some((key) => imported.has(key))) rmSync(join(folder, file));
  }
}
