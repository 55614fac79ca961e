// What one action sees of the account. Pure.
import type { ActionDeclaration, PipelineDeclaration } from '../model/pipeline.ts';
import { placeOfAction, placeOfPipeline, type AwsPlace } from '../model/place.ts';
import type { Account, Resources } from './account.ts';

export interface Scope {
  readonly place: AwsPlace;
  readonly resources: Resources;
}

/** Where the action works, and what is there. */
export function scopeOf(
  declaration: Pick<ActionDeclaration, 'region'>,
  pipeline: PipelineDeclaration,
  account: Pick<Account, 'at'>,
): Scope {
  const place = placeOfAction(pipeline, declaration);
  return { place, resources: account.at(place, placeOfPipeline(pipeline)) };
}
