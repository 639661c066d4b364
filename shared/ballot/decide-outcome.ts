import type { ItemTally, Tally } from './count.ts';
import type { Figures, Outcome, ProjectOutcome, Standing } from './outcome.ts';
import type { ProjectPaper, Sheet } from './paper.ts';
import {
  type AppraisalRules,
  type Arithmetic,
  type Base,
  type ProjectRules,
  type Threshold,
  weigh,
} from './rules.ts';

/** Draws the outcome from a tally. Pure arithmetic on integers; every step is in the returned data. */
export function decideOutcome(sheet: Sheet, tally: Tally, figures: Figures): Outcome {
  const { paper, rules } = sheet;
  const outcome =
    paper.kind === 'project' && rules.kind === 'project'
      ? projectOutcome(paper, rules, tally, figures)
      : rules.kind === 'motion'
        ? motionOutcome(rules.threshold, tally, figures)
        : rules.kind === 'appraisal'
          ? appraisalOutcome(rules, tally, figures)
          : null;
  if (!outcome) throw new Error(`a ${paper.kind} paper under ${rules.kind} rules`);
  const reissued = figures.credentialsIssued - figures.deputiesIssued;
  if (reissued > 0 && outcome.margin <= reissued) outcome.flags.push('margin-within-reissued');
  return outcome;
}

function baseCount(base: Base, item: ItemTally, tally: Tally, figures: Figures): number {
  switch (base) {
    case 'allMembers':
      return figures.totalMembership;
    case 'entitled':
      return figures.entitledCount;
    case 'present':
      return figures.presentCount;
    case 'cast':
      return tally.returned;
    case 'valid':
      return tally.valid;
    case 'decisive':
      return (item.counts.approve ?? 0) + (item.counts.oppose ?? 0);
    default:
      return base satisfies never;
  }
}

/**
 * 1. Passing: the threshold, on the item's approvals; without a threshold, at least one approval.
 * 2. More passers than seats: the most votes win. 3. A tie across the cut is a runoff among those tied.
 * 4. Fewer passers than seats: a shortfall, left open.
 */
function projectOutcome(
  paper: ProjectPaper,
  rules: ProjectRules,
  tally: Tally,
  figures: Figures,
): ProjectOutcome {
  const ranked = tally.items
    .map((item) => {
      const votes = item.counts.approve ?? 0;
      const arithmetic =
        rules.threshold &&
        weigh(rules.threshold, baseCount(rules.threshold.base, item, tally, figures), votes);
      return { itemId: item.itemId, votes, arithmetic, passed: arithmetic ? arithmetic.met : votes > 0 };
    })
    .sort((a, b) => b.votes - a.votes);
  const passers = ranked.filter((item) => item.passed);
  const lastIn = passers[paper.seats - 1]?.votes;
  const firstOut = passers[paper.seats]?.votes;
  const tiedAt = lastIn !== undefined && lastIn === firstOut ? lastIn : null;

  const standingOf = (item: (typeof ranked)[number]): Standing => {
    if (!item.passed) return 'notPassed';
    if (tiedAt !== null && item.votes === tiedAt) return 'tied';
    return lastIn === undefined || item.votes >= lastIn ? 'elected' : 'passedNotElected';
  };
  const items = ranked.map(({ passed, ...item }) => ({ ...item, standing: standingOf({ passed, ...item }) }));
  const inStanding = (standing: Standing) =>
    items.filter((item) => item.standing === standing).map((item) => item.itemId);
  const elected = inStanding('elected');
  const gaps = ranked.flatMap(({ arithmetic }) => (arithmetic ? [distance(arithmetic)] : []));
  if (lastIn !== undefined && firstOut !== undefined) gaps.push(lastIn - firstOut);
  // Without a threshold one vote brings a project in, and the last one in has all its votes to lose.
  else if (rules.threshold === null) gaps.push(lastIn ?? 1);
  return {
    kind: 'project',
    items,
    elected,
    runoff: tiedAt === null ? null : { among: inStanding('tied'), seats: paper.seats - elected.length },
    shortfall: Math.max(0, paper.seats - passers.length),
    margin: Math.min(...gaps),
    flags: [],
  };
}

function motionOutcome(threshold: Threshold, tally: Tally, figures: Figures): Outcome {
  const item = tally.items[0]!;
  const arithmetic = weigh(
    threshold,
    baseCount(threshold.base, item, tally, figures),
    item.counts.approve ?? 0,
  );
  return { kind: 'motion', carried: arithmetic.met, arithmetic, margin: distance(arithmetic), flags: [] };
}

/**
 * Satisfied if the satisfied alone meet the threshold; else basically satisfied if satisfied + basically do; else
 * dissatisfied. The two rates are two different numbers and both are published.
 */
function appraisalOutcome(rules: AppraisalRules, tally: Tally, figures: Figures): Outcome {
  const item = tally.items[0]!;
  const of = (base: Base) => baseCount(base, item, tally, figures);
  const alone = item.counts.satisfied ?? 0;
  const together = alone + (item.counts.basicallySatisfied ?? 0);
  const satisfied = weigh(rules.threshold, of(rules.threshold.base), alone);
  const satisfiedOrBasically = weigh(rules.threshold, of(rules.threshold.base), together);
  return {
    kind: 'appraisal',
    verdict: satisfied.met ? 'satisfied' : satisfiedOrBasically.met ? 'basicallySatisfied' : 'dissatisfied',
    satisfied,
    satisfiedOrBasically,
    satisfiedRate: { votes: alone, of: of(rules.rateBase) },
    satisfiedOrBasicallyRate: { votes: together, of: of(rules.rateBase) },
    margin: Math.min(distance(satisfied), distance(satisfiedOrBasically)),
    flags: [],
  };
}

/** How many votes away from the other side of the threshold, at the least. */
function distance({ votes, needed, met }: Arithmetic): number {
  return met ? votes - needed + 1 : needed - votes;
}
