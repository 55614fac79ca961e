// One kind of document that a service keeps besides the register.
import type { AwsPlace } from '../model/place.ts';
import { Documents } from '../state/documents.ts';
import type { Ground, ServiceCall } from './service.ts';

const openDocuments = (stateFolder: string) => new Documents(stateFolder);

/** Of a call, or of what goes on after it. */
export type Placed = Pick<ServiceCall, 'ground' | 'place'>;

/** What documents are found by. */
export interface Keeping {
  readonly ground: Pick<Ground, 'keep'>;
  readonly place: ServiceCall['place'];
}

/** One kind of document of the caller's account and region. */
export interface DocumentsOfKind<T> {
  readonly get: (call: Keeping, name: string) => T | undefined;
  readonly list: (call: Keeping) => readonly T[];
  /** The first ones in order of name, up to the one with which it is enough. */
  readonly listUntil: (call: Keeping, isEnough: (value: T) => boolean) => readonly T[];
  /** Where there are any. */
  readonly places: (call: Pick<Keeping, 'ground'>) => readonly Pick<AwsPlace, 'account' | 'region'>[];
  readonly put: (call: Keeping, name: string, value: T) => void;
  readonly add: (call: Keeping, name: string, value: T) => boolean;
  readonly remove: (call: Keeping, name: string) => boolean;
  /** All up to this name, that one as well, at once. */
  readonly removeThrough: (call: Keeping, name: string) => void;
}

/** @param kind with the name of its service: `codebuild/report-group`. @typeParam T is JSON */
export function documentsOf<T>(kind: string): DocumentsOfKind<T> {
  const store = ({ ground }: Pick<Keeping, 'ground'>) => ground.keep(openDocuments);
  return {
    get: (call, name) => store(call).get(kind, call.place, name) as T | undefined,
    list: (call) => store(call).list(kind, call.place) as readonly T[],
    listUntil: (call, isEnough) =>
      store(call).listUntil(kind, call.place, (value) => isEnough(value as T)) as readonly T[],
    places: (call) => store(call).places(kind),
    put: (call, name, value) => store(call).put(kind, call.place, { name, value }),
    add: (call, name, value) => store(call).add(kind, call.place, { name, value }),
    remove: (call, name) => store(call).remove(kind, call.place, name),
    removeThrough: (call, name) => store(call).removeThrough(kind, call.place, name),
  };
}
