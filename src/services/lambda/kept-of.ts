// Where the store keeps what belongs to a function, one of its versions or an alias.
import type { ServiceCall } from '../service.ts';
import { qualified } from './function-record.ts';
import { ownerOf, referenceOf, type FunctionReference } from './names.ts';

export interface Kept {
  readonly reference: FunctionReference;
  readonly owner: string;
  readonly name: string;
}

/** @throws AwsError when it is not there */
export function keptOf(
  input: { readonly FunctionName: string; readonly Qualifier?: string },
  call: ServiceCall,
): Kept {
  const reference = referenceOf(input, call.place);
  qualified(call, reference);
  return {
    reference,
    owner: ownerOf(reference.name, call.place),
    name: reference.qualifier ?? '$LATEST',
  };
}
