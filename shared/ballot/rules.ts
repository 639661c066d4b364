import { z } from 'zod';
import { line } from '../text.ts';

/**
 * What a threshold counts against. `allMembers` 全体代表 is the frozen membership of the sitting, `entitled` 应到 the
 * roll, `present` 实到 everyone present at any moment between open and close, `cast` the returned ballots, `valid`
 * the valid ones, `decisive` approve + oppose of the item.
 */
export const Base = z.enum(['allMembers', 'entitled', 'present', 'cast', 'valid', 'decisive']);
export type Base = z.output<typeof Base>;

/** An exact fraction of a base: "more than 1/2 of all members", "at least 2/3 of those present". */
export const Threshold = z
  .strictObject({
    base: Base,
    comparison: z.enum(['moreThan', 'atLeast']),
    numerator: z.int().min(0).max(1000),
    denominator: z.int().min(1).max(1000),
  })
  .refine(
    ({ numerator, denominator, comparison }) =>
      comparison === 'moreThan' ? numerator < denominator : numerator <= denominator,
    { path: ['numerator'], message: 'must leave a threshold that can be met' },
  );
export type Threshold = z.output<typeof Threshold>;

const moreThanHalfOfAll: Threshold = {
  base: 'allMembers',
  comparison: 'moreThan',
  numerator: 1,
  denominator: 2,
};

/** What a paper with no mark where one is asked for means. Local rule. */
const BlankRule = z.enum(['invalid', 'abstain']);

export const ProjectRules = z.strictObject({
  kind: z.literal('project'),
  /** `tick`: choose at most N of M. `grade`: approve, oppose or abstain on each, approvals at most N. */
  form: z.enum(['tick', 'grade']),
  /** null: no threshold, the most votes win; a project nobody chose never wins. */
  threshold: Threshold.nullable(),
});
export const MotionRules = z.strictObject({
  kind: z.literal('motion'),
  threshold: Threshold,
  blank: BlankRule,
});
export const AppraisalRules = z.strictObject({
  kind: z.literal('appraisal'),
  /** Used twice: on satisfied alone, then on satisfied + basically satisfied. */
  threshold: Threshold,
  rateBase: z.enum(['allMembers', 'present', 'cast', 'valid']),
  blank: BlankRule,
  /** Whether the sheet offers 不了解. */
  notFamiliar: z.boolean(),
});
export const PaperRules = z
  .discriminatedUnion('kind', [ProjectRules, MotionRules, AppraisalRules])
  .refine(
    (rules) =>
      rules.threshold?.base !== 'decisive' ||
      (rules.kind === 'project' ? rules.form === 'grade' : rules.kind === 'motion'),
    {
      path: ['threshold', 'base'],
      message: 'decisive needs approve and oppose on the paper',
    },
  );

export type ProjectRules = z.output<typeof ProjectRules>;
export type MotionRules = z.output<typeof MotionRules>;
export type AppraisalRules = z.output<typeof AppraisalRules>;
export type PaperRules = z.output<typeof PaperRules>;

/** 票决办法: the profile that a sitting adopts. It is frozen into every paper when its vote is prepared. */
export const VotingRules = z
  .strictObject({
    title: line(200),
    version: z.int().min(1),
    project: ProjectRules,
    motion: MotionRules,
    appraisal: AppraisalRules,
  })
  .superRefine((rules, context) => {
    for (const kind of ['project', 'motion', 'appraisal'] as const) {
      const checked = PaperRules.safeParse(rules[kind]);
      for (const issue of checked.error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: [kind, ...issue.path], message: issue.message });
      }
    }
  });
export type VotingRules = z.output<typeof VotingRules>;

/** The defaults of the statutes: everything by more than half of all members. */
export const statutoryRules: VotingRules = {
  title: '票决办法',
  version: 1,
  project: { kind: 'project', form: 'tick', threshold: moreThanHalfOfAll },
  motion: { kind: 'motion', threshold: moreThanHalfOfAll, blank: 'invalid' },
  appraisal: {
    kind: 'appraisal',
    threshold: moreThanHalfOfAll,
    rateBase: 'valid',
    blank: 'invalid',
    notFamiliar: false,
  },
};

/** A threshold met or missed, with every figure that the result has to show. */
export const Arithmetic = z.strictObject({
  base: Base,
  baseCount: z.int().min(0),
  comparison: z.enum(['moreThan', 'atLeast']),
  numerator: z.int().min(0),
  denominator: z.int().min(1),
  /** The fewest votes that meet the threshold. */
  needed: z.int().min(0),
  votes: z.int().min(0),
  met: z.boolean(),
});
export type Arithmetic = z.output<typeof Arithmetic>;

/**
 * Compares by cross-multiplication, never by division: `2 * votes > total`, so exactly half fails. No votes meet
 * nothing: two thirds of no ballots at all would otherwise be reached by none.
 */
export function weigh(threshold: Threshold, baseCount: number, votes: number): Arithmetic {
  const { numerator, denominator, comparison } = threshold;
  const part = numerator * baseCount;
  const strict = comparison === 'moreThan';
  return {
    ...threshold,
    baseCount,
    needed: strict ? Math.floor(part / denominator) + 1 : Math.max(1, Math.ceil(part / denominator)),
    votes,
    met: strict ? votes * denominator > part : votes > 0 && votes * denominator >= part,
  };
}
