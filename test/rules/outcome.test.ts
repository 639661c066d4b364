import { describe, expect, test } from 'vitest';
import { count } from '../../shared/ballot/count.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import { exceedsIssued, Outcome } from '../../shared/ballot/outcome.ts';
import { elect, lanzhou, moreThan, motionSheet, projectSheet, putToVote, times } from './ballot-fixture.ts';

describe('who wins', () => {
  test('[B11] case 1, Lanzhou: 10 of 13, each by more than half of all 336', () => {
    const sheet = projectSheet('abcdefghijklm', { seats: 10 });
    const votes = [290, 285, 280, 270, 260, 250, 240, 230, 212, 200, 169, 168, 60];
    const outcome = elect(sheet, votes);
    expect(outcome.elected).toEqual([...'abcdefghij']);
    expect(outcome).toMatchObject({ runoff: null, shortfall: 0 });
    expect(outcome.items.slice(9).map(({ itemId, standing }) => [itemId, standing])).toEqual([
      ['j', 'elected'],
      ['k', 'passedNotElected'],
      ['l', 'notPassed'],
      ['m', 'notPassed'],
    ]);
    expect(outcome.items[8]!.arithmetic).toMatchObject({
      baseCount: 336,
      needed: 169,
      votes: 212,
      met: true,
    });
  });

  test('[B11] among more passers than seats the most votes win, wherever they stand on the paper', () => {
    expect(elect(projectSheet('abcd', { seats: 2 }), [170, 200, 180, 190]).elected).toEqual(['b', 'd']);
  });

  test('[B5][B13] 153 votes, a majority of those present, win no seat', () => {
    expect(elect(projectSheet('ab'), [153, 10])).toMatchObject({ elected: [], shortfall: 1 });
  });

  test('[B6] as many may win as there are seats, whatever a deputy may choose', () => {
    const sheet = projectSheet('abc', { seats: 3, maxMarks: 1, threshold: null });
    const ballots = [...'abc'].flatMap((name) => times(5, sheet, { [name]: ['approve'] }));
    expect(decideOutcome(sheet, count(sheet, ballots), lanzhou)).toMatchObject({ elected: ['a', 'b', 'c'] });
  });

  test('[B11] without a threshold the most votes win, and what nobody chose never does', () => {
    const sheet = projectSheet('abc', { seats: 3, threshold: null });
    const outcome = elect(sheet, [0, 7, 1]);
    expect(outcome).toMatchObject({ elected: ['b', 'c'], shortfall: 1 });
    expect(outcome.items).toContainEqual({ itemId: 'a', votes: 0, arithmetic: null, standing: 'notPassed' });
  });

  test('[B16] an outcome has the shape that is published', () => {
    expect(() => Outcome.parse(elect(projectSheet('ab'), [169, 3]))).not.toThrow();
    expect(() => Outcome.parse(putToVote(motionSheet(), { approve: 169 }))).not.toThrow();
  });
});

describe('ties', () => {
  const sheet = projectSheet('abcde', { seats: 3 });

  test('[B12] a tie across the cut is a runoff among those tied for the seats still open', () => {
    const outcome = elect(sheet, [200, 190, 180, 180, 170]);
    expect(outcome.elected).toEqual(['a', 'b']);
    expect(outcome.runoff).toEqual({ among: ['c', 'd'], seats: 1 });
    expect(outcome.shortfall).toBe(0);
    expect(outcome.items.map(({ standing }) => standing)).toEqual([
      'elected',
      'elected',
      'tied',
      'tied',
      'passedNotElected',
    ]);
  });

  test('[B12] three tied for two seats are all in the runoff', () => {
    expect(elect(sheet, [200, 180, 180, 180, 170])).toMatchObject({
      elected: ['a'],
      runoff: { among: ['b', 'c', 'd'], seats: 2 },
    });
  });

  test('[B12] all tied: nobody is elected by standing first on the paper', () => {
    expect(elect(sheet, [180, 180, 180, 180, 180])).toMatchObject({
      elected: [],
      runoff: { among: [...'abcde'], seats: 3 },
    });
  });

  test('[B12] a tie wholly above the cut is no runoff', () => {
    expect(elect(sheet, [200, 200, 190, 180, 170])).toMatchObject({ elected: ['a', 'b', 'c'], runoff: null });
  });

  test('[B12] a tie of the last elected, with nobody below, is no runoff', () => {
    expect(elect(sheet, [200, 180, 180, 170, 170])).toMatchObject({ elected: ['a', 'b', 'c'], runoff: null });
  });

  test('[B12] a tie wholly below the cut is no runoff', () => {
    const outcome = elect(sheet, [200, 190, 185, 180, 180]);
    expect(outcome).toMatchObject({ elected: ['a', 'b', 'c'], runoff: null });
    expect(outcome.items.slice(3).map(({ standing }) => standing)).toEqual(Array(2).fill('passedNotElected'));
  });

  test('[B12] a tie among those who did not pass is no runoff', () => {
    expect(elect(sheet, [200, 190, 168, 168, 0])).toMatchObject({ runoff: null, shortfall: 1 });
  });

  test('[B12] as many tied passers as seats are all elected', () => {
    expect(elect(sheet, [180, 180, 180, 168, 168])).toMatchObject({
      elected: ['a', 'b', 'c'],
      runoff: null,
      shortfall: 0,
    });
  });
});

