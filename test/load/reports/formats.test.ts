// Every format of reports that a buildspec may name, as its tools write it.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseReport } from '../../../src/load/reports/recognise-report.ts';
import { readReport } from '../../../src/load/reports/read-report.ts';
import { mutate, mutation } from '../../rig/mutate.ts';

const read = (format: string, text: string) => readReport({ path: 'report', text }, format);

const tests: Readonly<Record<string, string>> = {
  JUNITXML: `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest" tests="4"><testsuite name="app" timestamp="2026-11-20T09:00:00">
  <properties><property name="a" value="b"/></properties>
  <testcase classname="app adds" name="one &amp; one" time="1,000.5"/>
  <testcase classname="app adds" name="breaks" time="0.25">
    <failure message="expected 1 &lt; 2" type="AssertionError"><![CDATA[expected 1 < 2
    at Object.toBe (test/app.test.js:12:7)]]></failure>
    <system-out>noise</system-out>
  </testcase>
  <testcase name="cannot start" file="test/b.js" line="3"><error message="no database"/></testcase>
  <testcase classname="app adds" name="later"><skipped/></testcase>
</testsuite></testsuites>`,
  NUNITXML: `<test-results name="Lib.dll"><test-suite name="Calc"><results>
  <test-case name="Calc.Adds" executed="True" result="Success" success="True" time="1000.5"/>
  <test-case name="Calc.Breaks" executed="True" result="Failure" success="False" time="0.25">
    <failure><message>expected 1 &lt; 2</message><stack-trace>at Calc in src/Calc.cs:12</stack-trace></failure></test-case>
  <test-case name="Calc.Starts" executed="True" result="Error"><failure><message>no database</message></failure></test-case>
  <test-case name="Calc.Later" executed="False" result="Ignored"><reason><message>later</message></reason></test-case>
</results></test-suite></test-results>`,
  NUNIT3XML: `<test-run id="2"><test-suite name="Calc">
  <test-case name="Adds" classname="Calc" result="Passed" duration="1000.5"/>
  <test-case name="Breaks" classname="Calc" result="Failed" duration="0.25">
    <failure><message><![CDATA[expected 1 < 2]]></message><stack-trace>at Calc in src/Calc.cs:12</stack-trace></failure></test-case>
  <test-case name="Starts" classname="Calc" result="Failed" label="Error"><failure><message>no database</message></failure></test-case>
  <test-case name="Later" classname="Calc" result="Skipped"/>
</test-suite></test-run>`,
  TESTNGXML: `<testng-results><suite name="s"><test name="t"><class name="com.example.Calc">
  <test-method status="PASS" name="setUp" is-config="true" duration-ms="9"/>
  <test-method status="PASS" name="adds" duration-ms="1000500"/>
  <test-method status="FAIL" name="breaks" duration-ms="250"><exception class="AssertionError">
    <message><![CDATA[expected 1 < 2]]></message><full-stacktrace>at com.example.Calc(Calc.java:12)</full-stacktrace></exception></test-method>
  <test-method status="ODD" name="odd" duration-ms="1"/>
  <test-method status="SKIP" name="later"/>
</class></test></suite></testng-results>`,
  VISUALSTUDIOTRX: `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
  <UnitTestResult testId="1" testName="Adds" outcome="Passed" duration="00:16:40.5000000"/>
  <UnitTestResult testId="2" testName="Breaks" outcome="Failed" duration="00:00:00.2500000"><Output><ErrorInfo>
    <Message>expected 1 &lt; 2</Message><StackTrace>at Calc.Breaks() in src/Calc.cs:12</StackTrace></ErrorInfo></Output></UnitTestResult>
  <UnitTestResult testId="1" testName="Starts" outcome="Error"/>
  <UnitTestResult testId="1" testName="Later" outcome="NotExecuted"/>
</Results><TestDefinitions>
  <UnitTest id="1" name="Adds"><TestMethod className="Lib.Calc" name="Adds"/></UnitTest>
  <UnitTest id="2" name="Breaks"><TestMethod className="Lib.Calc" name="Breaks"/></UnitTest>
</TestDefinitions></TestRun>`,
  CUCUMBERJSON: JSON.stringify([
    {
      uri: 'features/calc.feature',
      name: 'Calc',
      elements: [
        { type: 'background', name: 'given', steps: [{ result: { status: 'passed' } }] },
        {
          type: 'scenario',
          name: 'adds',
          line: 3,
          steps: [{ result: { status: 'passed', duration: 1_000_500_000_000 } }],
        },
        {
          type: 'scenario',
          name: 'breaks',
          line: 12,
          steps: [
            { result: { status: 'passed', duration: 250_000_000 } },
            { result: { status: 'failed', error_message: 'expected 1 < 2' } },
          ],
        },
        { type: 'scenario', name: 'starts', line: 20, steps: [{ result: { status: 'undefined' } }] },
        { type: 'scenario', name: 'later', line: 30, steps: [{ result: { status: 'pending' } }] },
      ],
    },
  ]),
};

