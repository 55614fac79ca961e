// The names of CloudFormation's properties as the AWS provider of Terraform writes most of them: `RoleArn` is `role_arn`.
import type { Body } from './block.ts';

interface SnakeRules {
  /** By the property: another name, or none for what the provider does not have. */
  readonly renamed?: Readonly<Record<string, string | undefined>>;
  /** Properties whose maps have keys of the user's. */
  readonly verbatim?: readonly string[];
}

export function snakeShape(value: unknown, rules: SnakeRules = {}): Body {
  return shapeOf(value, rules) as Body;
}

function shapeOf(value: unknown, rules: SnakeRules): unknown {
  if (Array.isArray(value)) return value.map((each) => shapeOf(each, rules));
  if (typeof value !== 'object' || value === null) return value;
  const { renamed = {}, verbatim = [] } = rules;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const name = Object.hasOwn(renamed, key) ? renamed[key] : snake(key);
      return name === undefined ? [] : [[name, verbatim.includes(key) ? each : shapeOf(each, rules)]];
    }),
  );
}

function snake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
