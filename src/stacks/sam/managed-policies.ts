// The managed policies of AWS by name: SAM makes ARNs of them.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

let paths: ReadonlyMap<string, string> | undefined;

/** `service-role/AWSLambdaBasicExecutionRole` for the name without its path. Undefined for a name that AWS does not have. */
export function managedPolicyPath(name: string): string | undefined {
  paths ??= read();
  return paths.get(name);
}

function read(): ReadonlyMap<string, string> {
  const { policies } = load('./managed-policies.json') as {
    readonly policies: Readonly<Record<string, readonly string[]>>;
  };
  return new Map(
    Object.entries(policies).flatMap(([path, names]) =>
      names.map((name) => [name, `${path}${name}`] as const),
    ),
  );
}