describe('test reports', () => {
  test.each(Object.entries(tests))('%s: what succeeded, what did not, and why', (format, text) => {
    const { content, problems } = read(format, text);
    expect(problems).toEqual([]);
    const cases = content?.type === 'TEST' ? content.testCases : [];
    expect(cases.map(({ status }) => status)).toEqual([
      'SUCCEEDED',
      'FAILED',
      format === 'TESTNGXML' ? 'UNKNOWN' : 'ERROR',
      'SKIPPED',
    ]);
    expect(cases[0]?.durationMs).toBeCloseTo(1_000_500);
    expect(cases[1]?.durationMs).toBeCloseTo(250);
    expect(cases[0]).not.toHaveProperty('message');
    expect(cases[1]?.message).toContain('expected 1 < 2');
    expect(cases[1]?.location).toMatch(/:12(:7)?$/);
    expect(cases[1]?.testSuiteName).toMatch(/calc|app/i);
  });

  test('a message that the trace repeats stands once, and its place is reported', () => {
    const { content } = read('JUNITXML', tests['JUNITXML'] ?? '');
    expect(content).toMatchObject({
      testCases: [
        { name: 'one & one', testSuiteName: 'app adds' },
        {
          message: 'expected 1 < 2\n    at Object.toBe (test/app.test.js:12:7)',
          location: 'test/app.test.js:12:7',
        },
        { testSuiteName: 'app', message: 'no database', location: 'test/b.js:3' },
        {},
      ],
    });
  });
});

/** In each: a.x with lines 1 to 4, of which 2 and 3 were never run, and one of two branches; b.x without a line. */
const coverage: Readonly<Record<string, string>> = {
  CLOVERXML: `<coverage generated="1"><project><metrics/><package name="p"><file name="a.x" path="src/a.x"><metrics/>
    <line num="1" count="3" type="stmt"/><line num="2" count="0" type="stmt"/><line num="3" count="0" type="method"/>
    <line num="3" count="0" type="stmt"/><line num="4" count="1" type="cond" truecount="1" falsecount="0"/></file>
    <file name="b.x" path="src/b.x"/></package></project></coverage>`,
  COBERTURAXML: `<!DOCTYPE coverage SYSTEM "http://cobertura.example/coverage-04.dtd"><coverage line-rate="0.5"><packages><package name="p"><classes>
    <class name="A" filename="src/a.x"><methods><method name="m"><lines><line number="9" hits="0"/></lines></method></methods>
    <lines><line number="1" hits="3"/><line number="2" hits="0"/><line number="3" hits="0"/>
    <line number="4" hits="1" branch="true" condition-coverage="50% (1/2)"/></lines></class>
    <class name="B" filename="src/b.x"><lines/></class></classes></package></packages></coverage>`,
  JACOCOXML: `<report name="r"><group name="g"><package name="src"><sourcefile name="a.x"><line nr="1" mi="0" ci="3" mb="0" cb="0"/>
    <line nr="2" mi="2" ci="0" mb="0" cb="0"/><line nr="3" mi="1" ci="0"/><line nr="4" mi="0" ci="1" mb="1" cb="1"/>
    <counter type="LINE" missed="2" covered="2"/></sourcefile><sourcefile name="b.x"/></package></group></report>`,
  SIMPLECOV: JSON.stringify({
    coverage: {
      'src/a.x': { lines: [3, 0, 0, 1, null], branches: [{ coverage: 1 }, { coverage: 0 }] },
      'src/b.x': { lines: [] },
    },
  }),
  LCOV: 'TN:\nSF:src/a.x\nDA:1,3\nDA:2,0\nDA:3,0\nDA:4,1\nBRDA:4,0,0,1\nBRDA:4,0,1,-\nLF:4\nend_of_record\nSF:src/b.x\nend_of_record\n',
};

test.each(Object.entries(coverage))('coverage in %s: lines and branches by file', (format, text) => {
  const { content, problems } = read(format, text);
  expect(problems).toEqual([]);
  const files = content?.type === 'CODE_COVERAGE' ? content.files : [];
  expect(files[0]).toEqual({
    filePath: 'src/a.x',
    linesCovered: 2,
    linesMissed: 2,
    branchesCovered: 1,
    branchesMissed: 1,
    missedLines: [[2, 3]],
  });
  expect(files[1]).toMatchObject({ filePath: 'src/b.x', linesCovered: 0, linesMissed: 0 });
});

