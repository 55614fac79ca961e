// Which pipelines have deployed to a target: each deployment notes it before it opens the target, so that commands of one
// pipeline leave alone what is another's.
import { serviceKey } from '../model/service.ts';
import type { Records } from '../state/records.ts';

/** A target of any kind; the name is unique among those of its kind. */
export interface TargetKey {
  readonly kind: string;
  readonly name: string;
}

interface Deployer extends TargetKey {
  readonly pipelineName: string;
}

const recordKind = 'deployer';

export function noteDeployer(
  records: Pick<Records, 'get' | 'note'>,
  { kind, name }: TargetKey,
  pipelineName: string,
): void {
  const id = JSON.stringify([kind, name, pipelineName]);
  if (records.get(recordKind, id) !== undefined) return;
  records.note(recordKind, id, { kind, name, pipelineName } satisfies Deployer);
}

/** In order of name; none of a target that only an earlier version has opened. */
export function deployersOf(records: Pick<Records, 'list'>, { kind, name }: TargetKey): readonly string[] {
  return records
    .list<Deployer>(recordKind)
    .map(({ value }) => value)
    .filter((each) => each.kind === kind && each.name === name)
    .map(({ pipelineName }) => pipelineName);
}

/** The key of a target that is observed: the names of services are unique only in their cluster. */
export function targetKey(view: TargetKey & { readonly cluster?: string }): TargetKey {
  const { kind, name, cluster } = view;
  return { kind, name: cluster === undefined ? name : serviceKey({ cluster, serviceName: name }) };
}
