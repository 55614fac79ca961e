// The `hooks` of an appspec for EC2 and on-premises hosts, read as the CodeDeploy agent reads them (script_info.rb).
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapEntry, type Node, type ScalarNode } from '../../lib/node.ts';
import { didYouMean } from '../../lib/nearest.ts';
import {
  allowTrafficEvents,
  blockTrafficEvents,
  installEvents,
  type AppSpecHook,
} from '../../model/deployment.ts';
import {
  agentText,
  isNothing,
  kindNames,
  remarkUnknownKeys,
  type AppSpecFindings,
} from './appspec-findings.ts';

/** Only CodeDeploy itself acts in these (CodeDeploy user guide, "AppSpec 'hooks' section"). */
const reservedEvents: ReadonlySet<string> = new Set([
  'Start',
  'DownloadBundle',
  'Install',
  'BlockTraffic',
  'AllowTraffic',
  'End',
]);

/** Events that may carry scripts on a server. */
export const scriptableEvents: readonly string[] = [
  ...blockTrafficEvents,
  ...installEvents,
  ...allowTrafficEvents,
].filter((event) => !reservedEvents.has(event));

/** The longest that one lifecycle event may last, all its scripts together. */
const maxEventSeconds = 3600;

/** By event name, unknown names included, because the agent refuses those only at Install. */
export function readServerHooks(
  node: Node | undefined,
  findings: AppSpecFindings,
): Readonly<Record<string, readonly AppSpecHook[]>> {
  if (isNothing(node)) return {};
  if (node.kind !== 'map') {
    findings.refuse(
      `The hooks section of the application specification file is ${kindNames[node.kind]} instead of a mapping of lifecycle events.`,
      {
        code: 'AppSpecInvalid',
        message: `"hooks" is ${kindNames[node.kind]}, and it must be a mapping from lifecycle events to lists of scripts`,
        at: node.place,
        remedy:
          'For Lambda and ECS hooks are a list; for servers write "hooks:", below it "  ApplicationStart:" and the scripts.',
      },
    );
    return {};
  }
  return Object.fromEntries(
    node.entries.flatMap((entry) => {
      remarkEventName(entry, findings);
      const scripts = readScripts(entry, findings);
      return scripts === undefined ? [] : [[entry.key, scripts]];
    }),
  );
}

function remarkEventName(entry: MapEntry, findings: AppSpecFindings): void {
  if (scriptableEvents.includes(entry.key)) return;
  if (reservedEvents.has(entry.key)) {
    findings.remark({
      code: 'AppSpecHookReserved',
      message: `The lifecycle event "${entry.key}" takes no scripts: in it CodeDeploy does its own work`,
      at: entry.keyPlace,
      aws: 'The scripts would never run.',
      remedy: `Use one of ${scriptableEvents.join(', ')}.`,
    });
    return;
  }
  findings.remark({
    code: 'AppSpecHookUnknown',
    message: `There is no lifecycle event "${entry.key}"`,
    at: entry.keyPlace,
    aws: `The events before Install run, and Install fails: appspec.yml file contains unknown lifecycle events: ["${entry.key}"].`,
    remedy: didYouMean(
      entry.key,
      scriptableEvents,
      `Lifecycle events with scripts: ${scriptableEvents.join(', ')}.`,
    ),
  });
}

/** Undefined for an event that is written but empty: the agent leaves it out. */
function readScripts(entry: MapEntry, findings: AppSpecFindings): readonly AppSpecHook[] | undefined {
  const node = entry.value;
  if (isNothing(node)) return undefined;
  if (node.kind !== 'list') {
    findings.refuse(
      `The ${entry.key} hook of the application specification file is ${kindNames[node.kind]} instead of a list of scripts.`,
      {
        code: 'AppSpecInvalid',
        message: `The scripts of "${entry.key}" are ${kindNames[node.kind]}, and they must be a list`,
        at: node.place,
        remedy: 'Begin each script with a hyphen: "- location: scripts/start.sh".',
      },
    );
    return [];
  }
  remarkTimeouts(entry, node.items, findings);
  return node.items.flatMap((item) => readScript(item, findings) ?? []);
}

