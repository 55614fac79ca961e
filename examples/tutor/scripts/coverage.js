// Reports of coverage (LCOV) of several languages as one, `coverage.json` in the form of SimpleCov, which CodeBuild shows. It fails
// when all together cover less than 80 percent of their lines: coverage.js FILE...
const { readFileSync, writeFileSync } = require('node:fs');
const { relative } = require('node:path');

const enough = 80;

/** How often each line of each file ran, by the file's path. */
function linesIn(text, found = new Map()) {
  let file;
  for (const line of text.split('\n')) {
    if (line.startsWith('SF:')) {
      const path = relative(process.cwd(), line.slice(3));
      found.set(path, (file = found.get(path) ?? new Map()));
    }
    const [, number, hits] = /^DA:(\d+),(\d+)/.exec(line) ?? [];
    if (number !== undefined) file.set(Number(number), (file.get(Number(number)) ?? 0) + Number(hits));
  }
  return found;
}

/** In percent. */
function covered(files) {
  const lines = files.flatMap((file) => [...file.values()]);
  return (100 * lines.filter((hits) => hits > 0).length) / lines.length;
}

/** An entry for each line from the first on: null where nothing can run. */
function simpleCov(files) {
  const entries = [...files].map(([path, lines]) => {
    const last = Math.max(0, ...lines.keys());
    return [path, { lines: Array.from({ length: last }, (_, index) => lines.get(index + 1) ?? null) }];
  });
  return { tests: { coverage: Object.fromEntries(entries), timestamp: Math.floor(Date.now() / 1000) } };
}

const all = new Map();
for (const path of process.argv.slice(2)) {
  const files = linesIn(readFileSync(path, 'utf8'));
  console.log(`${path}: ${covered([...files.values()]).toFixed(1)} % of the lines`);
  for (const [name, lines] of files) all.set(name, lines);
}
writeFileSync('coverage.json', JSON.stringify(simpleCov(all)));
const percent = covered([...all.values()]);
console.log(`All together: ${percent.toFixed(1)} % of the lines`);
if (percent < enough) {
  console.error(`The tests cover less than ${enough} % of the lines`);
  process.exitCode = 1;
}
