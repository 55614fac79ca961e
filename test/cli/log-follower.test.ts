// Following a log file while another process writes it.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LogFollower, readTail } from '../../src/cli/follow/log-tail.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-log-'));
  file = join(folder, 'a.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a followed log', () => {
  test('gives each line once, when it is whole, also with characters torn in two', () => {
    const lines: string[] = [];
    const follower = new LogFollower(file);
    const read = () => follower.read((line) => lines.push(line));
    read();
    const bytes = Buffer.from('one\n東京\nlast');
    for (const byte of bytes) {
      appendFileSync(file, Buffer.from([byte]));
      read();
    }
    expect(lines).toEqual(['one', '東京']);
    follower.finish((line) => lines.push(line));
    expect(lines).toEqual(['one', '東京', 'last']);
    follower.finish((line) => lines.push(line));
    expect(lines).toHaveLength(3);
  });

  test('may begin where an earlier attempt ended', () => {
    writeFileSync(file, 'old\nnew\n');
    const lines: string[] = [];
    new LogFollower(file, 4).read((line) => lines.push(line));
    expect(lines).toEqual(['new']);
  });

  test('has a tail, also when it is long and when it does not exist yet', () => {
    expect(readTail(file, 3)).toEqual([]);
    writeFileSync(file, Array.from({ length: 5000 }, (_, index) => `line ${index}\n`).join(''));
    expect(readTail(file, 2)).toEqual(['line 4998', 'line 4999']);
    appendFileSync(file, 'begun');
    expect(readTail(file, 2)).toEqual(['line 4999', 'begun']);
  });
});
