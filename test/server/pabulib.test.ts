import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type PabulibInstance, paperFromPabulib, readPabulib } from '../../server/imports/pabulib.ts';
import { runPabulib } from '../simulation/pabulib.ts';

/** Thirty voters, six projects, a quoted name, a voter who marked nothing; made up. */
const file = fileURLToPath(new URL('../fixtures/village.pb', import.meta.url));
const village = readFileSync(file, 'utf8');

function read(text: string): PabulibInstance {
  const instance = readPabulib(text);
  if ('wrong' in instance) throw new Error(instance.wrong);
  return instance;
}
const paperOf = (text: string, seats?: number) => paperFromPabulib(read(text), seats);
const without = (line: string) => village.replace(`${line}\n`, '');

describe('reading', () => {
  test('a good file', () => {
    const { meta, projects, votes } = read(village);
    expect(meta.get('description')).toBe('A made-up village, 2026');
    expect(meta.has('key')).toBe(false);
    expect(projects).toHaveLength(6);
    const lamps = { projectId: '102', name: 'Street lamps; north and south lane', cost: 95_000 };
    expect(projects[1]).toMatchObject(lamps);
    expect(votes).toHaveLength(30);
    expect(votes.filter((vote) => vote.length === 0)).toHaveLength(1);
    for (const { projectId, votes: counted } of projects) {
      expect(votes.filter((vote) => vote.includes(projectId))).toHaveLength(counted!);
    }
  });

  test.each<[string, (text: string) => string]>([
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with both', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['with blank lines', (text) => text.replaceAll(/(PROJECTS|VOTES)/g, '\n$1\n')],
    ['without a last line break', (text) => text.trimEnd()],
    [
      'with its sections in small letters',
      (text) => text.replace('PROJECTS', 'projects').replace('VOTES', 'votes'),
    ],
    ['with spaces around ids', (text) => text.replaceAll(/(\d),(\d)/g, '$1 , $2')],
    ['with a project named twice in one vote', (text) => text.replace(/^(30;\d+;)(\d+)/m, '$1$2,$2')],
  ])('%s says the same', (_how, change) => {
    expect(change(village)).not.toBe(village);
    expect(read(change(village))).toEqual(read(village));
  });

  test('columns may stand in any order and be missing', () => {
    const text = 'META\nkey;value\nPROJECTS\nname;project_id\n井;7\nVOTES\nvote;voter_id\n7;1\n;2';
    expect(read(text)).toEqual({
      meta: new Map(),
      projects: [{ projectId: '7', name: '井', cost: null, votes: null }],
      votes: [['7'], []],
    });
  });

  test.each<[string, string, RegExp]>([
    [
      'an unknown project in a vote, with its row',
      village.replace(/^(18;\d+;)$/m, '$1999'),
      /^VOTES, row 18: .*999$/,
    ],
    ['a project that stands twice', village.replace('\n106;', '\n105;'), /^PROJECTS: .*twice/],
    ['a project without an id', village.replace('\n106;', '\n;'), /^PROJECTS: .*project_id/],
    ['no section at all', 'key;value\n', /^line 1: expected META/],
    ['an empty file', '', /no project/],
    ['no projects', without('PROJECTS').slice(0, village.indexOf('PROJECTS')), /no project/],
    [
      'a section of projects without one',
      'META\nkey;value\nPROJECTS\nproject_id;name\nVOTES\nvoter_id;vote\n',
      /no project/,
    ],
    [
      'a row with more fields than its header',
      village.replace('\n106;', '\n106;1;'),
      /^line 20: 6 fields, 5 expected/,
    ],
    ['an open quote', village.replace('lane"', 'lane'), /^line \d+: /],
  ])('names what is wrong: %s', (_what, text, wrong) => {
    expect(text).not.toBe(village);
    expect(readPabulib(text)).toEqual({ wrong: expect.stringMatching(wrong) });
  });
});

