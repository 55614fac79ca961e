// An environment that a definition is shipped into: `slipway ship --env production`. Slipway's own: AWS has accounts, and no name
// for what a team uses them for. Pure.
import { defined } from '../lib/defined.ts';
import type { AwsPlace } from './place.ts';
import type { PipelineDeclaration } from './pipeline.ts';

export interface ShippingEnvironment {
  readonly name: string;
  /** Twelve digits; with --aws another one is refused before anything is called there. */
  readonly account?: string;
  readonly region?: string;
  /** Of the shared AWS configuration, with --aws. */
  readonly profile?: string;
  /** The name of the stack; that of the pipeline when absent. */
  readonly stack?: string;
  /** What variables of the pipeline have there when a start gives no value. */
  readonly variables?: Readonly<Record<string, string>>;
}

export function placeOfEnvironment({ account, region }: ShippingEnvironment): Partial<AwsPlace> {
  return defined({ account, region });
}

/** Its variables with the values of the environment; the names that it does not have besides. */
export function inEnvironment(
  pipeline: PipelineDeclaration,
  { variables = {} }: ShippingEnvironment,
): { readonly pipeline: PipelineDeclaration; readonly unknown: readonly string[] } {
  const declared = pipeline.variables ?? [];
  const names = new Set(declared.map(({ name }) => name));
  return {
    unknown: Object.keys(variables).filter((name) => !names.has(name)),
    pipeline:
      declared.length === 0
        ? pipeline
        : {
            ...pipeline,
            variables: declared.map((variable) =>
              Object.hasOwn(variables, variable.name)
                ? { ...variable, defaultValue: variables[variable.name] ?? '' }
                : variable,
            ),
          },
  };
}
