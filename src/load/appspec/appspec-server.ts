// An appspec for EC2 and on-premises hosts, read from the tree as the CodeDeploy agent reads it
// (application_specification.rb), in the agent's own order: version, os, hooks, files, file_exists_behavior, permissions.
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapNode, type Node } from '../../lib/node.ts';
import { nearest } from '../../lib/nearest.ts';
import type { AppSpecFile, FileExistsBehavior, ServerAppSpec } from '../../model/deployment.ts';
import {
  agentText,
  isNothing,
  kindNames,
  remarkUnknownKeys,
  type AppSpecFindings,
} from './appspec-findings.ts';
import { readServerHooks } from './appspec-hooks.ts';
import { readPermissions } from './appspec-permissions.ts';

export type HostOs = 'linux' | 'windows';

/** What a host of `hostOs` would work with; read on past every finding, so check those before using it. */
export function readServerTree(
  root: Node,
  hostOs: HostOs | undefined,
  findings: AppSpecFindings,
): ServerAppSpec | undefined {
  if (root.kind !== 'map') {
    findings.refuse(
      `The application specification file is ${kindNames[root.kind]} instead of a mapping of sections.`,
      {
        code: 'AppSpecInvalid',
        message: `The file is ${kindNames[root.kind]}, and an appspec is a mapping with the keys version, os, files and hooks`,
        at: root.place,
      },
    );
    return undefined;
  }
  readVersion(root, findings);
  const os = readOs(root, hostOs, findings);
  const hooks = readServerHooks(entryOf(root, 'hooks')?.value, findings);
  const files = readFiles(entryOf(root, 'files')?.value, findings);
  const fileExistsBehavior = readFileExistsBehavior(root, findings);
  const permissions = readPermissions(entryOf(root, 'permissions')?.value, os, findings);
  remarkUnknownKeys(root, topLevelKeys, findings);
  return {
    platform: 'Server',
    os,
    files,
    ...defined({ fileExistsBehavior }),
    permissions,
    hooks,
  };
}

const topLevelKeys = ['version', 'os', 'files', 'file_exists_behavior', 'permissions', 'hooks'];

/** What the agent says to a version that is not 0.0, and to a file in which it finds none. */
export function versionRefusal(written: string): string {
  return `The deployment failed because an invalid version value (${written}) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, and then try again.`;
}

function readVersion(root: MapNode, findings: AppSpecFindings): void {
  const version = entryOf(root, 'version')?.value;
  if (version?.kind === 'scalar' && version.value === 0) return;
  const written = version?.kind === 'scalar' ? agentText(version) : '';
  findings.refuse(versionRefusal(written), {
    code: 'AppSpecVersionInvalid',
    message:
      version === undefined
        ? 'The key "version" is missing'
        : version.kind === 'scalar' && version.quoted
          ? `The version "${written}" is text, and the agent compares it with the number 0.0`
          : `The version ${written === '' ? 'is not a number' : `"${written}" is not 0.0`}`,
    at: version?.place ?? root.place,
    remedy: 'Write version: 0.0, without quotes.',
  });
}

/** The agent takes only the name of its own system; without a host, each of the two names is right. */
function readOs(root: MapNode, hostOs: HostOs | undefined, findings: AppSpecFindings): HostOs {
  const node = entryOf(root, 'os')?.value;
  const value = node?.kind === 'scalar' ? node.value : undefined;
  if ((value === 'linux' || value === 'windows') && (hostOs ?? value) === value) return value;
  const written = node?.kind === 'scalar' ? agentText(node) : '';
  findings.refuse(
    `The deployment failed because the application specification file specifies an unsupported operating system (${written}). Specify either "linux" or "windows" in the os section of the AppSpec file, and then try again.`,
    {
      code: 'AppSpecOsInvalid',
      message:
        node === undefined
          ? 'The key "os" is missing'
          : hostOs !== undefined && (value === 'linux' || value === 'windows')
            ? `The appspec is for ${value}, and the host runs ${hostOs}`
            : `The os "${written}" is neither linux nor windows`,
      at: node?.place ?? root.place,
      remedy: 'Write os: linux or os: windows, in small letters.',
    },
  );
  return hostOs ?? 'linux';
}

