// The TypeScript types of structures in a service's table, written from the table alone: a test holds both together. Pure.
import type { GeneratedService } from './services.ts';
import {
  bindingOf,
  membersOf,
  shapeIn,
  structureIn,
  type ServiceModel,
  type ShapeModel,
  type StructureModel,
} from '../../src/aws/service-model.ts';

/** One interface with every structure that can be reached from the roots, in the order of their names. */
export function typesOf(
  model: ServiceModel,
  { interfaceName, roots, expected = {} }: Pick<GeneratedService, 'interfaceName' | 'roots' | 'expected'>,
): string {
  const structures = structuresText(model, {
    owner: interfaceName,
    roots,
    expected,
    scalars: { blob: 'string', timestamp: 'unknown' },
  });
  return `// ${model.by}\nexport interface ${interfaceName} {\n${structures}}\n`;
}

/**
 * What a service's operations take and give, for those who execute them: after validation, so that required members are
 * there; with bytes and dates.
 */
export function apiTypesOf(
  model: ServiceModel,
  { apiName, isTyped }: { readonly apiName: string; readonly isTyped: (operation: string) => boolean },
): string {
  const operations = Object.entries(model.operations).filter(([name]) => isTyped(name));
  const roots = operations.flatMap(([, { input, output }]) =>
    [input, output].filter((each) => each !== undefined),
  );
  const shapes = structuresText(model, {
    owner: 'Shapes',
    roots,
    expected: {},
    scalars: { blob: 'Uint8Array', timestamp: 'Date' },
  });
  const textOf = (structure: string | undefined) =>
    structure === undefined ? 'Readonly<Record<string, never>>' : `Shapes['${structure}']`;
  const lines = operations.map(
    ([name, { input, output }]) =>
      `    readonly ${name}: { readonly input: ${textOf(input)}; readonly output: ${textOf(output)} };\n`,
  );
  const errors = Object.entries(model.shapes)
    .filter(([, shape]) => shape.type === 'structure' && shape.error !== undefined)
    .map(([name]) => `'${name}'`)
    .toSorted();
  return [
    `// ${model.by}\n`,
    `export interface ${apiName} {\n  readonly operations: {\n${lines.join('')}  };\n`,
    `  readonly errors: ${errors.length === 0 ? 'never' : errors.join(' | ')};\n`,
    `  readonly shapes: Shapes;\n}\n\ninterface Shapes {\n${shapes}}\n`,
  ].join('');
}

interface StructureTexts {
  /** The interface that has them all. */
  readonly owner: string;
  readonly roots: readonly string[];
  readonly expected: NonNullable<GeneratedService['expected']>;
  readonly scalars: { readonly blob: string; readonly timestamp: string };
}

/** In the order of their names. */
function structuresText(model: ServiceModel, { owner, roots, expected, scalars }: StructureTexts): string {
  const names = [...structuresFrom(model, roots)].toSorted();
  return names.map((name) => `  readonly ${name}: {\n${membersIn(model, name).join('')}  };\n`).join('');

  function membersIn(of: ServiceModel, name: string): readonly string[] {
    const structure = structureIn(of, name);
    const required = structure.required?.filter((key) => expected[name]?.includes(key) !== true) ?? [];
    return membersOf(structure).map(
      ([key, reference]) =>
        `    readonly ${keyText(key)}${required.includes(key) ? '' : '?'}: ${typeText(reference, isStream(structure, key))};\n`,
    );
  }

  function isStream(structure: StructureModel, key: string): boolean {
    const { streaming } = bindingOf(structure, key);
    return scalars.blob === 'Uint8Array' && streaming === true;
  }

  function typeText(reference: string, isStreamed = false): string {
    const shape = shapeIn(model, reference);
    switch (shape.type) {
      case 'structure':
        if (shape.document === true) return 'unknown';
        return shape.eventStream === true
          ? `AsyncIterable<${owner}['${reference}']>`
          : `${owner}['${reference}']`;
      case 'list':
        return `readonly ${inList(typeText(shape.of))}[]`;
      case 'map':
        return `Readonly<Record<string, ${typeText(shape.of)}>>`;
      case 'boolean':
        return 'boolean';
      case 'string':
        return shape.enum === undefined ? 'string' : shape.enum.map((word) => `'${word}'`).join(' | ');
      case 'blob':
        return isStreamed ? 'AsyncIterable<Uint8Array>' : scalars.blob;
      case 'timestamp':
        return scalars.timestamp;
      default:
        return 'number';
    }
  }
}

const inList = (text: string) => (/^readonly |\|/.test(text) ? `(${text})` : text);
const keyText = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? key : `'${key}'`);

/** Every structure that the roots hold, themselves included. */
function structuresFrom(model: ServiceModel, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (reference: string): void => {
    const shape = shapeIn(model, reference);
    if (shape.type !== 'structure') {
      innerOf(shape).forEach(visit);
      return;
    }
    if (found.has(reference)) return;
    found.add(reference);
    for (const [, member] of membersOf(shape)) visit(member);
  };
  roots.forEach(visit);
  return found;
}

function innerOf(shape: ShapeModel): readonly string[] {
  return shape.type === 'list' || shape.type === 'map' ? [shape.of] : [];
}
