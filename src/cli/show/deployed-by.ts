// Which pipelines have deployed what is here: as their deployments noted it, and in a state folder of an earlier version
// as their executions reported addresses.
import { pipelineWorkload } from '../../model/workload.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { deployersOf, targetKey, type TargetKey } from '../../targets/deployers.ts';
import type { Observation } from '../../targets/target-kind.ts';

/** What is older was deployed again since, or by others. */
const searchedExecutions = 50;

type Known = Pick<StateFolder, 'journal' | 'history' | 'records'>;

export interface DeployedTarget {
  readonly target: TargetKey;
  readonly observation: Observation;
  /** In order of name. */
  readonly pipelines: readonly string[];
}

/** What belongs to the state folder and not to a pipeline has none. */
export function deployedTargets(
  state: Known,
  observations: readonly Observation[],
): readonly DeployedTarget[] {
  let known: readonly (readonly [string, ReadonlySet<string>])[] | undefined;
  const byUrl = ({ summary }: Observation): readonly string[] => {
    known ??= state.journal
      .names('pipeline')
      .map((name) => [name, new Set(reportedAddresses(state, name).map(({ url }) => url))]);
    const own = known.filter(([, urls]) => summary.endpoints.some(({ url }) => urls.has(url)));
    return own.map(([name]) => name);
  };
  return observations.map((observation) => {
    const target = targetKey(observation.view);
    const noted = deployersOf(state.records, target);
    const pipelines = observation.summary.isShared ? [] : noted.length > 0 ? noted : byUrl(observation);
    return { target, observation, pipelines };
  });
}

/** Those that its executions have reported, the newest execution first. */
export function reportedAddresses(
  { journal, history }: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
): readonly { readonly name: string; readonly url: string }[] {
  const executions = history.executions({ pipelineName, limit: searchedExecutions });
  return executions.flatMap(({ executionId }) =>
    journal
      .read({ workload: pipelineWorkload(pipelineName), executionId })
      .flatMap(({ event }) =>
        event.type === 'ActionProgressed' && event.progress.kind === 'Endpoint' ? [event.progress] : [],
      ),
  );
}
