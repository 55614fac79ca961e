// What CloudFormation calls to make, change and remove a resource, as its registry says it of each type. `npm run
// generate-stack-permissions` writes the table. Source: CloudFormation CLI user guide, "Resource type schema", handlers.
import { createRequire } from 'node:module';
import { isCustom } from './resource-type-table.ts';

/** By the name of a handler: actions of IAM, perhaps with `*`. */
export type HandlerPermissions = Readonly<Partial<Record<HandlerName, readonly string[]>>>;

export type HandlerName = 'create' | 'read' | 'update' | 'delete';

interface Table {
  readonly by: string;
  readonly types: Readonly<Record<string, HandlerPermissions>>;
}

const load = createRequire(import.meta.url);

/** Whether AWS's handler of the type may make a call that needs the action. No call is known of a type without a schema. */
export function isDocumentedCall(type: string, handler: HandlerName, action: string): boolean {
  const { types } = load('./handler-permissions.json') as Table;
  const named = isCustom(type) ? 'AWS::CloudFormation::CustomResource' : type;
  const permissions = Object.hasOwn(types, named) ? (types[named]?.[handler] ?? []) : [];
  return permissions.some((permission) => covers(permission.toLowerCase(), action.toLowerCase()));
}

function covers(permission: string, action: string): boolean {
  return permission.endsWith('*') ? action.startsWith(permission.slice(0, -1)) : permission === action;
}
