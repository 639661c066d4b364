import { describe, expect, test } from 'vitest';
import { Paper, paperHash, Sheet, sheetsOf } from '../../shared/ballot/paper.ts';
import { statutoryRules, VotingRules } from '../../shared/ballot/rules.ts';
import { derivedId } from '../../shared/ids.ts';
import { itemsNamed, moreThan, projectSheet } from './ballot-fixture.ts';
import { appraisalOf, commandId, motion, projects } from './sitting-fixture.ts';

const refusedAt = (paper: unknown) => Paper.safeParse(paper).error?.issues[0]?.path.join('.');

describe('a paper', () => {
  const good = projects('abc', 2, 3);

  test('[B6] takes seats and maxMarks apart, neither above the number of projects nor below one', () => {
    expect(refusedAt(good)).toBeUndefined();
    expect(refusedAt({ ...good, maxMarks: 4 })).toBe('maxMarks');
    expect(refusedAt({ ...good, seats: 4 })).toBe('seats');
    expect(refusedAt({ ...good, maxMarks: 0 })).toBe('maxMarks');
    expect(refusedAt({ ...good, seats: 0 })).toBe('seats');
    expect(refusedAt({ ...good, seats: 1.5 })).toBe('seats');
  });

  test('[B40] has each item once, and at least one', () => {
    expect(refusedAt({ ...good, items: itemsNamed('aba') })).toBe('items');
    expect(refusedAt({ ...appraisalOf(null, null), items: itemsNamed('aa') })).toBe('items');
    expect(refusedAt({ ...good, items: [] })).toBe('items');
  });

  test('[B40] asks one thing in a motion', () => {
    expect(refusedAt({ ...motion, items: itemsNamed('ab') })).toBe('items');
  });

  test('[B40] has no field but its own, and names the field that is wrong', () => {
    expect(Paper.safeParse({ ...good, writeIn: true }).success).toBe(false);
    expect(refusedAt({ ...good, items: [...itemsNamed('ab'), { itemId: 'c', title: ' ' }] })).toBe(
      'items.2.title',
    );
    expect(refusedAt({ ...good, items: [{ itemId: 'a', title: '路', investment: -1 }] })).toBe(
      'items.0.investment',
    );
  });
});

describe('a paper hash', () => {
  const sheet = projectSheet('abc', { seats: 1, maxMarks: 2 });
  const paper = sheet.paper as Extract<Paper, { kind: 'project' }>;

  test('[B30] does not depend on how the sheet was written down', () => {
    const other = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(sheet).reverse())));
    expect(paperHash(Sheet.parse(other))).toBe(paperHash(sheet));
  });

  test.each<[string, Sheet]>([
    ['title', { ...sheet, paper: { ...paper, title: '另一张票' } }],
    ['order of the items', { ...sheet, paper: { ...paper, items: paper.items.toReversed() } }],
    ['an item', { ...sheet, paper: { ...paper, items: paper.items.slice(1) } }],
    ['seats', { ...sheet, paper: { ...paper, seats: 2 } }],
    ['maxMarks', { ...sheet, paper: { ...paper, maxMarks: 1 } }],
    ['threshold', { ...sheet, rules: { kind: 'project', form: 'tick', threshold: moreThan(1, 3) } }],
    ['round', { ...sheet, round: 2 }],
    ['rehearsal', { ...sheet, rehearsal: true }],
  ])('[B22][B30] is another one with another %s', (_, other) => {
    expect(paperHash(other)).not.toBe(paperHash(sheet));
  });
});

describe('sheets', () => {
  test('[B40] have the rules of their own kind', () => {
    for (const paper of [projects('abc', 1), motion, appraisalOf(null)]) {
      for (const kind of ['project', 'motion', 'appraisal'] as const) {
        const sheet = { paper, rules: statutoryRules[kind], round: 1, rehearsal: false };
        const { success, error } = Sheet.safeParse(sheet);
        expect(success, `${paper.kind} by the rules of a ${kind}`).toBe(paper.kind === kind);
        if (!success) expect(error?.issues.map(({ path }) => path)).toEqual([['rules', 'kind']]);
      }
    }
  });

  test('[B16] carry the rules of their kind as they were adopted', () => {
    const [sheet] = sheetsOf(motion, statutoryRules, 1, false);
    expect(sheet).toEqual({ paper: motion, rules: statutoryRules.motion, round: 1, rehearsal: false });
  });

  test('[B25] a project paper is one sheet, an appraisal one for each subject', () => {
    expect(sheetsOf(projects('abc', 1), statutoryRules, 1, false)).toHaveLength(1);
    const sheets = sheetsOf(appraisalOf(null, null, null), statutoryRules, 2, true);
    expect(sheets.map((sheet) => sheet.paper.items.map(({ itemId }) => itemId))).toEqual([
      ['s0'],
      ['s1'],
      ['s2'],
    ]);
    for (const sheet of sheets) {
      expect(Sheet.parse(sheet)).toMatchObject({
        rules: statutoryRules.appraisal,
        round: 2,
        rehearsal: true,
      });
    }
  });

  test('[B5] the statutory rules are a profile, everything by more than half of all members', () => {
    expect(VotingRules.parse(statutoryRules)).toEqual(statutoryRules);
    for (const { threshold } of [statutoryRules.project, statutoryRules.motion, statutoryRules.appraisal]) {
      expect(threshold).toEqual(moreThan(1, 2));
    }
  });
});

describe('ids derived from a command', () => {
  test('[B41] are the same for the same command, and differ by what they name', () => {
    expect(derivedId(commandId, 'paper')).toBe(derivedId(commandId, 'paper', 0));
    const ids = [
      derivedId(commandId, 'paper'),
      derivedId(commandId, 'vote'),
      derivedId(commandId, 'vote', 1),
    ];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
  });
});
