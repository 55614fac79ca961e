// A pipeline that one stack has no room for, as nested stacks.
import { expect, test } from 'vitest';
import { writeNested, writeStack } from '../../src/ship/formats/nested.ts';
import type { Template } from '../../src/ship/formats/cloudformation.ts';
import { openFiles } from '../../src/load/files.ts';
import { writtenParts } from '../../src/load/written-parts.ts';
import { placeOfPipeline } from '../../src/model/place.ts';
import type { GraphResource, PropertyValues } from '../../src/model/resource-graph.ts';
import { attributeOf } from '../../src/model/resource-graph.ts';
import { shipTargets } from '../../src/targets/ship-targets.ts';
import { graphIn, readExample, shippedExamples } from './shipped.ts';

async function graphWithTargets(name: string) {
  const { definition, folder } = await readExample(name);
  const written = await writtenParts(definition, openFiles(folder));
  const targets = shipTargets({
    definition,
    place: placeOfPipeline(definition.pipeline),
    tagsOf: () => ({}),
    writtenOf: (part) => written.get(part) as PropertyValues | undefined,
  });
  return await graphIn(definition, folder, { targets });
}

interface Written extends Template {
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

/** What a template refers to and does not have. */
function missingIn(template: Written): readonly string[] {
  const text = JSON.stringify(template);
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
  const refs = [...text.matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")(\w[\w.]*)"/g)].map(([, id = '']) => id);
  const after = Object.values(template.Resources).flatMap(({ DependsOn = [] }) => DependsOn);
  return [...refs, ...after].filter((id) => !known.has(id) && !id.startsWith('AWS::'));
}

test.each(shippedExamples)(
  '%s: each nested stack has all that it refers to, and is given what others have made before',
  async (name) => {
    const graph = await graphWithTargets(name);
    const { text, nested } = writeNested(graph);
    const root = JSON.parse(text) as Written;
    const templates = [...nested.values()].map((each) => JSON.parse(each) as Written);
    expect([root, ...templates].flatMap(missingIn)).toEqual([]);
    const all = [root, ...templates].flatMap(({ Resources }) => Object.values(Resources));
    const own = all.filter(({ Type }) => Type !== 'AWS::CloudFormation::Stack');
    expect(own.map(({ Type }) => Type).toSorted()).toEqual(
      graph.resources.map(({ type }) => type).toSorted(),
    );
    const made = new Set<string>();
    for (const [id, { Type, Properties, DependsOn = [] }] of Object.entries(root.Resources)) {
      if (Type !== 'AWS::CloudFormation::Stack') continue;
      expect(DependsOn).toEqual([...made]);
      const { Parameters = {}, TemplateURL } = Properties as Readonly<Record<string, object>>;
      const [, template = ''] = [...nested].find(([key]) => JSON.stringify(TemplateURL).includes(key)) ?? [];
      expect(Object.keys(Parameters)).toEqual(
        Object.keys((JSON.parse(template) as Written).Parameters ?? {}),
      );
      for (const each of Object.values(Parameters) as readonly { readonly 'Fn::GetAtt': readonly string[] }[])
        expect(made).toContain(each['Fn::GetAtt'][0]);
      made.add(id);
    }
    expect(writeNested(graph)).toEqual({ text, nested });
  },
);

const group = (index: number): GraphResource => ({
  id: `Group${index}`,
  type: 'AWS::Logs::LogGroup',
  why: 'One of many.',
  properties: {},
});

test('one template does as long as it has room, and a layer that has none is refused', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const withGroups = async (count: number, more: readonly GraphResource[] = []) => {
    const groups = Array.from({ length: count }, (_, index) => group(index));
    return await graphIn(definition, folder, { targets: { resources: [...groups, ...more], notes: [] } });
  };
  expect(writeStack(await withGroups(400)).nested.size).toBe(0);
  expect(writeStack(await withGroups(495)).nested.size).toBe(3);
  const over = await withGroups(501);
  expect(() => writeStack(over)).toThrow(
    'The stack Storage would have 506 resources, and CloudFormation takes 500',
  );
  const unnamed = Array.from({ length: 201 }, (_, index): GraphResource[] => [
    { id: `Net${index}`, type: 'AWS::EC2::VPC', why: 'One.', properties: {} },
    {
      id: `Cluster${index}`,
      type: 'AWS::ECS::Cluster',
      why: 'One.',
      properties: { ClusterName: attributeOf(`Net${index}`, 'Ref') },
    },
  ]).flat();
  const knotted = await withGroups(200, unnamed);
  expect(() => writeStack(knotted)).toThrow('The stack Targets would have 201 parameters');
});