describe('the paper', () => {
  test('[B6] asks the file’s question: at most three marks, and as many winners unless told otherwise', () => {
    const paper = paperOf(village);
    expect(paper).toMatchObject({ kind: 'project', title: 'A made-up village, 2026', maxMarks: 3, seats: 3 });
    expect(paperOf(village, 2)).toMatchObject({ maxMarks: 3, seats: 2 });
    const items = 'items' in paper ? paper.items : [];
    expect(items[1]).toEqual({
      itemId: '102',
      title: 'Street lamps; north and south lane',
      investment: 95_000,
    });
  });

  test.each([
    ['without META', village.slice(village.indexOf('PROJECTS')), { title: 'Pabulib', maxMarks: 6 }],
    ['without max_length', without('max_length;3'), { maxMarks: 6, seats: 6 }],
    [
      'with a max_length beyond the projects',
      village.replace('max_length;3', 'max_length;60'),
      { maxMarks: 6 },
    ],
    ['with an empty description', village.replace(/description;.*/, 'description;'), { title: 'Pabulib' }],
    ['with no votes', village.slice(0, village.indexOf('VOTES')), { maxMarks: 3 }],
  ])('%s', (_what, text, expected) => {
    expect(paperOf(text)).toMatchObject(expected);
  });

  test.each([297, 298, 299, 300, 301])(
    'a title of %i letters and a rare character is cut between characters',
    (n) => {
      const long = `${'村'.repeat(n)}𠮷`;
      const text = village.replace('卫生室改造', long).replace(/description;.*/, `description;${long}`);
      const paper = paperOf(text);
      const titles = 'items' in paper ? [paper.title, paper.items[5]!.title] : [];
      const expected = n <= 298 ? long : '村'.repeat(Math.min(n, 300));
      expect(titles).toEqual([expected, expected]);
    },
  );

  test.each([
    ['max_length 0', village.replace('max_length;3', 'max_length;0'), undefined, 'file'],
    ['max_length in words', village.replace('max_length;3', 'max_length;three'), undefined, 'file'],
    ['max_length with a fraction', village.replace('max_length;3', 'max_length;2.5'), undefined, 'file'],
    ['an empty max_length', village.replace('max_length;3', 'max_length;'), undefined, 'file'],
    ['more seats than projects', village, 7, 'seats'],
    ['no seat', village, 0, 'seats'],
    ['an id that is no id', village.replaceAll('106', '10 6'), undefined, 'items.5.itemId'],
    ['a control character in a name', village.replace('卫生室', '卫\u0007室'), undefined, 'items.5.title'],
  ])('[B40] is refused for %s', (_what, text, seats, field) => {
    expect(paperOf(text, seats)).toEqual({ refused: expect.objectContaining({ code: 'malformed', field }) });
  });
});

describe('the whole vote', () => {
  test('[B9] thirty deputies cast what the file says, one of them an empty paper, and all of it is counted', async () => {
    const { counts, runoff, summary } = await runPabulib(file, { seed: 5 });
    expect(summary).toMatchObject({ voters: 30, acked: 30, returned: 30, valid: 30, invalid: 0 });
    expect(summary).toMatchObject({ lost: 0, duplicated: 0, mismatches: 0, verified: 1 });
    const { projects } = read(village);
    expect(counts).toEqual(projects.map(({ projectId, votes }) => ({ projectId, approve: votes })));
    expect(runoff).toBeNull();
  });

  test('a votes column that the votes do not bear out is a mismatch, and the count is the true one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yishi-'));
    try {
      const changed = join(folder, 'changed.pb');
      const { projects } = read(village);
      const [first] = projects;
      const text = village.replace(`\n101;180000;${first!.votes};`, `\n101;180000;${first!.votes! + 1};`);
      expect(text).not.toBe(village);
      writeFileSync(changed, text);
      const { counts, summary } = await runPabulib(changed, { seed: 6, seats: 2 });
      expect(summary).toMatchObject({ lost: 0, duplicated: 0, mismatches: 1, verified: 1 });
      expect(counts[0]).toEqual({ projectId: '101', approve: first!.votes });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
