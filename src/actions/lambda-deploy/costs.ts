// What functions cost that are deployed to: a deployment itself costs nothing. Pure.
import { costLine, type CostInput, type CostLine } from '../../model/cost-line.ts';

/** Of a stack, they are priced with it. */
export function functionCosts(
  actions: readonly { readonly configuration?: Readonly<Record<string, string>> }[],
  { resources = [], assumptions }: CostInput,
): readonly CostLine[] {
  if (resources.some(({ type }) => type === 'AWS::Lambda::Function')) return [];
  const names = actions.map(({ configuration = {} }) => configuration['FunctionName'] ?? '').join(', ');
  const from = `not known: no template says the memory of ${names}`;
  return [costLine({ service: 'Lambda', what: 'functions', unit: '', from }, assumptions)];
}
