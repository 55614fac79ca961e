// Every kind of deployed thing. Adding one is adding its folder and one line here.
import { databaseKind } from './database/kind.ts';
import { endpointKind } from './endpoint/kind.ts';
import { environmentKind } from './environment/kind.ts';
import { fleetKind } from './fleet/kind.ts';
import { functionKind } from './function/kind.ts';
import { registryKind } from './registry/kind.ts';
import { serviceKind } from './service/kind.ts';
import { siteKind } from './site/kind.ts';
import type { TargetKind } from './target-kind.ts';

/** In the order in which they are shown. */
const kinds = [
  fleetKind,
  environmentKind,
  serviceKind,
  siteKind,
  databaseKind,
  registryKind,
  functionKind,
  endpointKind,
] as const;

export const targetKinds: readonly TargetKind[] = kinds;

type Kind = (typeof kinds)[number];
type Result<Member> = Member extends (...args: never) => Promise<readonly (infer Each)[]> ? Each : never;

/** A target of any kind, as it is observed; `kind` says which. */
export type AnyTargetView = Result<Kind['observe']>['view'];

/** A target of any kind that was started again. */
export type AnyRevivedTarget = Result<Kind['revive']>;