export const hookKeys = ['location', 'timeout', 'runas', 'sudo'];

function readScript(item: Node, findings: AppSpecFindings): AppSpecHook | undefined {
  const locationNode = scalarOf(item, 'location');
  const location = locationNode === undefined ? '' : agentText(locationNode).trim();
  if (location === '') {
    findings.refuse(
      'The deployment failed because the application specification file specifies a script with no location value. Specify the location in the hooks section of the AppSpec file, and then try again.',
      {
        code: 'AppSpecHookInvalid',
        message: 'This script has no location',
        at: item.place,
        remedy: 'Name the script, relative to the root of the revision: "location: scripts/start.sh".',
      },
    );
    return undefined;
  }
  if (item.kind === 'map') remarkUnknownKeys(item, hookKeys, findings);
  const runasNode = scalarOf(item, 'runas');
  const runas = runasNode === undefined ? undefined : agentText(runasNode).trim();
  const sudo = scalarOf(item, 'sudo');
  remarkSpaces(locationNode, { location, runas }, findings);
  return {
    location,
    timeout: readTimeout(item, findings),
    ...defined({ runas }),
    // Ruby's truth: everything but nil and false, so also the quoted "no".
    sudo: sudo !== undefined && sudo.value !== false,
  };
}

// `su <user> -c <path>` passes the path through a shell without quotes.
function remarkSpaces(
  node: ScalarNode | undefined,
  { location, runas }: { readonly location: string; readonly runas: string | undefined },
  findings: AppSpecFindings,
): void {
  if (node === undefined || runas === undefined || !/\s/.test(location)) return;
  findings.remark({
    code: 'AppSpecHookInvalid',
    severity: 'warning',
    message: `The location "${location}" contains a space, and the script has a runas`,
    at: node.place,
    aws: 'The agent hands the path to su without quotes, so that the shell cuts it at the space.',
    remedy: 'Rename the script.',
  });
}

function readTimeout(item: Node, findings: AppSpecFindings): number {
  const node = entryOf(item, 'timeout')?.value;
  if (isNothing(node)) return maxEventSeconds;
  const seconds = node.kind === 'scalar' ? toInteger(node.value) : undefined;
  if (seconds !== undefined && seconds > 0) return seconds;
  findings.refuse(
    'The deployment failed because an invalid timeout value was provided for a script in the application specification file. Make corrections in the hooks section of the AppSpec file, and then try again.',
    {
      code: 'AppSpecHookInvalid',
      message: `The timeout ${node.kind === 'scalar' ? `"${node.text}"` : kindNames[node.kind]} is not a number of seconds above 0`,
      at: node.place,
      remedy: 'Write whole seconds, such as timeout: 300.',
    },
  );
  return maxEventSeconds;
}

/** Ruby's `to_i`: the digits at the beginning, 0 when there are none; false counts as not given. */
function toInteger(value: ScalarNode['value']): number | undefined {
  if (value === false) return maxEventSeconds;
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string') return undefined;
  return Number(/^\s*([+-]?\d+)/.exec(value.replaceAll('_', ''))?.[1] ?? 0);
}

function remarkTimeouts(entry: MapEntry, scripts: readonly Node[], findings: AppSpecFindings): void {
  const seconds = scripts
    .map((script) => scalarOf(script, 'timeout')?.value)
    .map((value) => (typeof value === 'number' && value > 0 ? value : 0))
    .reduce((sum, each) => sum + each, 0);
  if (seconds <= maxEventSeconds) return;
  findings.remark({
    code: 'AppSpecTimeoutTooLong',
    severity: 'warning',
    message: `The timeouts of "${entry.key}" add up to ${seconds} seconds`,
    at: entry.keyPlace,
    aws: `CodeDeploy ends a lifecycle event after ${maxEventSeconds} seconds, all scripts together.`,
    remedy: `Keep the sum at or below ${maxEventSeconds}.`,
  });
}

function scalarOf(node: Node, key: string): ScalarNode | undefined {
  const value = entryOf(node, key)?.value;
  return isNothing(value) || value.kind !== 'scalar' ? undefined : value;
}
