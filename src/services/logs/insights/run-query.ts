// What a query of Logs Insights makes of the events, which come one after the other, the newest first. Pure.
import { compileRe2 } from '../../../lib/re2.ts';
import { shown, valueOf, type Row } from './evaluate.ts';
import { rowOf, type FoundEvent } from './event-row.ts';
import { call, isStatistic, isTrue, numberOf, textOf, type Value } from './functions.ts';
import { hasStatistic } from './parse-query.ts';
import type { Command, Expression, Named, Query } from './query.ts';
import { openStatistic, type Statistic } from './statistics.ts';

export interface ResultField {
  readonly field: string;
  readonly value: string;
}

export interface RunningQuery {
  /** @returns false when nothing more can change the result */
  readonly add: (event: FoundEvent) => boolean;
  /** Of the first command that chooses among them. */
  readonly matched: () => number;
  readonly result: () => readonly (readonly ResultField[])[];
}

/** One command: takes rows and hands rows on. */
interface Stage {
  /** False when it takes no more. */
  readonly add: (row: Row) => boolean;
  readonly end: () => void;
}

/** @param limit of the call; that of the query goes before */
export function openQuery({ commands }: Query, limit: number): RunningQuery {
  const rows: Row[] = [];
  const hasLimit = commands.some(({ kind }) => kind === 'limit');
  const all: readonly Command[] = hasLimit ? commands : [...commands, { kind: 'limit', count: limit }];
  let stage: Stage = {
    add: (row) => {
      rows.push(row);
      return true;
    },
    end: () => undefined,
  };
  for (const [place, command] of [...all.entries()].toReversed())
    stage = stageOf(command, { next: stage, most: mostAfter(all.slice(place + 1)) });
  let matched = 0;
  const isChosen = chooser(commands);
  const columns = columnsOf(commands);
  return {
    add: (event) => {
      const row = rowOf(event);
      if (isChosen(row)) matched += 1;
      return stage.add(row);
    },
    matched: () => matched,
    result: () => {
      stage.end();
      return rows.map((row) => fieldsOf(row, columns));
    },
  };
}

/** Whether an event is one that the filters at the beginning take. */
function chooser(commands: readonly Command[]): (row: Row) => boolean {
  const end = commands.findIndex(({ kind }) => kind !== 'filter' && kind !== 'fields');
  const first = commands.slice(0, end < 0 ? undefined : end);
  const conditions = first.flatMap((each) => (each.kind === 'filter' ? [each.condition] : []));
  return (row) => conditions.every((condition) => isTrue(valueOf(row, condition)));
}

/** How many rows of a sort can be in the result; undefined when what follows may need all. */
function mostAfter(commands: readonly Command[]): number | undefined {
  const next = commands.find(({ kind }) => !['fields', 'display'].includes(kind));
  return next?.kind === 'limit' ? next.count : undefined;
}

interface Following {
  readonly next: Stage;
  readonly most: number | undefined;
}

function stageOf(command: Command, { next, most }: Following): Stage {
  const { end } = next;
  switch (command.kind) {
    case 'filter':
      return { add: (row) => !isTrue(valueOf(row, command.condition)) || next.add(row), end };
    case 'fields':
    case 'display':
      return { add: (row) => next.add(withFields(row, command.fields)), end };
    case 'parse':
      return parseStage(command, next);
    case 'dedup':
      return dedupStage(command.fields, next);
    case 'limit':
      return limitStage(command.count, next);
    case 'sort':
      return sortStage(command, { next, most });
    case 'stats':
      return statsStage(command, next);
    default:
      return command satisfies never;
  }
}

/** What is computed can be used by later commands under its name. */
function withFields(row: Row, fields: readonly Named[]): Row {
  const computed = fields.filter(({ name, value }) => value.kind !== 'field' || value.name !== name);
  if (computed.length === 0) return row;
  return withValues(row, new Map(computed.map(({ name, value }) => [name, valueOf(row, value)])));
}

function withValues(row: Row, values: ReadonlyMap<string, Value>): Row {
  return { at: row.at, get: (name) => (values.has(name) ? values.get(name) : row.get(name)) };
}

