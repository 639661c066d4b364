import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withDataDir } from './data-dir.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const village = fileURLToPath(new URL('../fixtures/village.pb', import.meta.url));

function simulate(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...options], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

test('npm run simulate -- --pabulib prints a count for each project and the figures last', () => {
  const { status, lines } = simulate('--pabulib', village, '--seats', '2', '--seed', '3');
  expect(lines.slice(0, 6)).toEqual([
    'count 101 19',
    'count 102 12',
    'count 103 14',
    'count 104 8',
    'count 105 3',
    'count 106 6',
  ]);
  expect(lines.at(-1)).toBe(
    'voters=30 acked=30 returned=30 valid=30 invalid=0 lost=0 duplicated=0 mismatches=0 verified=1',
  );
  expect(status).toBe(0);
});

test('[B12] it names a tie across the cut, and a file that its votes do not bear out ends with 1', async () => {
  await withDataDir(async (folder) => {
    const file = join(folder, 'changed.pb');
    writeFileSync(file, readFileSync(village, 'utf8').replace('\n10;40;103', '\n10;40;102'));
    const { status, lines } = simulate('--pabulib', file, '--seats', '2');
    expect(lines.slice(-2)).toEqual([
      'runoff 102 103 seats 1',
      expect.stringContaining('lost=0 duplicated=0 mismatches=2 verified=1'),
    ]);
    expect(status).toBe(1);
  });
});

test.each([
  ['a file that is not there', ['--pabulib', '/nowhere.pb'], /nowhere\.pb/],
  ['a seed that is no number', ['--seed', 'x'], /--seed: x is not a whole number/],
  ['an unknown option', ['--sead', '1'], /--sead/],
])('%s is said in one line', (_what, options, words) => {
  const { status, stderr } = simulate(...options);
  expect(stderr).toMatch(words);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  expect(status).toBe(1);
});