describe('shortfall', () => {
  const sheet = projectSheet('abcd', { seats: 3 });

  test('[B13] fewer passers than seats: the rest stays open', () => {
    expect(elect(sheet, [200, 169, 168, 167])).toMatchObject({
      elected: ['a', 'b'],
      runoff: null,
      shortfall: 1,
    });
  });

  test('[B13] nobody passes', () => {
    expect(elect(sheet, [1, 2, 3, 4])).toMatchObject({ elected: [], shortfall: 3 });
  });
});

describe('returned and issued', () => {
  test('[B14] returned may equal the deputies issued and not exceed them', () => {
    expect(exceedsIssued(304, 304)).toBe(false);
    expect(exceedsIssued(305, 304)).toBe(true);
  });
});

describe('margin and reissued credentials', () => {
  const reissued = (n: number) => ({ credentialsIssued: 304 + n });

  test('[B17] a carried motion: the margin is what could be lost', () => {
    const carried = { approve: 171, oppose: 133 };
    expect(putToVote(motionSheet(), carried).margin).toBe(3);
    expect(putToVote(motionSheet(), carried, reissued(2)).flags).toEqual([]);
    expect(putToVote(motionSheet(), carried, reissued(3)).flags).toEqual(['margin-within-reissued']);
  });

  test('[B17] a failed motion: the margin is what was missing', () => {
    const failed = { approve: 167, oppose: 137 };
    expect(putToVote(motionSheet(), failed).margin).toBe(2);
    expect(putToVote(motionSheet(), failed, reissued(1)).flags).toEqual([]);
    expect(putToVote(motionSheet(), failed, reissued(2)).flags).toEqual(['margin-within-reissued']);
  });

  test('[B17] the distance across the cut counts', () => {
    const sheet = projectSheet('abc', { seats: 2 });
    expect(elect(sheet, [250, 203, 200], reissued(2)).flags).toEqual([]);
    expect(elect(sheet, [250, 203, 200], reissued(3)).flags).toEqual(['margin-within-reissued']);
  });

  test('[B17] the distance of a loser to the threshold counts', () => {
    const sheet = projectSheet('ab', { seats: 2 });
    expect(elect(sheet, [250, 165], reissued(3)).flags).toEqual([]);
    expect(elect(sheet, [250, 165], reissued(4)).flags).toEqual(['margin-within-reissued']);
  });

  test('[B17] without a threshold, the last one in can lose its votes', () => {
    const sheet = projectSheet('abc', { seats: 2, threshold: null });
    expect(elect(sheet, [250, 2, 0], reissued(1)).flags).toEqual([]);
    expect(elect(sheet, [250, 2, 0], reissued(2)).flags).toEqual(['margin-within-reissued']);
  });

  test('[B17] without a threshold, one vote could fill a seat left open', () => {
    const sheet = projectSheet('abc', { seats: 3, threshold: null });
    expect(elect(sheet, [250, 200, 0]).margin).toBe(1);
  });

  test('[B17] without reissues not even a tie is flagged', () => {
    const outcome = elect(projectSheet('ab', { threshold: moreThan(1, 4) }), [200, 200]);
    expect(outcome).toMatchObject({ margin: 0, flags: [], runoff: { seats: 1 } });
  });
});
