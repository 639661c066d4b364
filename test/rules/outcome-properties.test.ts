import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from '../../shared/ballot/count.ts';
import { Outcome, type ProjectOutcome } from '../../shared/ballot/outcome.ts';
import type { ProjectPaper, Sheet } from '../../shared/ballot/paper.ts';
import { anyProjectVote, outcomeOf, smallBody } from './ballot-fixture.ts';

const outcomeFrom = (sheet: Sheet, ballots: readonly Uint8Array[]) =>
  outcomeOf('project', sheet, count(sheet, ballots), smallBody);
const paperOf = (sheet: Sheet) => sheet.paper as ProjectPaper;
const standings = ({ items }: ProjectOutcome) =>
  Object.fromEntries(items.map(({ itemId, standing, votes }) => [itemId, { standing, votes }]));

/** Defined without sorting: in if the seats reach to all with at least its votes, out if others fill them. */
function expectedStanding(outcome: ProjectOutcome, seats: number, at: number) {
  const passes = ({ arithmetic, votes }: ProjectOutcome['items'][number]) =>
    arithmetic ? arithmetic.met : votes > 0;
  const own = outcome.items[at]!;
  if (!passes(own)) return 'notPassed';
  const passers = outcome.items.filter(passes);
  if (passers.filter(({ votes }) => votes >= own.votes).length <= seats) return 'elected';
  return passers.filter(({ votes }) => votes > own.votes).length >= seats ? 'passedNotElected' : 'tied';
}

describe('for any project ballots', () => {
  test('[B11][B12][B13] every standing is the one that seats and votes give', () => {
    fc.assert(
      fc.property(anyProjectVote, ({ sheet, ballots }) => {
        const outcome = Outcome.parse(outcomeFrom(sheet, ballots)) as ProjectOutcome;
        outcome.items.forEach(({ standing }, at) => {
          expect(standing).toBe(expectedStanding(outcome, paperOf(sheet).seats, at));
        });
      }),
      { numRuns: 500 },
    );
  });

  test('[B6][B12][B13] elected, runoff and shortfall make up the seats', () => {
    fc.assert(
      fc.property(anyProjectVote, ({ sheet, ballots }) => {
        const { elected, runoff, shortfall } = outcomeFrom(sheet, ballots);
        const { seats } = paperOf(sheet);
        expect(elected.length).toBeLessThanOrEqual(seats);
        expect(elected.length + (runoff?.seats ?? 0) + shortfall).toBe(seats);
        if (runoff) expect(runoff.among.length).toBeGreaterThan(runoff.seats);
      }),
      { numRuns: 500 },
    );
  });

  test('[B12] those tied have the same votes, and nobody else has as many', () => {
    fc.assert(
      fc.property(anyProjectVote, ({ sheet, ballots }) => {
        const { items, runoff } = outcomeFrom(sheet, ballots);
        const tied = items.filter(({ itemId }) => runoff?.among.includes(itemId));
        expect(tied.map(({ standing }) => standing)).toEqual(tied.map(() => 'tied'));
        expect(new Set(tied.map(({ votes }) => votes)).size).toBe(runoff ? 1 : 0);
        const others = items.filter(({ standing }) => standing !== 'tied');
        expect(others.some(({ votes }) => votes === tied[0]?.votes)).toBe(false);
      }),
    );
  });

  test('[B26] the order of the ballots changes no outcome', () => {
    fc.assert(
      fc.property(anyProjectVote, ({ sheet, ballots }) => {
        expect(outcomeFrom(sheet, ballots.toReversed())).toEqual(outcomeFrom(sheet, ballots));
      }),
    );
  });

  test('[B12] the order of the projects on the paper changes no standing', () => {
    const permuted = anyProjectVote.chain((vote) => {
      const places = vote.sheet.paper.items.map((_, at) => at);
      return fc.record({
        vote: fc.constant(vote),
        order: fc.shuffledSubarray(places, { minLength: places.length }),
      });
    });
    fc.assert(
      fc.property(permuted, ({ vote: { sheet, ballots }, order }) => {
        const paper = { ...paperOf(sheet), items: order.map((at) => paperOf(sheet).items[at]!) };
        const other = outcomeFrom(
          { ...sheet, paper },
          ballots.map((marks) => Uint8Array.from(order, (at) => marks[at]!)),
        );
        const outcome = outcomeFrom(sheet, ballots);
        expect(standings(other)).toEqual(standings(outcome));
        expect(other.margin).toBe(outcome.margin);
      }),
    );
  });

  test('[B11] one more approval never unseats a project', () => {
    fc.assert(
      fc.property(anyProjectVote, fc.nat(), ({ sheet, ballots }, pick) => {
        const paper = { ...paperOf(sheet), maxMarks: sheet.paper.items.length };
        const free: Sheet = { ...sheet, paper };
        for (const itemId of outcomeFrom(free, ballots).elected) {
          const at = paper.items.findIndex((item) => item.itemId === itemId);
          const without = ballots.filter((marks) => marks[at] !== 1);
          const chosen = without[pick % Math.max(without.length, 1)];
          const more = ballots.map((marks) => (marks === chosen ? marks.with(at, 1) : marks));
          expect(outcomeFrom(free, more).elected).toContain(itemId);
        }
      }),
    );
  });

  test('[B17] losing fewer ballots than the margin changes nobody who is elected', () => {
    fc.assert(
      fc.property(anyProjectVote, fc.nat(), ({ sheet, ballots }, pick) => {
        const outcome = outcomeFrom(sheet, ballots);
        fc.pre(outcome.margin > 0);
        const left = outcomeFrom(sheet, ballots.slice(pick % outcome.margin));
        expect(left.elected.toSorted()).toEqual(outcome.elected.toSorted());
        expect(left.runoff).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
