// IAM policies as data. Source: IAM user guide, "IAM JSON policy reference".
import { isRecord } from '../lib/is-record.ts';

export type OneOrMore = string | readonly string[];
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

export type PolicyPrincipal = '*' | Readonly<Record<string, OneOrMore>>;

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  /** Only in trust policies and those of resources: who. */
  readonly Principal?: PolicyPrincipal;
  readonly NotPrincipal?: PolicyPrincipal;
  readonly Condition?: ConditionBlock;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly PolicyStatement[];
}

/** A policy next to a definition. */
export interface RolePolicy {
  /** What the role may do, or who may be the role. */
  readonly kind: 'rights' | 'trust';
  /** Absent for a document alone. */
  readonly roleName?: string;
  readonly policyName?: string;
  /** Without folder and ending. */
  readonly fileName: string;
  readonly document: PolicyDocument;
}

/** A policy of a role, as the account has it. */
export interface AttachedPolicy {
  readonly roleName: string;
  readonly policyName: string;
  /** What the role may do, or who may be the role. */
  readonly kind: RolePolicy['kind'];
  readonly document: PolicyDocument;
}

export function listOf(value: OneOrMore | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** Undefined for a text that is no policy. One statement may stand alone. */
export function policyDocumentIn(text: string): PolicyDocument | undefined {
  const document = parsedJson(text);
  if (!isRecord(document) || document['Statement'] === undefined) return undefined;
  const statements: readonly unknown[] = [document['Statement']].flat();
  return { ...document, Statement: statements.filter(isStatement) };
}

function isStatement(value: unknown): value is PolicyStatement {
  return isRecord(value) && (value['Effect'] === 'Allow' || value['Effect'] === 'Deny');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
