// Which deliveries a webhook of a pipeline takes. Pure. Source: CodePipeline API reference, WebhookFilterRule.
import { defined } from '../../lib/defined.ts';
import { findAll, parseJsonPath, type JsonPath, type JsonValue } from '../../lib/json-path.ts';
import { isFailed, type Result } from '../../lib/result.ts';

interface Rule {
  readonly jsonPath: string;
  readonly matchEquals?: string;
}

interface Filter {
  readonly path: JsonPath;
  /** Any value when it is absent. */
  readonly equals?: string;
}

export function parseFilter({ jsonPath, matchEquals }: Rule): Result<Filter> {
  const path = parseJsonPath(jsonPath);
  if (isFailed(path)) return path;
  return { path, ...defined({ equals: matchEquals }) };
}

/** Every filter finds its value; `{Branch}` in one is the configuration of the target action. @returns the one that does not */
export function whyNotTaken(
  rules: readonly Rule[],
  payload: JsonValue,
  configuration: Readonly<Record<string, string>>,
): string | undefined {
  const failing = rules.find((rule) => {
    const filter = parseFilter(rule);
    return isFailed(filter) || !fits(filter, payload, configuration);
  });
  if (failing === undefined) return undefined;
  const { jsonPath, matchEquals } = failing;
  return `the filter ${jsonPath}${matchEquals === undefined ? '' : ` = ${matchEquals}`} does not match`;
}

function fits(
  { path, equals }: Filter,
  payload: JsonValue,
  configuration: Readonly<Record<string, string>>,
): boolean {
  const found = findAll(path, payload);
  if (equals === undefined) return found.length > 0;
  const wanted = equals.replaceAll(/\{(\w+)\}/g, (word, key: string) =>
    Object.hasOwn(configuration, key) ? (configuration[key] ?? word) : word,
  );
  return found.some((value) => (typeof value === 'string' ? value : JSON.stringify(value)) === wanted);
}
