// What each type of action checks in the files next to a definition: its provider says it, in its folder below src/actions.
import type { Nearby } from '../../actions/provider.ts';
import type { Providers } from '../../actions/registry.ts';
import type { Finding } from '../../lib/finding.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';

export async function actionFileFindings(nearby: Nearby, providers: Providers): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const placed of actionsOf(nearby.definition.pipeline))
    found.push(...((await providers.find(placed.action.actionTypeId)?.checkFiles?.(placed, nearby)) ?? []));
  return found;
}
