// Records what roles call, each kind of call once for a session. Objects of S3 are recorded one by one up to a number, and
// by their folder from then on.
import { openIamCalls, type IamCall } from '../account/iam-calls.ts';

export interface IamRecorder extends Disposable {
  readonly record: (calls: readonly IamCall[]) => void;
}

const mostObjects = 20;

/** A session that calls on and on is forgotten, and recorded again. */
const mostKnown = 50_000;

export function openIamRecorder(stateFolder: string): IamRecorder {
  const calls = openIamCalls(stateFolder);
  const known = new Set<string>();
  const objects = new Map<string, number>();
  const narrowed = (call: IamCall): IamCall => {
    const [, bucket, key] = /^arn:[\w-]+:s3:::([^/]+)\/(.+)$/.exec(call.resource) ?? [];
    if (bucket === undefined || key === undefined) return call;
    const place = `${call.principal} ${call.actionExecutionId} ${call.action} ${bucket}`;
    const count = objects.get(place) ?? 0;
    if (count < mostObjects) return call;
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    return { ...call, resource: `${call.resource.slice(0, call.resource.length - key.length)}${folder}*` };
  };
  const count = ({ principal, actionExecutionId, action, resource }: IamCall): void => {
    const bucket = /^arn:[\w-]+:s3:::([^/]+)\//.exec(resource)?.[1];
    if (bucket === undefined) return;
    const place = `${principal} ${actionExecutionId} ${action} ${bucket}`;
    objects.set(place, (objects.get(place) ?? 0) + 1);
  };
  const isNew = (call: IamCall): boolean => {
    const { principal, actionExecutionId, action, resource, conditionKeys, decision } = call;
    const text = [principal, actionExecutionId, action, resource, conditionKeys, decision].join(' ');
    if (known.has(text)) return false;
    if (known.size >= mostKnown) known.clear();
    known.add(text);
    count(call);
    return true;
  };
  return {
    record: (all) => {
      const fresh = all.map(narrowed).filter(isNew);
      if (fresh.length > 0) calls.add(fresh);
    },
    [Symbol.dispose]: () => calls[Symbol.dispose](),
  };
}
