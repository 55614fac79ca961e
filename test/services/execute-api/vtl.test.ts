import { expect, test } from 'vitest';
import { isFailed } from '../../../src/lib/result.ts';
import { parseTemplate } from '../../../src/services/execute-api/vtl/parse.ts';
import { renderTemplate } from '../../../src/services/execute-api/vtl/render.ts';

function render(text: string, variables: Readonly<Record<string, unknown>> = {}): string {
  const template = parseTemplate(text);
  if (isFailed(template)) return `refused: ${template.failed}`;
  return renderTemplate(template, {
    variables: new Map(Object.entries(structuredClone(variables))),
    own: {},
  });
}

const cases: readonly (readonly [template: string, output: string])[] = [
  ['plain #fff $5.00 $', 'plain #fff $5.00 $'],
  ['#set($a = "x")$a ${a}y $!b|$b', 'x xy |$b'],
  ['#set($a = 7)#if($a > 5 && $a != 8)big#elseif($a == 1)one#{else}small#end', 'big'],
  ['#if($none)a#elseif(!$none)b#end', 'b'],
  ['#foreach($x in ["a", "b"])$foreach.count:$x#if($foreach.hasNext),#end#end', '1:a,2:b'],
  ['#foreach($n in [1..3])#if($n == 2)#break#end$n#end', '1'],
  [
    '#set($m = {"a": 1, "b": [true, "z"]})$m.a $m.get("b")[1] $m.keySet() $m',
    '1 z [a, b] {a=1, b=[true, z]}',
  ],
  ['#set($m = {})#set($i = $m.put("k", "v"))#set($m.j = 2)$m.size() $m.k $m["j"]', '2 v 2'],
  ['#set($l = [])#set($i = $l.add("a"))$l.size() $l.isEmpty()', '1 false'],
  ['#set($s = "Hello")$s.replaceAll("l+", "L") $s.substring(1, 3) $s.toUpperCase().length()', 'HeLo el 5'],
  ['#set($n = 7 / 2)#set($m = 7 % 4 + 2 * 3)$n $m', '3 9'],
  ['a ## gone\nb #* gone\n *# c', 'a b  c'],
  ['{\n  #set($a = 1)\n  "a": $a\n}', '{\n  "a": 1\n}'],
  ['#set($a = "$b and ${b}")$a #set($c = \'$b\')$c', '$b and ${b} $b'],
  ['\\$a \\#if', '$a #if'],
  ['$in.a.b $in.list[0] $in.none', '1 x $in.none'],
  ['$in.getClass()', 'refused: line 1: Slipway does not execute the method getClass() of $in'],
  ['a\n#macro(x)#end', 'refused: line 2: Slipway does not execute #macro'],
  ['#if(true) a', 'refused: line 1: #if has no #end'],
  ['a #end', 'refused: line 1: #end has no directive that it belongs to'],
  [
    '$input.path("$..[?(@.a)]")',
    'refused: line 1: Slipway does not execute "[?(@.a)]" of the JSONPath "$..[?(@.a)]"',
  ],
];

test.each(cases)('the template %j gives %j', (template, output) => {
  expect(render(template, { in: { a: { b: 1 }, list: ['x'] } })).toBe(output);
});

test('a template that does not end is ended', () => {
  const nested = '#foreach($a in [1..2000])#foreach($b in [1..2000])x#end#end';
  expect(() => render(nested)).toThrow('does not end');
});
