// The TypeScript types of structures in a service's table, written from the table alone: a test holds both together. Pure.
import type { GeneratedService } from './services.ts';
import {
  membersOf,
  shapeIn,
  structureIn,
  type ServiceModel,
  type ShapeModel,
} from '../../src/aws/service-model.ts';

/** One interface with every structure that can be reached from the roots, in the order of their names. */
export function typesOf(
  model: ServiceModel,
  { interfaceName, roots, expected = {} }: Pick<GeneratedService, 'interfaceName' | 'roots' | 'expected'>,
): string {
  const names = [...structuresFrom(model, roots)].toSorted();
  const structures = names.map((name) => `  readonly ${name}: {\n${membersIn(model, name).join('')}  };\n`);
  return `// ${model.by}\nexport interface ${interfaceName} {\n${structures.join('')}}\n`;

  function membersIn(of: ServiceModel, name: string): readonly string[] {
    const structure = structureIn(of, name);
    const required = structure.required?.filter((key) => expected[name]?.includes(key) !== true) ?? [];
    return membersOf(structure).map(
      ([key, reference]) =>
        `    readonly ${keyText(key)}${required.includes(key) ? '' : '?'}: ${typeText(reference)};\n`,
    );
  }

  function typeText(reference: string): string {
    const shape = shapeIn(model, reference);
    switch (shape.type) {
      case 'structure':
        return shape.document === true ? 'unknown' : `${interfaceName}['${reference}']`;
      case 'list':
        return `readonly ${inList(typeText(shape.of))}[]`;
      case 'map':
        return `Readonly<Record<string, ${typeText(shape.of)}>>`;
      case 'boolean':
        return 'boolean';
      case 'string':
        return shape.enum === undefined ? 'string' : shape.enum.map((word) => `'${word}'`).join(' | ');
      case 'blob':
        return 'string';
      case 'timestamp':
        return 'unknown';
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
