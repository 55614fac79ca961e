// The generated reference: every command with its options, and every file with its keys. `npm run fix` writes both pages.
import { Command } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandTable, type CommandEntry } from '../../src/cli/command-table.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { JsonSchema } from '../../src/load/json-schema.ts';
import { fileSchemas, type FileSchema } from '../../src/load/schemas.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

/** As it is on disk; written there first when that is asked for. */
function pageOf(name: string, text: string): string {
  const page = join(docs, name);
  if (process.env['UPDATE'] === '1') writeFileSync(page, text);
  return readFileSync(page, 'utf8');
}

async function commandOf({ name, load }: CommandEntry): Promise<Command> {
  const command = new Command(name);
  const terminal = {} as Terminal;
  (await load()).register(command, { terminal, ends: () => async () => undefined });
  return command;
}

/** `usage` of commander says it without the name of a parent. */
function usageOf(command: Command, parent = ''): string {
  return `slipway ${parent}${command.name()} ${command.usage()}`.trim();
}

/** What the description does not say itself; nothing for an empty one. */
function defaultText(description: string, value: unknown): string {
  const isSaid = description.includes('when absent') || description.includes('(default: ');
  return isSaid || typeof value !== 'string' || value === '' ? '' : `; \`${value}\` when absent`;
}

/** A group of options of its own begins with its heading. */
function optionLines(command: Command): readonly string[] {
  const shown = command.options.filter(({ hidden }) => !hidden);
  return shown.flatMap(({ flags, description, defaultValue, helpGroupHeading }, index) => [
    ...(helpGroupHeading === undefined || helpGroupHeading === shown[index - 1]?.helpGroupHeading
      ? []
      : [`\n${helpGroupHeading}\n`]),
    `- \`${flags}\`: ${description}${defaultText(description, defaultValue)}`,
  ]);
}

/** The lines that its help ends with. */
function examplesOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const lines = /\nExample:\n((?: {2}.*\n?)+)/.exec(help)?.[1] ?? '';
  return lines === '' ? '' : `\`\`\`text\n${lines.replaceAll(/^ {2}/gm, '').trimEnd()}\n\`\`\``;
}

function argumentLines(command: Command): readonly string[] {
  return command.registeredArguments.map(
    (argument) =>
      `- \`${argument.name()}\`${argument.required ? '' : ', optional'}: ${argument.description}${defaultText(argument.description, argument.defaultValue)}`,
  );
}

function commandText({ summary, exits }: CommandEntry, command: Command): string {
  const subcommands = command.commands.map((each) =>
    [
      `\`${usageOf(each, `${command.name()} `)}\`: ${each.description()}`,
      '',
      ...argumentLines(each),
      ...optionLines(each),
    ]
      .join('\n')
      .trim(),
  );
  return [
    `## slipway ${command.name()}`,
    `${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`,
    `\`\`\`text\n${usageOf(command)}\n\`\`\``,
    [...argumentLines(command), ...optionLines(command)].join('\n'),
    ...subcommands,
    examplesOf(command),
    `Exit status: ${exits}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The keys of a schema, down to those that a page can show. */
function keyLines(schema: JsonSchema, path = '', depth = 0): readonly string[] {
  const {
    properties,
    items,
    anyOf,
    required = [],
  } = schema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly items?: JsonSchema;
    readonly anyOf?: readonly JsonSchema[];
    readonly required?: readonly string[];
  };
  if (anyOf !== undefined) return keyLines(anyOf.at(-1) ?? {}, path, depth);
  if (items !== undefined) return keyLines(items, `${path}[]`, depth);
  if (properties === undefined || depth === shownDepth) return [];
  return Object.entries(properties).flatMap(([name, each]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const said = [typeText(each), ...(required.includes(name) ? ['required'] : [])].filter(Boolean);
    return [
      `- \`${own}\`${said.length === 0 ? '' : `: ${said.join(', ')}`}`,
      ...keyLines(each, own, depth + 1),
    ];
  });
}

const shownDepth = 4;

function typeText(schema: JsonSchema): string {
  const {
    type,
    enum: values,
    items,
    anyOf,
    description,
  } = schema as {
    readonly type?: string | readonly string[];
    readonly enum?: readonly unknown[];
    readonly items?: JsonSchema;
    readonly anyOf?: readonly JsonSchema[];
    readonly description?: string;
  };
  const said = description === undefined ? '' : ` (${description})`;
  if (values !== undefined) return `${values.map((value) => `\`${String(value)}\``).join(', ')}${said}`;
  if (items !== undefined) return `list of ${typeText(items) || 'values'}${said}`;
  if (anyOf !== undefined) return `${[...new Set(anyOf.map(typeText))].join(' or ')}${said}`;
  return `${[type ?? []].flat().join(' or ')}${said}`.trim();
}

function fileText({ name, title, files, schema }: FileSchema): string {
  return [
    `## ${files[0] ?? name}`,
    `${title[0]?.toUpperCase() ?? ''}${title.slice(1)}. ${
      files.length > 1
        ? `Also: ${files
            .slice(1)
            .map((file) => `\`${file}\``)
            .join(', ')}. `
        : ''
    }Its JSON Schema: \`slipway schema ${name}\`.`,
    keyLines(schema).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const generated = (what: string): string =>
  `This page is generated from ${what} by \`npm run fix\`; a test holds it current.`;

test('docs/reference-commands.md has every command with its options', async () => {
  const commands = await Promise.all(
    commandTable.map(async (entry) => commandText(entry, await commandOf(entry))),
  );
  const all = ['# Commands', generated('the commands themselves'), ...commands];
  const text = `${all.join('\n\n')}\n`;
  expect(pageOf('reference-commands.md', text)).toBe(text);
});

test('docs/reference-files.md has every file with its keys', () => {
  const head = [
    '# Files and their keys',
    generated('the shapes that read the files'),
    'Where AWS has a command that prints the resource, its output is the file. Keys that AWS only gives back are taken and have no effect.',
  ];
  const text = `${[...head, ...fileSchemas().map(fileText)].join('\n\n')}\n`;
  expect(pageOf('reference-files.md', text)).toBe(text);
});