function readFiles(node: Node | undefined, findings: AppSpecFindings): readonly AppSpecFile[] {
  if (isNothing(node)) return [];
  if (node.kind !== 'list') {
    findings.refuse(
      `The files section of the application specification file is ${kindNames[node.kind]} instead of a list.`,
      {
        code: 'AppSpecInvalid',
        message: `"files" is ${kindNames[node.kind]}, and it must be a list of entries with source and destination`,
        at: node.place,
        remedy: 'Begin each entry with a hyphen: "- source: /" and below it "  destination: /srv/app".',
      },
    );
    return [];
  }
  return node.items.flatMap((item) => readFile(item, findings) ?? []);
}

function readFile(item: Node, findings: AppSpecFindings): AppSpecFile | undefined {
  const source = textOf(item, 'source');
  const destination = textOf(item, 'destination');
  if (source === undefined) {
    findings.refuse(
      'The deployment failed because the application specification file specifies a destination file, but no source file. Update the files section of the AppSpec file, and then try again.',
      { code: 'AppSpecFileIncomplete', message: 'This entry of "files" has no source', at: item.place },
    );
    return undefined;
  }
  if (destination === undefined) {
    findings.refuse(
      `The deployment failed because the application specification file specifies only a source file (${source}). Add the name of the destination file to the files section of the AppSpec file, and then try again.`,
      {
        code: 'AppSpecFileIncomplete',
        message: `The entry of "files" for "${source}" has no destination`,
        at: item.place,
        remedy: 'Name the directory into which the source is copied.',
      },
    );
    return undefined;
  }
  if (item.kind === 'map') remarkUnknownKeys(item, ['source', 'destination'], findings);
  remarkDestination(item, destination, findings);
  return { source, destination };
}

function remarkDestination(item: Node, destination: string, findings: AppSpecFindings): void {
  if (/^(\/|\\|[A-Za-z]:)/.test(destination)) return;
  findings.remark({
    code: 'AppSpecDestinationRelative',
    severity: 'warning',
    message: `The destination "${destination}" is not an absolute path`,
    at: entryOf(item, 'destination')?.value.place ?? item.place,
    aws: 'The agent takes it relative to its own working directory, which AWS does not promise.',
    remedy: 'Write the whole path, beginning with "/".',
  });
}

/** The text of a scalar that is neither absent nor null. */
function textOf(node: Node, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return isNothing(value) || value.kind !== 'scalar' ? undefined : agentText(value);
}

export const fileExistsBehaviors: readonly FileExistsBehavior[] = ['DISALLOW', 'OVERWRITE', 'RETAIN'];

function readFileExistsBehavior(root: MapNode, findings: AppSpecFindings): FileExistsBehavior | undefined {
  const node = entryOf(root, 'file_exists_behavior')?.value;
  if (isNothing(node)) return undefined;
  const written = node.kind === 'scalar' ? agentText(node) : kindNames[node.kind];
  const known = fileExistsBehaviors.find((behavior) => behavior === written);
  if (known !== undefined) return known;
  const meant = nearest(written, fileExistsBehaviors);
  findings.refuse(
    `The deployment failed because an invalid option (${written}) was specified for file_exists_behavior in the application specification file. Specify DISALLOW, OVERWRITE or RETAIN, and then try again.`,
    {
      code: 'AppSpecInvalid',
      message: `"${written}" is not a file_exists_behavior`,
      at: node.place,
      remedy: `${meant === undefined ? '' : `Did you mean ${meant}? `}Allowed, in capital letters: ${fileExistsBehaviors.join(', ')}.`,
    },
  );
  return undefined;
}