test('SimpleCov of several runs and of its old form counts a line as run when one of them ran it', () => {
  const text = JSON.stringify({
    RSpec: {
      coverage: {
        'a.rb': [1, 0, null],
        'b.rb': { lines: [0], branches: { '[:if]': { '[:then]': 1, '[:else]': 0 } } },
      },
    },
    Cucumber: { coverage: { 'a.rb': [0, 2, null] } },
  });
  expect(read('SIMPLECOV', text).content).toMatchObject({
    files: [
      { linesCovered: 2, linesMissed: 0 },
      { linesMissed: 1, branchesCovered: 1, branchesMissed: 1 },
    ],
  });
});

describe('a file that is not what it should be', () => {
  test.each([
    ['cut off', 'JUNITXML', '<testsuites>\n<testsuite name="a">\n', 'not well-formed'],
    ['of another format', 'JUNITXML', '<coverage/>', 'begins with <coverage>'],
    ['of another coverage format', 'CLOVERXML', coverage['COBERTURAXML'] ?? '', 'with <project> in it'],
    ['no XML', 'NUNIT3XML', 'Tests passed', 'not well-formed'],
    ['empty', 'JUNITXML', '', 'not well-formed'],
    ['broken JSON', 'CUCUMBERJSON', '[{"a": }', 'The JSON cannot be read'],
    ['other JSON', 'SIMPLECOV', '[1]', "SimpleCov's coverage"],
    ['no LCOV', 'LCOV', 'hello\n', 'no record "SF:"'],
    [
      'that names entities that it does not declare',
      'JUNITXML',
      '<!DOCTYPE a [<!ENTITY b "c">]>\n<testsuites>&d;</testsuites>',
      'undefined entity',
    ],
    ['nested without end', 'JUNITXML', '<testsuites>'.repeat(10_000), '200 deep'],
  ])('%s', (_, format, text, message) => {
    const { content, problems } = read(format, text);
    expect(content).toBeUndefined();
    expect(problems[0]?.code).toBe('ReportInvalid');
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.at?.end).toBeLessThanOrEqual(text.length);
    expect(problems[0]?.remedy).not.toBe('');
  });

  test('entities that multiply, and files elsewhere, are not followed', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
    ).join('');
    const bomb = `<!DOCTYPE a [<!ENTITY l0 "lol">${levels}]><testsuites><testsuite name="&l9;"/></testsuites>`;
    const often = `<!DOCTYPE a [<!ENTITY l "${'x'.repeat(1000)}">]><testsuites>${'&l;'.repeat(5000)}</testsuites>`;
    const itself = '<!DOCTYPE a [<!ENTITY l "&l;">]><testsuites>&l;</testsuites>';
    const outside =
      '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><testsuites><testcase name="&f;"/></testsuites>';
    for (const text of [bomb, often, itself, outside]) expect(read('JUNITXML', text).content).toBeUndefined();
  });

  test('never crashes a reader, whatever is damaged in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries({ ...tests, ...coverage })),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        ([format, sound], mutations) => {
          const text = mutate(sound, mutations);
          const { content, problems } = read(format, text);
          expect(content === undefined).toBe(problems.length > 0);
          for (const { at } of problems) expect(at?.end).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

const endings: Readonly<Record<string, string>> = {
  CUCUMBERJSON: 'cucumber.json',
  SIMPLECOV: 'coverage/.resultset.json',
  LCOV: 'lcov.info',
  VISUALSTUDIOTRX: 'results.trx',
};

describe('a report that no buildspec names', () => {
  test.each(Object.entries({ ...tests, ...coverage }))(
    'in the format %s is known by how it begins',
    (format, text) => {
      expect(recogniseReport(endings[format] ?? 'report.xml', text.slice(0, 4096))).toBe(format);
    },
  );

  test.each([
    ['pom.xml', '<?xml version="1.0"?><project/>'],
    ['report.xml', '<report><title>Sales</title></report>'],
    ['coverage.xml', '<coverage insurer="a"/>'],
    ['package.json', '{"name":"a"}'],
    ['list.json', '[{"elements":[]}]'],
    ['README.info', 'About this'],
    ['empty.xml', ''],
  ])('is not seen in %s', (path, text) => {
    expect(recogniseReport(path, text)).toBeUndefined();
  });

  test('of any beginning is judged at once', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(recogniseReport('a.xml', `<!--${text}`)).toBeUndefined();
        expect(recogniseReport('a.json', `{${text}`)).toBeUndefined();
      }),
    );
  });
});
