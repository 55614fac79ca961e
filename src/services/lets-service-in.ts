// Whether the policy of a resource lets a service of AWS call it, as services ask when a destination is given to them. Pure.
import { isRecord } from '../lib/is-record.ts';
import { decides } from '../model/policy-decision.ts';
import { listOf, type PolicyStatement } from '../model/policy.ts';

export interface ServiceRequest {
  /** `s3.amazonaws.com` */
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** @param policy JSON */
export function letsServiceIn(
  policy: string,
  { service, action, resource, context }: ServiceRequest,
): boolean {
  const document: unknown = JSON.parse(policy);
  const given = isRecord(document) ? document['Statement'] : undefined;
  const Statement = (Array.isArray(given) ? given : [given]).filter(
    (statement): statement is PolicyStatement =>
      isRecord(statement) && names(statement as unknown as PolicyStatement, service),
  );
  return decides({ Statement }, { action, resource, context }).decision === 'Allowed';
}

function names({ Principal }: PolicyStatement, service: string): boolean {
  if (Principal === undefined || typeof Principal === 'string') return Principal === '*';
  const [services, others] = [listOf(Principal['Service']), listOf(Principal['AWS'])];
  return services.includes(service) || others.includes('*');
}