function parseStage({ field, pattern, names }: Command & { readonly kind: 'parse' }, next: Stage): Stage {
  // A name of Insights may be none of an expression: groups are found by their place.
  const isNamed = /\(\?P?<[A-Za-z@_]/.test(pattern);
  const regex = compileRe2(isNamed ? pattern.replaceAll(/\(\?P?<([A-Za-z@_]\w*)>/g, '(') : pattern);
  const places = isNamed ? placesOfGroups(pattern) : names.map((_, at) => at + 1);
  return {
    add: (row) => {
      const matcher = regex.matcher(textOf(valueOf(row, field)));
      if (!matcher.find()) return next.add(row);
      const found = names.map((name, at) => [name, matcher.group(places[at] ?? 0) ?? undefined] as const);
      return next.add(withValues(row, new Map(found)));
    },
    end: next.end,
  };
}

/** The numbers of the named groups among all that capture. */
function placesOfGroups(pattern: string): readonly number[] {
  const groups = [...pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?:\?(?!P?<[A-Za-z@_]))?(?:\?P?<)?/gs)]
    .map(([text]) => text)
    .filter((text) => text.startsWith('(') && text !== '(?');
  return groups.flatMap((text, at) => (text === '(' ? [] : [at + 1]));
}

function dedupStage(fields: readonly Expression[], next: Stage): Stage {
  const seen = new Set<string>();
  return {
    add: (row) => {
      const values = fields.map((field) => valueOf(row, field));
      // What is not there is no duplicate of anything.
      if (values.includes(undefined)) return next.add(row);
      const key = JSON.stringify(values.map(textOf));
      if (seen.has(key)) return true;
      seen.add(key);
      return next.add(row);
    },
    end: next.end,
  };
}

function limitStage(count: number, next: Stage): Stage {
  let left = count;
  return {
    add: (row) => {
      if (left === 0) return false;
      left -= 1;
      return next.add(row) && left > 0;
    },
    end: next.end,
  };
}

function sortStage({ keys }: Command & { readonly kind: 'sort' }, { next, most }: Following): Stage {
  let rows: { readonly row: Row; readonly values: readonly Value[] }[] = [];
  const sort = (): void => {
    rows.sort((one, other) => {
      for (const [at, { isDescending }] of keys.entries()) {
        const order = orderOf(one.values[at], other.values[at]);
        if (order !== 0) return isDescending ? -order : order;
      }
      return 0;
    });
    if (most !== undefined) rows = rows.slice(0, most);
  };
  return {
    add: (row) => {
      rows.push({ row, values: keys.map(({ value }) => valueOf(row, value)) });
      if (most !== undefined && rows.length > 2 * most + 1000) sort();
      return true;
    },
    end: () => {
      sort();
      for (const { row } of rows) if (!next.add(row)) break;
      next.end();
    },
  };
}

