// What no provider or no machine of this kind can execute here, said before anything runs and not when it is reached.
import { executedTypes, type Providers } from '../../actions/registry.ts';
import type { Finding } from '../../lib/finding.ts';
import { idOf } from '../../model/action-type.ts';
import type { Definition } from '../../model/definition.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';

export function executableFindings(
  definition: Definition,
  providers: Providers,
  platform: NodeJS.Platform = process.platform,
): readonly Finding[] {
  return actionsOf(definition.pipeline).flatMap((placed) => {
    const provider = providers.find(placed.action.actionTypeId);
    return [
      ...(provider?.runner === undefined && !isRefused(placed, providers)
        ? notExecuted(placed, providers)
        : []),
      ...(provider?.checkMachine?.(placed, definition, platform) ?? []),
    ];
  });
}

/** A type that AWS does not have is an error of its own; a partner may have one that is not in the tables. */
function isRefused({ action: { actionTypeId } }: PlacedAction, providers: Providers): boolean {
  return providers.find(actionTypeId) === undefined && actionTypeId.owner !== 'ThirdParty';
}

/** An approval is the engine's own. */
function notExecuted(placed: PlacedAction, providers: Providers): readonly Finding[] {
  const { actionTypeId } = placed.action;
  if (actionTypeId.category === 'Approval') return [];
  return [
    {
      code: 'ActionNotExecutable',
      severity: 'notice',
      message: `The ${nameOf(placed)} is of the type ${idOf(actionTypeId)}, which cannot be executed here: the execution fails when it comes to it`,
      path: [...placed.path, 'actionTypeId'],
      remedy: `Remove its stage to run the rest here. Types that are executed: ${executedTypes(providers).join(', ')}, and manual approvals.`,
    },
  ];
}