/** What is not there, then texts, then numbers, each in its order (user guide, "sort"). */
function orderOf(one: Value, other: Value): number {
  const [a, b] = [numberOf(one), numberOf(other)];
  if (a !== undefined && b !== undefined) return a - b;
  const rank = (value: Value, number: number | undefined) =>
    value === undefined ? 0 : number === undefined ? 1 : 2;
  const order = rank(one, a) - rank(other, b);
  if (order !== 0) return order;
  const [left, right] = [textOf(one), textOf(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}

interface Group {
  readonly by: readonly Value[];
  readonly at: number;
  readonly statistics: Map<Expression, Statistic>;
}

function statsStage({ values, by }: Command & { readonly kind: 'stats' }, next: Stage): Stage {
  const groups = new Map<string, Group>();
  const inner = values.flatMap(({ value }) => statisticsIn(value));
  return {
    add: (row) => {
      const found = by.map(({ value }) => valueOf(row, value));
      const key = JSON.stringify(found.map((each) => each ?? null));
      const group = groups.get(key) ?? { by: found, at: row.at, statistics: new Map(inner.map(opened)) };
      groups.set(key, group);
      for (const each of inner)
        group.statistics.get(each)?.add(
          each.args.map((arg) => (arg.kind === 'field' && arg.name === '*' ? true : valueOf(row, arg))),
          row.at,
        );
      return true;
    },
    end: () => {
      // Without groups there is one row, also of nothing.
      if (groups.size === 0 && by.length === 0)
        groups.set('', { by: [], at: 0, statistics: new Map(inner.map(opened)) });
      for (const group of groups.values()) if (!next.add(rowOfGroup(group, { values, by }))) break;
      next.end();
    },
  };
}

type Call = Expression & { readonly kind: 'call' };

function statisticsIn(value: Expression): readonly Call[] {
  if (value.kind !== 'call') return [];
  return isStatistic(value.name) ? [value] : value.args.flatMap(statisticsIn);
}

function opened(value: Call): readonly [Call, Statistic] {
  const [first] = value.args;
  const hasField = first !== undefined && !(first.kind === 'field' && first.name === '*');
  return [value, openStatistic(value.name, hasField)];
}

function rowOfGroup(
  group: Group,
  { values, by }: Pick<Command & { readonly kind: 'stats' }, 'values' | 'by'>,
): Row {
  const known = new Map<string, Value>();
  for (const [at, { name }] of by.entries()) known.set(name, group.by[at]);
  for (const { name, value } of values) known.set(name, valueOfGroup(group, value));
  return { at: group.at, get: (name) => known.get(name) };
}

function valueOfGroup(group: Group, value: Expression): Value {
  if (value.kind === 'value') return value.value;
  if (value.kind !== 'call') return undefined;
  const statistic = group.statistics.get(value);
  if (statistic !== undefined) return statistic.result();
  return call(
    value.name,
    value.args.map((each) => valueOfGroup(group, each)),
  );
}

interface Columns {
  readonly named: readonly Named[];
  readonly hasPointer: boolean;
}

const field = (name: string): Named => ({ name, value: { kind: 'field', name } });

/** Those of the last display, else those of the last stats, else all that fields and parse have named. */
function columnsOf(commands: readonly Command[]): Columns {
  const display = commands.findLast((each) => each.kind === 'display');
  const stats = commands.findLastIndex(({ kind }) => kind === 'stats');
  if (display?.kind === 'display')
    return {
      named: display.fields.map((each) => asColumn(definedAs(commands, each))),
      hasPointer: stats < 0,
    };
  const named = commands.slice(Math.max(stats, 0)).flatMap((each) => {
    if (each.kind === 'stats') return [...each.by, ...each.values].map(asColumn);
    if (each.kind === 'fields') return each.fields.map(asColumn);
    return each.kind === 'parse' ? each.names.map(field) : [];
  });
  const isPlain = named.length === 0;
  const unique = named.filter(({ name }, at) => named.findIndex((each) => each.name === name) === at);
  return { named: isPlain ? [field('@timestamp'), field('@message')] : unique, hasPointer: stats < 0 };
}

/** A time that got another name is a time under that too. */
function definedAs(commands: readonly Command[], named: Named): Named {
  const { value } = named;
  if (value.kind !== 'field') return named;
  const known = commands.flatMap((each) =>
    each.kind === 'fields' ? each.fields : each.kind === 'stats' ? [...each.by, ...each.values] : [],
  );
  const found = known.findLast(({ name }) => name === value.name);
  return found === undefined ? named : { name: named.name, value: found.value };
}

/** Its value stands under its name; how it is shown follows from what it was. */
function asColumn(named: Named): Named {
  return hasStatistic(named.value) ? field(named.name) : named;
}

function fieldsOf(row: Row, { named, hasPointer }: Columns): readonly ResultField[] {
  const found = named.flatMap((each) => {
    const value = row.get(each.name);
    return value === undefined ? [] : [{ field: each.name, value: shown(each, value) }];
  });
  const pointer = hasPointer ? textOf(row.get('@ptr')) : '';
  return pointer === '' ? found : [...found, { field: '@ptr', value: pointer }];
}
